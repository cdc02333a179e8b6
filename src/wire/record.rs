//! What goes into a record of care, and what comes out of one.

shapes! {
    /// A reason why a GP chooses otherwise than advised.
    struct OverrideReasonInfo {
        /// Its id.
        id: String,
        /// What people choose from a list.
        title: String,
        /// Whether it takes a note to be understood.
        needs_note: bool,
    }
}
