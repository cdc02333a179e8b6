//! What a practice does over many patients: `batch` as a whole, and in `batch/` what is laid before a meeting.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[path = "batch/agenda.rs"]
mod agenda;
#[path = "batch/evaluate.rs"]
mod evaluate;
#[path = "batch/feedback.rs"]
mod feedback;
#[cfg(feature = "parquet")]
#[path = "batch/parquet.rs"]
mod parquet;
#[path = "batch/plan.rs"]
mod plan;
mod running;

const MAP: &str = "[uitdraai]\nsleutel = 'nr'\npeildatum = 2026-11-01\n\
    [vraag.leeftijd]\nkolom = 'jaar'\nmaak = 'leeftijd'\n\
    [vraag.consulten]\nkolom = 'contacten'\n\
    [vraag.bezwaar]\nkolom = 'bezwaar'\n";

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("batch-tests")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_domeinwijzer"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["batch", "--protocol", "achterhoek_hotspotters"])
        .args(args)
        .output()
        .unwrap()
}

/// Runs over these bytes with this mapping; what was written, and what the command said.
fn over(name: &str, bytes: &[u8], map: &str) -> (String, Output) {
    let folder = folder(name);
    let [input, columns, output] = ["in.csv", "map.toml", "out.csv"].map(|it| folder.join(it));
    std::fs::write(&input, bytes).unwrap();
    std::fs::write(&columns, map).unwrap();
    let it = run(&[
        "--input",
        input.to_str().unwrap(),
        "--map",
        columns.to_str().unwrap(),
        "--output",
        output.to_str().unwrap(),
    ]);
    (std::fs::read_to_string(&output).unwrap_or_default(), it)
}

fn said(it: &Output) -> String {
    String::from_utf8_lossy(&it.stdout).into_owned() + &String::from_utf8_lossy(&it.stderr)
}

/// The route of each row.
fn routes(written: &str) -> Vec<(&str, &str)> {
    let rows = written.lines().skip(1);
    rows.map(|row| {
        let mut cells = row.split([';', ',', '\t']);
        (cells.next().unwrap(), cells.next().unwrap())
    })
    .collect()
}

/// What the page of a practice is compared with: `www/praktijk/tests`.
#[test]
fn the_export_of_a_practice_comes_out_as_it_was_kept() {
    let folder = folder("practice");
    let [output, summary] = ["out.csv", "telling.json"].map(|it| folder.join(it));
    let it = run(&[
        "--input",
        "tests/data/practice_5000.csv",
        "--map",
        "tests/data/practice.map.toml",
        "--output",
        output.to_str().unwrap(),
        "--summary",
        summary.to_str().unwrap(),
    ]);
    assert_eq!(it.status.code(), Some(0), "{}", said(&it));
    let data = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
        std::fs::read_to_string(folder.join(name)).unwrap()
    };
    let counted = std::fs::read_to_string(&summary).unwrap();
    assert_eq!(counted, data("practice_5000.summary.json"));
    let sum = Sha256::digest(std::fs::read(&output).unwrap());
    let sum: String = sum.iter().map(|it| format!("{it:02x}")).collect();
    assert_eq!(sum, data("practice_5000.sha256").trim());
}

#[test]
fn every_way_of_writing_a_file_comes_out_the_same() {
    let text = "nr;jaar;contacten;bezwaar\nziek-é;1970;24;ja\nb;1970;24;\nc;2020;24;\nd;;3;nee\n";
    let plain = text.as_bytes().to_vec();
    let utf16 = |bom: [u8; 2], of: fn(u16) -> [u8; 2]| -> Vec<u8> {
        bom.into_iter()
            .chain(text.encode_utf16().flat_map(of))
            .collect()
    };
    let latin: Vec<u8> = text
        .chars()
        .map(|it| u8::try_from(u32::from(it)).unwrap())
        .collect();
    for (name, bytes) in [
        ("bom", [b"\xef\xbb\xbf".as_slice(), &plain].concat()),
        ("plain", plain.clone()),
        ("latin", latin),
        ("le", utf16([0xff, 0xfe], u16::to_le_bytes)),
        ("be", utf16([0xfe, 0xff], u16::to_be_bytes)),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("tabs", text.replace(';', "\t").into_bytes()),
        ("commas", text.replace(';', ",").into_bytes()),
    ] {
        let (written, it) = over(name, &bytes, MAP);
        assert_eq!(it.status.code(), Some(0), "{name}: {}", said(&it));
        let expected = [
            ("ziek-é", "niet_nu"),
            ("b", "onvoldoende_gegevens"),
            ("c", "niet_nu"),
            ("d", "onvoldoende_gegevens"),
        ];
        assert_eq!(routes(&written), expected, "{name}");
    }
}

