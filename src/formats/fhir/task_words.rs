//! What the states of a task mean to the one who referred.

/// A state of a task: its code, what it is in Dutch, and what may be done next.
pub(super) struct State {
    pub(super) code: &'static str,
    pub(super) shown: &'static str,
    pub(super) next: &'static str,
}

/// All states of FHIR R4.
pub(super) const STATES: [State; 12] = [
    state(
        "draft",
        "nog niet verstuurd",
        "Verwijzing afmaken en versturen.",
    ),
    state(
        "requested",
        "verstuurd, nog niet gezien",
        "Wachten op antwoord.",
    ),
    state(
        "received",
        "ontvangen, nog niet beoordeeld",
        "Wachten op antwoord.",
    ),
    state("accepted", "aangenomen", "Wachten op terugkoppeling."),
    state(
        "rejected",
        "afgewezen",
        "Ander vervolg met de patiënt bespreken.",
    ),
    state(
        "ready",
        "aangenomen, klaar om te beginnen",
        "Wachten op terugkoppeling.",
    ),
    state(
        "cancelled",
        "ingetrokken",
        "Nagaan of er nog een ander vervolg nodig is.",
    ),
    state(
        "in-progress",
        "in behandeling",
        "Wachten op terugkoppeling.",
    ),
    state(
        "on-hold",
        "in behandeling, nu stilgelegd",
        "Nagaan waarom het stilligt.",
    ),
    state(
        "failed",
        "niet gelukt",
        "Ander vervolg met de patiënt bespreken.",
    ),
    state(
        "completed",
        "afgerond",
        "Uitkomst met de patiënt bespreken.",
    ),
    state(
        "entered-in-error",
        "per vergissing ingevoerd",
        "Dit bericht telt niet.",
    ),
];

const fn state(code: &'static str, shown: &'static str, next: &'static str) -> State {
    State { code, shown, next }
}
