//! The protocol file as it is written: every table, every key.
//!
//! This is the one place where the Dutch keys of the file meet the English names of the code.
//! Every key may be absent here; [`crate::check`] says which ones have to be there. Reading a
//! table is the business of [`super::read`].
//!
//! The comments here are for who reads the code. What an editor shows of a key, in Dutch, stands in
//! `data/sleutels.csv` and is laid over the derived schemas by `schema`.

use super::entry::tables;
use super::fields::{Day, Field, Flag, Ids, Keyed, Mixed, Text, Texts, Whole};
use crate::answer::Answer;

tables! {
    feature = "schema";

    /// `[protocol]`: what the file is.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "protocol")
    )]
    pub struct Header {
        /// The id of the protocol, the same in all its versions.
        pub id: Option<Text>,
        /// The title people see.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// Whom it is for: gemeente or praktijk.
        #[serde(rename = "soort")]
        pub kind: Option<Text>,
        /// The CBS code of the municipality; absent in a base.
        #[serde(rename = "gemeente")]
        pub municipality: Option<Text>,
        /// The version of the protocol.
        #[serde(rename = "versie")]
        pub version: Option<Text>,
        /// concept, voorbeeld, vastgesteld or ingetrokken.
        pub status: Option<Text>,
        /// First day on which it is in force.
        #[serde(rename = "geldig_vanaf")]
        pub valid_from: Option<Day>,
        /// Last day on which it is in force.
        #[serde(rename = "geldig_tot")]
        pub valid_until: Option<Day>,
        /// The exact version it builds on, `id@version`.
        #[serde(rename = "basis")]
        pub base: Option<Text>,
        /// All routes, the first suitable one is advised.
        #[serde(rename = "voorrang")]
        pub precedence: Option<Texts>,
    }

    /// `[bron.x]`: where something comes from.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "bron")
    )]
    pub struct Source {
        /// The title of the publication.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// Where it can be read.
        pub url: Option<Text>,
        /// A remark for the reader.
        #[serde(rename = "toelichting")]
        pub note: Option<Text>,
    }

    /// `[groep.x]`: questions that belong together.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "groep")
    )]
    pub struct Group {
        /// The title above the questions.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// A sentence below the title.
        #[serde(rename = "uitleg")]
        pub explanation: Option<Text>,
        /// Whether these are safety questions, asked before all others.
        #[serde(rename = "veiligheid")]
        pub safety: Option<Flag>,
        /// Whether they only help the talk, and never count for the advice.
        #[serde(rename = "gesprek")]
        pub talk: Option<Flag>,
        /// How the answers are drawn: web, kaart or ladder.
        #[serde(rename = "tekening")]
        pub drawing: Option<Text>,
        /// Where the instrument of its owner can be found.
        #[serde(rename = "koppeling")]
        pub link: Option<Text>,
        /// The answer from which a scale of a ladder counts as high.
        #[serde(rename = "grens")]
        pub threshold: Option<Whole>,
        /// A hint for the talk for each way in which the scales beside a ladder can be high or low.
        #[serde(rename = "profielen")]
        pub profiles: Option<Keyed<Text>>,
    }

    /// `[vraag.x]`: what is asked.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "vraag")
    )]
    pub struct Question {
        /// The group it stands in.
        #[serde(rename = "groep")]
        pub group: Option<Text>,
        /// The question itself.
        #[serde(rename = "tekst")]
        pub text: Option<Text>,
        /// A short label for lists and texts.
        #[serde(rename = "kort")]
        pub short: Option<Text>,
        /// Help for the one who asks.
        #[serde(rename = "toelichting")]
        pub help: Option<Text>,
        /// `ja_nee`, schaal, getal, keuze or meerkeuze.
        #[serde(rename = "type")]
        pub kind: Option<Text>,
        /// Lowest answer of a schaal or getal.
        pub min: Option<Whole>,
        /// Highest answer of a schaal or getal.
        pub max: Option<Whole>,
        /// What the low end of a schaal means.
        #[serde(rename = "laag")]
        pub low: Option<Text>,
        /// What the high end of a schaal means.
        #[serde(rename = "hoog")]
        pub high: Option<Text>,
        /// The unit of a getal.
        #[serde(rename = "eenheid")]
        pub unit: Option<Text>,
        /// The choices of a keuze or meerkeuze.
        #[serde(rename = "keuzes")]
        pub choices: Option<Keyed<Text>>,
        /// The 4D domain.
        #[serde(rename = "domein")]
        pub domain: Option<Text>,
        /// Asked only when this holds …
        #[serde(rename = "alleen_als")]
        pub only_if: Option<Text>,
        /// … and otherwise counts as this.
        #[serde(rename = "anders")]
        pub otherwise: Option<Field<Answer>>,
        /// A fact about the patient that advice cannot change, such as age.
        #[serde(rename = "vast_gegeven")]
        pub fixed_fact: Option<Flag>,
        /// Whether the answer may stand in a referral letter.
        #[serde(rename = "in_brief")]
        pub in_letter: Option<Flag>,
        /// The line of the record the answer goes to: S or O.
        pub soep: Option<Text>,
        /// How much effort it takes to ask, from 1 to 100.
        #[serde(rename = "moeite")]
        pub effort: Option<Whole>,
        /// What the system of the practice may already know about it.
        #[serde(rename = "his")]
        pub prefill: Option<Keyed<Field<Mixed>>>,
        /// Where the question comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
    }

    /// `[kenmerk.x]`: a named yes/no fact derived from answers.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "kenmerk")
    )]
    pub struct Finding {
        /// What the fact says.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// When it holds.
        #[serde(rename = "als")]
        pub condition: Option<Text>,
        /// Where it comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
    }

    /// `[score.x]`: a weighted sum.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "score")
    )]
    pub struct Score {
        /// What the number says.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// The weight of each part.
        #[serde(rename = "som")]
        pub sum: Option<Keyed<Whole>>,
        /// Where it comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
    }

    /// `[route.x]`: a destination.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "route")
    )]
    pub struct Route {
        /// Its name.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// What it is, for the one who refers.
        #[serde(rename = "uitleg")]
        pub explanation: Option<Text>,
        /// What it is, for the patient, in B1 Dutch.
        #[serde(rename = "patient")]
        pub patient: Option<Text>,
        /// Whom to refer to; the first that fits, the last is the default.
        pub contact: Option<Ids>,
        /// Working days within which the contact answers.
        #[serde(rename = "termijn_werkdagen")]
        pub response_days: Option<Whole>,
        /// What comes back to the practice, and when.
        #[serde(rename = "terugkoppeling")]
        pub feedback: Option<Text>,
        /// What is on offer there.
        #[serde(rename = "aanbod")]
        pub offerings: Option<Ids>,
        /// Whether no other route is advised beside it.
        #[serde(rename = "alleen")]
        pub alone: Option<Flag>,
        /// Whether it is advised when no route is suitable.
        #[serde(rename = "vangnet")]
        pub fallback: Option<Flag>,
        /// Codes of ICPC-1 to choose from for the record, each with a label of our own.
        pub icpc: Option<Keyed<Text>>,
        /// Where it comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
    }

    /// `[aanbod.x]`: an offering of one or more routes.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "aanbod")
    )]
    pub struct Offering {
        /// Its name.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// What it is.
        #[serde(rename = "uitleg")]
        pub explanation: Option<Text>,
    }

    /// `[contact.x]`: a function that takes referrals, never a person.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "contact")
    )]
    pub struct Contact {
        /// The function.
        #[serde(rename = "functie")]
        pub function: Option<Text>,
        /// The organisation it belongs to.
        #[serde(rename = "organisatie")]
        pub organisation: Option<Text>,
        /// The channel a referral goes through.
        #[serde(rename = "kanaal")]
        pub channel: Option<Text>,
        /// A mail address.
        pub email: Option<Text>,
        /// A telephone number.
        #[serde(rename = "telefoon")]
        pub phone: Option<Text>,
        /// A web site.
        pub website: Option<Text>,
        /// The practices it works for.
        #[serde(rename = "praktijken")]
        pub practices: Option<Texts>,
        /// The postcode areas (four digits) it works in.
        #[serde(rename = "werkgebied")]
        pub areas: Option<Texts>,
    }

    /// `[signaal.x]`: an advice beside the route.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "signaal")
    )]
    pub struct Signal {
        /// What it says.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// What to do.
        #[serde(rename = "uitleg")]
        pub explanation: Option<Text>,
        /// Where it comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
    }

    /// `[regel.x]`: a condition with an effect.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "regel")
    )]
    pub struct Rule {
        /// When it holds.
        #[serde(rename = "als")]
        pub condition: Option<Text>,
        /// The routes it indicates.
        #[serde(rename = "voor")]
        pub indicates: Option<Ids>,
        /// The routes it excludes.
        #[serde(rename = "tegen")]
        pub excludes: Option<Ids>,
        /// The signals it raises.
        #[serde(rename = "signaal")]
        pub raises: Option<Ids>,
        /// The offerings it points to.
        #[serde(rename = "aanbod")]
        pub offerings: Option<Ids>,
        /// A shorter term for the routes it indicates.
        #[serde(rename = "termijn_werkdagen")]
        pub response_days: Option<Whole>,
        /// Why, as a sentence.
        #[serde(rename = "reden")]
        pub reason: Option<Text>,
        /// Where it comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
        /// Whether a municipality may not weaken it.
        #[serde(rename = "vast")]
        pub locked: Option<Flag>,
        /// Codes of ICPC-1 to choose from for the record, each with a label of our own.
        pub icpc: Option<Keyed<Text>>,
    }

    /// `[onmogelijk.x]`: answers that never occur together.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "onmogelijk")
    )]
    pub struct Impossible {
        /// What cannot be.
        #[serde(rename = "als")]
        pub condition: Option<Text>,
        /// Why.
        #[serde(rename = "reden")]
        pub reason: Option<Text>,
    }

    /// `[afwijking.x]`: a reason why a GP chooses otherwise than advised.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "afwijking")
    )]
    pub struct OverrideReason {
        /// What people choose from a list.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// Whether it takes a note to be understood.
        #[serde(rename = "toelichting_nodig")]
        pub needs_note: Option<Flag>,
        /// Where it comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
    }

    /// `[voorbeeld.x]`: a case with its expected outcome.
    #[cfg_attr(
        feature = "schema",
        derive(schemars::JsonSchema),
        schemars(rename = "voorbeeld")
    )]
    pub struct Example {
        /// Who it is about.
        #[serde(rename = "titel")]
        pub title: Option<Text>,
        /// The answers given.
        #[serde(rename = "antwoorden")]
        pub answers: Option<Keyed<Field<Answer>>>,
        /// What is known of practice and postcode.
        pub context: Option<Keyed<Text>>,
        /// The outcome that is expected.
        #[serde(rename = "verwacht")]
        pub expected: Option<Keyed<Ids>>,
        /// Where it comes from.
        #[serde(rename = "bron")]
        pub sources: Option<Ids>,
    }
}