#[test]
fn bad_rows_are_named_and_the_counts_add_up() {
    let folder = folder("bad");
    let [input, map, output, errors, summary] =
        ["in.csv", "map.toml", "out.csv", "fout.txt", "telling.json"].map(|it| folder.join(it));
    let text = "nr;jaar;contacten;bezwaar\na;1970;24;ja\nb;1970;veel;ja\nc;1970;5;ja;te veel\n;1970;5;ja\n\
        e;1970;12,5;ja\nf;1970;900;ja\ng;1970;2;ja\n";
    std::fs::write(&input, text).unwrap();
    std::fs::write(&map, MAP).unwrap();
    let paths = [&input, &map, &output, &errors, &summary].map(|it| it.to_str().unwrap());
    let it = run(&[
        "--input",
        paths[0],
        "--map",
        paths[1],
        "--output",
        paths[2],
        "--errors",
        paths[3],
        "--summary",
        paths[4],
    ]);
    assert_eq!(it.status.code(), Some(0), "{}", said(&it));
    let listed = std::fs::read_to_string(&errors).unwrap();
    let expected = [
        "regel 3: kolom `contacten`: `veel` past niet bij consulten",
        "regel 4: 5 cellen, maar er zijn 4 kolommen",
        "regel 5: de sleutel is leeg",
        "regel 6: kolom `contacten`: `12,5` past niet bij consulten",
        "regel 7: kolom `contacten`: 900 ligt niet tussen 0 en 400",
    ];
    assert_eq!(listed.lines().count(), expected.len(), "{listed}");
    for (line, start) in listed.lines().zip(expected) {
        assert!(line.starts_with(start), "{line}");
        assert!(said(&it).contains(line));
    }
    assert_eq!(
        routes(&std::fs::read_to_string(&output).unwrap()),
        [("a", "niet_nu"), ("g", "niet_nu")]
    );
    let counts: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&summary).unwrap()).unwrap();
    let of = |key: &str| counts[key].as_u64().unwrap();
    assert_eq!(
        [
            of("gelezen"),
            of("vastgesteld"),
            of("onvoldoendeGegevens"),
            of("fout")
        ],
        [7, 2, 0, 5]
    );
    assert_eq!(counts["regels"]["bezwaar"], 2);
}

#[test]
fn what_says_who_someone_is_is_refused() {
    for (name, head, cells) in [
        ("bsn", "kenmerk", ["111222333", "123456782", "111222333"]),
        (
            "naam",
            "patient",
            ["J. de Vries", "Jansen, Kees", "M. Bakker"],
        ),
        (
            "adres",
            "woont",
            ["Dorpsstraat 1", "7001 AB", "Kerkweg 12a"],
        ),
        ("geboren", "dag", ["12-03-1954", "01-12-1980", "05-05-1999"]),
        ("kop", "Achternaam", ["x", "y", "z"]),
    ] {
        let mut text = format!("nr;jaar;contacten;bezwaar;{head}\n");
        for (at, cell) in cells.iter().enumerate() {
            text.push_str(&format!("p{at};1970;3;nee;{cell}\n"));
        }
        let (written, it) = over(name, text.as_bytes(), MAP);
        assert_eq!(
            (it.status.code(), written.as_str()),
            (Some(2), ""),
            "{name}"
        );
        assert!(
            said(&it).contains(&format!("kolom `{head}` lijkt op")),
            "{}",
            said(&it)
        );
        let without = MAP.replace("peildatum", &format!("negeer = ['{head}']\npeildatum"));
        let (written, it) = over(name, text.as_bytes(), &without);
        assert_eq!(it.status.code(), Some(0), "{}", said(&it));
        assert_eq!(written.lines().count(), 4);
    }
}

