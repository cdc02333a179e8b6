//! A checked protocol as bytes, for programs that only decide.
//!
//! In: a [`Checked`] protocol. Out: a bundle, and from a bundle the same protocol without its texts,
//! its examples and what only comparing needs. Reading it takes no TOML and no conditions.
//!
//! A bundle comes from outside, and may be damaged or forged: the checksum finds damage, and what
//! [`check`](super::check()) promises of a [`Checked`] is verified again. What it says of itself, its
//! digest too, is what its maker wrote. Bytes in, bytes out: the form is private, so that nothing else
//! can make a [`Checked`].
//!
//! ```text
//! "DWBN"  checksum, 8 bytes  format, 1 byte  files, points of headers and rules, protocol
//!         └─ FNV-1a of all that follows ─────────────────────────────────────────────┘
//! ```

mod codec;
mod records;
mod talk;
mod verify;

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::protocol::version::Reference;
use crate::text::{Sources, Span};
use codec::{Input, Kept};

/// What every bundle begins with.
const MAGIC: &[u8] = b"DWBN";
/// The form of what follows; raised whenever it changes.
const FORMAT: u8 = 1;
/// The most bytes of a bundle: the same content takes more of them as TOML.
pub const BUNDLE_LIMIT: usize = 1 << 21;

/// Writes a checked protocol as a bundle.
///
/// # Errors
///
/// [`Code::FileTooLarge`].
///
/// # Examples
///
/// ```
/// use domeinwijzer::{check, diagnostic::Code, protocol::registry::Registry};
/// # let text = "formaat = 1\n[protocol]\nid = \"p\"\ntitel = \"P\"\nversie = \"1.0.0\"\nstatus = \"concept\"\n\
/// #   geldig_vanaf = 2026-01-01\nvoorrang = [\"r\"]\n[vraag.a]\ntekst = \"A?\"\ntype = \"ja_nee\"\n\
/// #   [route.r]\ntitel = \"R\"\nuitleg = \"R\"\npatient = \"R\"\n[regel.x]\nals = \"a\"\nvoor = \"r\"\nreden = \"Zo\"\n";
/// let mut files = Registry::default();
/// files.add("p/1.0.0.toml", text.as_bytes());
/// let checked = check::compile(&files, &files.files()[0]).unwrap();
///
/// let mut bytes = check::bundle(&checked).unwrap();
/// let loaded = check::load(&bytes).unwrap();
/// assert_eq!((loaded.digest(), loaded.has_texts()), (checked.digest(), false));
///
/// bytes[20] ^= 1;
/// assert_eq!(check::load(&bytes).unwrap_err().code, Code::InvalidBundle);
/// ```
pub fn bundle(checked: &Checked) -> Result<Vec<u8>, Diagnostic> {
    let mut body = vec![FORMAT];
    let places = Places::of(checked);
    places.files.write(&mut body);
    places.points.write(&mut body);
    checked.write(&mut body);
    let bytes = [MAGIC, &checksum(&body).to_le_bytes(), &body].concat();
    if bytes.len() > BUNDLE_LIMIT {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Reads a bundle.
///
/// # Errors
///
/// [`Code::FileTooLarge`], [`Code::BundleTooNew`] or [`Code::InvalidBundle`].
pub fn load(bytes: &[u8]) -> Result<Checked, Diagnostic> {
    if bytes.len() > BUNDLE_LIMIT {
        return Err(too_large());
    }
    let rest = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| invalid("dit is geen bundel van domeinwijzer"))?;
    let sum = rest
        .split_first_chunk()
        .filter(|(sum, body)| checksum(body) == u64::from_le_bytes(**sum));
    let (_, body) = sum.ok_or_else(|| invalid("deze bundel is beschadigd of niet volledig"))?;
    match body.split_first() {
        Some((&FORMAT, body)) => read(body)
            .filter(verify::is_sound)
            .ok_or_else(|| invalid("wat in deze bundel staat, kan geen protocol zijn")),
        Some((format, _)) => Err(Diagnostic::error(
            Code::BundleTooNew,
            format!("deze bundel heeft vorm {format}; hier wordt vorm {FORMAT} gelezen"),
        )
        .help("maak de bundel opnieuw, of gebruik een nieuwere domeinwijzer".to_owned())),
        None => Err(invalid("deze bundel is leeg")),
    }
}

fn read(body: &[u8]) -> Option<Checked> {
    let mut input = Input::new(body);
    let places = Places {
        files: Kept::read(&mut input)?,
        points: Kept::read(&mut input)?,
    };
    let mut checked = Checked::read(&mut input)?;
    (input.is_empty() && places.lay(&mut checked)).then_some(checked)
}

/// Where the header and the rules stand, in the order of [`spans`].
struct Places {
    /// The files in which something stands, each with what it says it is.
    files: Vec<(String, Option<Reference>)>,
    /// The position of the file, the line and the column.
    points: Vec<(usize, (usize, usize))>,
}

impl Places {
    fn of(checked: &Checked) -> Self {
        let mut places = Self {
            files: Vec::new(),
            points: Vec::new(),
        };
        let rules = checked.rules.iter().map(|rule| rule.span);
        for span in std::iter::once(checked.listing.span).chain(rules) {
            let place = checked.texts.locate(span);
            let (name, point) = place.map_or(("", (1, 1)), |place| {
                (place.file, (place.start.line, place.start.column))
            });
            let known = places.files.iter().position(|(it, _)| it == name);
            let file = known.unwrap_or_else(|| {
                let said = checked.files.iter().find(|(it, _)| it == name);
                let said = said.map(|(_, reference)| reference.clone());
                places.files.push((name.to_owned(), said));
                places.files.len() - 1
            });
            places.points.push((file, point));
        }
        places
    }

    /// Lays the points on a number line of their own; false when they cannot be those of the protocol.
    fn lay(self, checked: &mut Checked) -> bool {
        let spans = std::iter::once(&mut checked.listing.span);
        let mut spans: Vec<&mut Span> = spans
            .chain(checked.rules.iter_mut().map(|rule| &mut rule.span))
            .collect();
        if spans.len() != self.points.len() {
            return false;
        }
        let mut texts = Sources::default();
        let mut laid = 0;
        for (at, (name, said)) in self.files.into_iter().enumerate() {
            let mine = || self.points.iter().filter(|(file, _)| *file == at);
            let points: Vec<(usize, usize)> = mine().map(|(_, point)| *point).collect();
            laid += points.len();
            let mut next = texts.add_points(name.clone(), points);
            for (span, (file, _)) in spans.iter_mut().zip(&self.points) {
                if *file == at {
                    **span = Span::new(next, next);
                    next += 1;
                }
            }
            checked
                .files
                .extend(said.map(|reference| (name, reference)));
        }
        checked.texts = texts;
        laid == spans.len()
    }
}

/// Finds every change of a single byte, and nearly every other; it keeps no forger away.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn invalid(message: &str) -> Diagnostic {
    Diagnostic::error(Code::InvalidBundle, message)
        .help("maak de bundel opnieuw met `domeinwijzer bundle`".to_owned())
}

fn too_large() -> Diagnostic {
    let message = format!("deze bundel is groter dan {} kB", BUNDLE_LIMIT >> 10);
    Diagnostic::error(Code::FileTooLarge, message)
        .help("kort de teksten van het protocol in".to_owned())
}
