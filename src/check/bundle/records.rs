//! What of each part of a protocol stands in a bundle, in this order.

use super::codec::{Input, Kept};
use crate::check::{
    Area, Band, Checked, Choice, Codes, Contact, Domain, Drawing, Finding, Formula, Gate, Group,
    Hints, Icpc, Impossible, Known, Need, Node, Offering, OverrideReason, Prefill, Profile,
    Question, Route, Rule, Score, Signal, Source, Subject, Suggestion, Term, Test,
};
use crate::condition::{Comparison, HowMany};
use crate::protocol::listing::Listing;
use crate::protocol::version::{Date, Kind, Reference, Status, Version};
use crate::text::Span;

/// The fields that are kept, and behind the minus those that are not.
macro_rules! records {
    ($($name:ident { $($field:ident)+ } $(- { $($left_out:ident)+ })?)+) => {$(
        impl Kept for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)+
            }
            fn read(from: &mut Input<'_>) -> Option<Self> {
                Some(Self {
                    $($field: Kept::read(from)?,)+
                    $($($left_out: Default::default(),)+)?
                })
            }
        }
    )+};
}

/// One of a few, each with the values it holds.
macro_rules! choices {
    ($($name:ident { $(
        $tag:literal $variant:ident $(($($item:ident)+))? $({$($field:ident)+})?
    )+ })+) => {$(
        impl Kept for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {$(
                    Self::$variant $(($($item),+))? $({ $($field),+ })? => {
                        out.push($tag);
                        $($($item.write(out);)+)?
                        $($($field.write(out);)+)?
                    }
                )+}
            }
            fn read(from: &mut Input<'_>) -> Option<Self> {
                Some(match from.byte()? {
                    $($tag => {
                        $($(let $item = Kept::read(from)?;)+)?
                        $($(let $field = Kept::read(from)?;)+)?
                        Self::$variant $(($($item),+))? $({ $($field),+ })?
                    })+
                    _ => return None,
                })
            }
        }
    )+};
}

records! {
    Checked {
        listing base digest base_digest municipality_name
        sources groups questions findings scores tests order
        routes offerings contacts signals rules impossible override_reasons
    } - { content texts own precedence files examples warnings }
    Listing { id title kind municipality version status valid_from valid_until base span }
    Reference { id version }
    Version { major minor patch }
    Date { year month day }
    Source { id title url }
    Group { id title explanation safety talk drawing link hints }
    Hints { threshold profiles }
    Profile { second third text }
    Question {
        id group text short help domain area gate fixed_fact in_letter objective effort prefill
        sources span
    }
    Choice { id label }
    Gate { formula otherwise } - { parts otherwise_at }
    Finding { id title formula span } - { parts }
    Score { id title terms range span } - { parts }
    Test { subject need }
    Route {
        id title explanation patient contacts response_days feedback offerings alone fallback
        icpc sources span
    }
    Offering { id title explanation }
    Contact { id function organisation channel phone email website practices areas }
    Signal { id title explanation sources span }
    Rule {
        id formula indicates excludes raises reason locked offerings response_days icpc sources
        span
    } - { parts }
    Suggestion { code label }
    Impossible { id formula reason span } - { parts }
    OverrideReason { id title needs_note sources }
    Band { low high }
}

choices! {
    Domain { 0 YesNo 1 Scale { min max low high } 2 Number { min max unit } 3 Choice(of) 4 MultiChoice(of) }
    Drawing { 0 Web 1 Map 2 Ladder }
    Area { 0 Body 1 Mind 2 Social 3 Society }
    Kind { 0 Municipal 1 Practice }
    Status { 0 Draft 1 Example 2 Adopted 3 Withdrawn }
    Formula {
        0 Test(at) 1 Finding(at) 2 Not(part) 3 All(parts) 4 Any(parts) 5 Count { how number of }
    }
    HowMany { 0 AtLeast 1 AtMost 2 Exactly }
    Need { 0 Compare(how code) 1 Between(low high) 2 In(codes) 3 Has(choice) }
    Comparison { 0 Equal 1 NotEqual 2 Less 3 LessOrEqual 4 Greater 5 GreaterOrEqual }
    Subject { 0 Question(at) 1 Score(at) }
    Node { 0 Question(at) 1 Finding(at) 2 Score(at) }
    Term { 0 Question(at) 1 Finding(at) }
    Prefill { 0 Answer(known) 1 Choices(known) }
    Known { 0 Codes { codes months } 1 Age(band) 2 Contacts(band) 3 Named(name band) }
}

/// As it is written: a text that is no code is refused.
impl Kept for Codes {
    fn write(&self, out: &mut Vec<u8>) {
        self.to_string().write(out);
    }

    fn read(from: &mut Input<'_>) -> Option<Self> {
        String::read(from)?.parse().ok()
    }
}

/// As it is written, too.
impl Kept for Icpc {
    fn write(&self, out: &mut Vec<u8>) {
        self.to_string().write(out);
    }

    fn read(from: &mut Input<'_>) -> Option<Self> {
        String::read(from)?.parse().ok()
    }
}

/// Texts are left out, and with them where something stands in them.
impl Kept for Span {
    fn write(&self, _: &mut Vec<u8>) {}

    fn read(_: &mut Input<'_>) -> Option<Self> {
        Some(Self::default())
    }
}