#[test]
fn a_faulty_mapping_is_shown_with_its_places() {
    let map = "[uitdraai]\nsleutel = 'nummer'\n[vraag.leeftyd]\nkolom = 'jaar'\n\
        [vraag.consulten]\nkolom = 'contact'\nmaak = 'som'\n[vraag.bezwaar]\nkolum = 'bezwaar'\n";
    let (_, it) = over("map", b"nr;jaar;contacten;bezwaar\na;1970;3;ja\n", map);
    assert_eq!(it.status.code(), Some(1));
    assert!(said(&it).contains("bedoelt u `kolom`?"), "{}", said(&it));
    let (_, it) = over(
        "map",
        b"nr;jaar;contacten;bezwaar\na;1970;3;ja\n",
        &map.replace("kolum", "kolom"),
    );
    for wanted in [
        "het bestand heeft geen kolom `nummer`",
        "bedoelt u `leeftijd`?",
        "bedoelt u `contacten`?",
        "`som` past niet bij `maak`",
        "map.toml:2:11",
    ] {
        assert!(said(&it).contains(wanted), "{wanted}: {}", said(&it));
    }
}

#[test]
fn a_run_that_stopped_goes_on_and_comes_out_the_same() {
    let folder = folder("resume");
    let [output, errors, summary, whole] =
        ["out.csv", "fout.txt", "telling.json", "whole.csv"].map(|it| folder.join(it));
    let name = |path: &Path| path.to_str().unwrap().to_owned();
    let common = [
        "--input",
        "tests/data/practice_5000.csv",
        "--map",
        "tests/data/practice.map.toml",
    ];
    let all = run(&[
        &common[..],
        &["--output", &name(&whole), "--summary", &name(&summary)],
    ]
    .concat());
    assert_eq!(all.status.code(), Some(0), "{}", said(&all));
    let expected = std::fs::read_to_string(&summary).unwrap();
    let out = name(&output);
    let list = name(&errors);
    let sum = name(&summary);
    let part = [
        "--output",
        &out,
        "--errors",
        &list,
        "--summary",
        &sum,
        "--rows",
        "1234",
    ];
    let first = run(&[&common[..], &part[..]].concat());
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    // What was written after the last keeping is not counted, and goes.
    let mut torn = std::fs::read(&output).unwrap();
    torn.extend_from_slice(b"half een re");
    std::fs::write(&output, torn).unwrap();
    for _ in 0..4 {
        let it = run(&[&common[..], &part[..], &["--resume"]].concat());
        assert_eq!(it.status.code(), Some(0), "{}", said(&it));
    }
    assert_eq!(
        std::fs::read(&output).unwrap(),
        std::fs::read(&whole).unwrap()
    );
    assert_eq!(std::fs::read_to_string(&summary).unwrap(), expected);
    let again = run(&[&common[..], &part[..], &["--resume"]].concat());
    assert_eq!(again.status.code(), Some(2));
    assert!(
        said(&again).contains("er is niets om mee verder te gaan"),
        "{}",
        said(&again)
    );
}

/// Quotes, returns and bad rows lie on both sides of where a file is cut into blocks.
#[test]
fn any_number_of_threads_writes_the_same() {
    let folder = folder("threads");
    let [input, columns] = ["in.csv", "map.toml"].map(|it| folder.join(it));
    let mut text = "nr;jaar;contacten;bezwaar\n".to_owned();
    for at in 0..60_000_u32 {
        let end = ["\n", "\n", "\r\n", "\n\n"][at as usize / 5_000 % 4];
        let row = match at {
            _ if at % 977 == 0 => format!("n{at};{};x;nee", 1930 + at % 70),
            _ if at % 1_009 == 0 => format!("n{at};te weinig"),
            _ if (20_000..40_000).contains(&at) && at % 83 == 0 => {
                format!("\"n{at}\n;\";1950;\"{}\";ja", at % 40)
            }
            _ => format!("n{at};{};{};nee", 1930 + at % 70, at % 41),
        };
        text = text + &row + end;
    }
    std::fs::write(&input, &text).unwrap();
    std::fs::write(&columns, MAP).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let with = |threads: &str| {
        let [output, errors] = ["out", "errors"].map(|it| path(&format!("{it}-{threads}.csv")));
        let it = run(&[
            "--input",
            &path("in.csv"),
            "--map",
            &path("map.toml"),
            "--output",
            &output,
            "--errors",
            &errors,
            "--threads",
            threads,
        ]);
        assert!(it.status.success(), "{}", said(&it));
        let read = |path: &str| std::fs::read_to_string(path).unwrap();
        (read(&output), read(&errors), it.stdout, it.stderr)
    };
    let alone = with("1");
    assert!(alone.0.lines().count() > 59_000, "{}", alone.0.len());
    assert!(alone.1.lines().count() > 100, "{}", alone.1);
    for threads in ["2", "3"] {
        assert!(with(threads) == alone, "{threads} threads");
    }
    // What one thread left off, several finish.
    let output = path("resumed.csv");
    for more in [&["--rows", "12345"][..], &["--resume", "--threads", "3"]] {
        let (input, map) = (path("in.csv"), path("map.toml"));
        let first = ["--input", &input, "--map", &map, "--output", &output];
        let it = run(&[&first[..], more].concat());
        assert!(it.status.success(), "{}", said(&it));
    }
    assert!(std::fs::read_to_string(&output).unwrap() == alone.0);
}

