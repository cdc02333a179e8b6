//! The codes of all faults. A code is never used again for something else.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal, $slug:literal;)+) => {
        /// The kind of a fault: `DW` and four digits.
        ///
        /// The first two digits name the room that finds it: 01 text, 02 shape, 03 condition,
        /// 04 protocol as a whole, 05 overlay, 06 versions and files, 07 case, 08 proof: questions
        /// about all possible cases, 09 messages of other systems.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name = $number,)+
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The page that explains it, in Markdown: Wat, Waarom, Fout, Goed.
            pub const fn page(self) -> &'static str {
                match self {
                    $(Self::$name => {
                        include_str!(concat!("../../docs/meldingen/DW0", $number, ".md"))
                    })+
                }
            }

            /// A short Dutch name, stable like the code.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8.
    NotUtf8 = 101, "geen-utf8";
    /// The file is larger than the limit.
    FileTooLarge = 102, "bestand-te-groot";
    /// The file is empty, or holds comments only.
    EmptyFile = 103, "leeg-bestand";
    /// The text is not TOML.
    TomlSyntax = 104, "toml-fout";
    /// The same key or table stands there twice.
    DuplicateKey = 105, "dubbele-sleutel";
    /// Syntax that only TOML 1.1 has.
    TomlTooNew = 106, "toml-te-nieuw";
    /// What should be a bundle is none, or is damaged.
    InvalidBundle = 107, "bundel-onleesbaar";
    /// A bundle of a later format.
    BundleTooNew = 108, "bundel-te-nieuw";
    /// A bundle where the texts of the protocol are needed.
    BundleWithoutTexts = 109, "bundel-zonder-tekst";

    /// A key that the file format does not know.
    UnknownKey = 201, "onbekende-sleutel";
    /// A value of the wrong type.
    WrongType = 202, "verkeerd-type";
    /// A key that has to be there is missing.
    MissingKey = 203, "sleutel-ontbreekt";
    /// A key that does not fit here, such as `min` at a yes/no question.
    KeyNotAllowed = 204, "sleutel-past-niet";
    /// A name that is no id.
    InvalidId = 205, "ongeldige-naam";
    /// A value outside what the key allows.
    InvalidValue = 206, "ongeldige-waarde";
    /// `formaat` is missing or not supported.
    UnsupportedFormat = 207, "onbekend-formaat";
    /// A link that is not https.
    UnsafeLink = 208, "onveilige-link";
    /// More entries, or larger ones, than the engine takes.
    TooMany = 209, "te-veel";

    /// A name in a condition that is no question, finding or score.
    UnknownName = 301, "onbekende-naam";
    /// A condition that cannot be read.
    ConditionSyntax = 302, "voorwaarde-onleesbaar";
    /// A comparison that does not fit the type of what is compared.
    WrongComparison = 303, "vergelijking-past-niet";
    /// A value outside the domain of the question.
    ValueOutOfRange = 304, "waarde-buiten-bereik";
    /// A choice that the question does not have.
    UnknownChoice = 305, "onbekende-keuze";
    /// A name that is not yes/no, used as if it were.
    NotYesNo = 306, "geen-ja-nee";
    /// A count that can never or must always hold.
    ImpossibleCount = 307, "onmogelijke-telling";
    /// A condition nested or long beyond the limit.
    ConditionTooComplex = 308, "voorwaarde-te-complex";
    /// Findings, scores or questions that depend on each other in a circle.
    Circle = 309, "kringverwijzing";
    /// A word in capitals or another spelling of a condition word.
    MisspeltKeyword = 310, "verkeerd-geschreven-woord";
    /// A comparison that always or never holds.
    ConstantTest = 311, "vergelijking-zonder-keus";

    /// A reference to an entry that does not exist.
    UnknownReference = 401, "onbekende-verwijzing";
    /// A route that `voorrang` does not name.
    RouteNotRanked = 402, "route-zonder-voorrang";
    /// A route that `voorrang` names twice.
    RouteRankedTwice = 403, "route-dubbel-in-voorrang";
    /// More than one route is the safety net.
    SecondFallback = 404, "tweede-vangnet";
    /// A rule that does nothing.
    RuleWithoutEffect = 405, "regel-zonder-gevolg";
    /// A rule both for and against one route.
    ForAndAgainst = 406, "voor-en-tegen";
    /// One name for two things.
    NameTaken = 407, "naam-dubbel";
    /// A rule or question without a source.
    MissingSource = 408, "bron-ontbreekt";
    /// An entry that nothing uses.
    Unused = 409, "niet-gebruikt";
    /// An offering that no route of the rule has.
    OfferingNotOnRoute = 410, "aanbod-niet-bij-route";
    /// An example whose answers or expectation do not fit the protocol.
    InvalidExample = 411, "ongeldig-voorbeeld";
    /// A protocol without `[protocol]`, routes, questions or rules.
    EmptyProtocol = 412, "leeg-protocol";
    /// A postcode area or practice name that can never match.
    InvalidArea = 413, "ongeldig-werkgebied";
    /// Two reasons to choose otherwise that read the same.
    SameTitle = 414, "titel-dubbel";
    /// Something that is no ICPC-1 code or range of them.
    InvalidIcpc = 415, "ongeldige-icpc";
    /// `his` says something that does not fit the type of its question, or not together.
    PrefillMisfit = 416, "his-past-niet";
    /// Two choices of one question that the same fact would choose.
    PrefillOverlap = 417, "his-overlapt";
    /// A question that only helps the talk, in a condition or score.
    TalkCounts = 418, "gespreksvraag-telt-mee";
    /// A group whose questions cannot be drawn as it says.
    DrawingMisfit = 419, "tekening-past-niet";

    /// A locked rule of the base is changed or removed.
    LockedRule = 501, "vaste-regel-gewijzigd";
    /// `vervalt` for something that the base does not have.
    NothingToRemove = 502, "niets-te-vervallen";
    /// `vervalt` without `reden`.
    RemovalWithoutReason = 503, "vervalt-zonder-reden";
    /// A reference to an entry that the municipal file removed.
    ReferenceToRemoved = 504, "verwijzing-naar-vervallen";

    /// The base, or that version of it, cannot be found.
    UnknownBase = 601, "basis-onbekend";
    /// Bases that build on each other in a circle.
    BaseCircle = 602, "basis-kring";
    /// No protocol of that name.
    UnknownProtocol = 603, "protocol-onbekend";
    /// No version is in force on that date.
    NoneInForce = 604, "geen-versie-van-kracht";
    /// More than one version is in force on that date.
    SeveralInForce = 605, "meer-versies-van-kracht";
    /// The version that would be in force was withdrawn.
    Withdrawn = 606, "ingetrokken";
    /// Two files with the same id and version.
    DuplicateVersion = 607, "versie-dubbel";
    /// Something that is no version or no reference to one.
    InvalidVersion = 608, "ongeldige-versie";
    /// The folder or file name does not fit the id or version.
    MisplacedFile = 609, "bestand-op-verkeerde-plaats";
    /// A municipality code that CBS does not list.
    UnknownMunicipality = 610, "gemeente-onbekend";
    /// `geldig_tot` lies before `geldig_vanaf`.
    EmptyWindow = 611, "lege-geldigheid";
    /// A name that fits more than one protocol.
    AmbiguousName = 612, "naam-niet-eenduidig";
    /// A file that cannot be read.
    Unreadable = 613, "bestand-onleesbaar";
    /// A municipality that goes into another while the protocol is in force.
    MergedMunicipality = 614, "gemeente-opgegaan";
    /// Days between two versions on which none is in force.
    GapBetweenVersions = 615, "gat-in-geldigheid";
    /// A published version that was changed afterwards.
    PublishedChanged = 616, "vastgesteld-gewijzigd";
    /// A status that a published version cannot go back to.
    StatusStep = 617, "statusstap";
    /// A published version whose file is gone.
    PublishedGone = 618, "vastgesteld-verdwenen";
    /// A published version that the lock file does not know.
    NotLocked = 619, "niet-vergrendeld";
    /// A version that changes more than its number says.
    VersionStepTooSmall = 620, "versiestap-te-klein";

    /// A case that is not in the expected form.
    InvalidCase = 701, "casus-onleesbaar";
    /// An answer to a question that the protocol does not have.
    UnknownQuestion = 702, "onbekende-vraag";
    /// An answer outside the domain of its question.
    InvalidAnswer = 703, "ongeldig-antwoord";
    /// Something that is no calendar date.
    InvalidDate = 704, "ongeldige-datum";
    /// Answers that the protocol declares never to occur together.
    ImpossibleCase = 705, "onmogelijke-casus";
    /// A choice other than the advice that cannot be laid down.
    InvalidOverride = 706, "ongeldige-afwijking";
    /// Facts of a practice that are not in the expected form.
    InvalidFacts = 707, "feiten-onleesbaar";
    /// Something that is no receipt, or one of another version.
    InvalidReceipt = 708, "adviesbewijs-onleesbaar";

    /// A case in which no route is suitable, where there is no `vangnet`.
    Gap = 801, "gat";
    /// A rule that holds in no case.
    RuleNeverHolds = 802, "regel-geldt-nooit";
    /// A rule that holds in some case, but without which every case comes out the same.
    RuleNeverDecides = 803, "regel-beslist-nooit";
    /// A route that is never offered, or never but beside another.
    RouteNeverAdvised = 804, "route-nooit-geadviseerd";
    /// A question of which no answer changes what is offered or signalled.
    QuestionNeverMatters = 805, "vraag-zonder-invloed";
    /// A part of a condition without which every case comes out the same.
    NeedlessPart = 806, "overbodig-deel";
    /// A case in which rules for and rules against one route hold.
    ForAndAgainstTogether = 807, "voor-en-tegen-samen";
    /// A case in which a locked rule of the base has an effect that the municipal file undoes.
    LockWeakened = 808, "vaste-regel-verzwakt";
    /// What is declared impossible leaves no case at all.
    NothingPossible = 809, "alles-onmogelijk";
    /// A question about all cases that was not answered within its budget.
    NotProved = 810, "niet-bewezen";

    /// A message, or an option for one, that is not in the expected form.
    InvalidMessage = 901, "bericht-onleesbaar";
    /// Answers to another questionnaire, or another version of it.
    WrongQuestionnaire = 902, "andere-vragenlijst";
    /// Something that looks like the number of a citizen.
    CitizenNumber = 903, "bsn-geweigerd";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DW{:04}", *self as u16)
    }
}