#[test]
fn a_run_does_not_go_on_with_something_else() {
    let folder = folder("other");
    let [output, map] = ["out.csv", "map.toml"].map(|it| folder.join(it));
    let known = std::fs::read_to_string("tests/data/practice.map.toml").unwrap();
    std::fs::write(&map, &known).unwrap();
    let (out, columns) = (output.to_str().unwrap(), map.to_str().unwrap());
    let args = [
        "--input",
        "tests/data/practice_5000.csv",
        "--map",
        columns,
        "--output",
        out,
        "--rows",
        "10",
    ];
    assert_eq!(run(&args).status.code(), Some(0));
    std::fs::write(&map, known + "\n# anders\n").unwrap();
    let it = run(&[&args[..], &["--resume"]].concat());
    assert_eq!(it.status.code(), Some(2));
    assert!(
        said(&it).contains("het kolommenbestand is een ander"),
        "{}",
        said(&it)
    );
}

/// Each row by itself says the same; scores, conditions on questions and open answers among them.
#[test]
fn a_row_comes_out_as_its_case_does() {
    use domeinwijzer::check::compile;
    use domeinwijzer::decide::decide;
    use domeinwijzer::program;
    use domeinwijzer::protocol::registry::Registry;
    use domeinwijzer::table::Quick;
    let mut random = 7_u64;
    let mut below = |limit: i64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(random >> 33).unwrap() % limit
    };
    for name in [
        "achterhoek_hotspotters",
        "krachtige_basiszorg",
        "chronische_zorg",
        "nederland",
    ] {
        let path = format!("{name}/1.0.0.toml");
        let mut registry = Registry::default();
        registry.add(&path, &std::fs::read(format!("protocols/{path}")).unwrap());
        let checked = compile(&registry, registry.at_path(&path).unwrap()).unwrap();
        let plain = program::compile(&checked);
        let mut quick = Quick::new(&checked);
        let mut made = Vec::new();
        let mut seen = BTreeMap::new();
        let mut case = vec![None; checked.questions().len()];
        for _ in 0..5_000 {
            // Two answers change at a time, so that many cases differ in nothing that matters.
            for _ in 0..2 {
                let at = below(i64::try_from(case.len()).unwrap());
                let at = usize::try_from(at).unwrap();
                let (low, high) = checked.questions()[at].domain.range();
                let near = if below(2) == 0 { 6 } else { i64::MAX };
                let code = low + below((high - low + 1).min(near));
                case[at] = (below(6) > 0).then_some(code);
            }
            let at = quick.outcome(&case, |it, _| {
                let questions = 0..checked.questions().len();
                let values: Vec<_> = questions.map(|at| open(it, at)).collect();
                made.push((
                    it.possible.clone(),
                    it.rules.clone(),
                    it.signals.clone(),
                    values,
                ));
                made.len() - 1
            });
            let found = made[at].clone();
            let mut request = domeinwijzer::decide::Request::default();
            for (question, code) in checked.questions().iter().zip(&case) {
                if let Some(code) = code {
                    let answer = serde_json::to_value(question.domain.decode(*code)).unwrap();
                    request
                        .answers
                        .push((question.id.clone(), serde_json::from_value(answer).unwrap()));
                }
            }
            let it = decide(&plain, &request.fit(&checked).unwrap());
            let questions = 0..checked.questions().len();
            let values: Vec<_> = questions.map(|at| open(&it, at)).collect();
            let expected = (it.possible, it.rules, it.signals, values);
            assert_eq!(found, expected, "{name}: {case:?}");
            *seen.entry(found.0).or_insert(0) += 1;
        }
        assert!(seen.len() > 2, "{name}: {}", seen.len());
        assert!(made.len() < 4_990, "{name} shared nothing: {}", made.len());
    }
}

/// Whether an answer is missing.
fn open(it: &domeinwijzer::decide::Decision, question: usize) -> bool {
    use domeinwijzer::decide::Value;
    matches!(it.value(question), Value::Open | Value::Waiting)
}
