//! The same rows as Parquet, in and out. Only where the program was built with it.

use super::{MAP, folder, over, run, said};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Three patients; of the last the number of contacts is not known.
fn write(path: &Path) {
    let schema = "message uitdraai { required binary nr (UTF8); required int64 jaar; optional double contacten; required binary bezwaar (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let texts = |texts: [&str; 3]| texts.map(ByteArray::from);
    let mut column = group.next_column().unwrap().unwrap();
    let keys = texts(["a", "b", "c"]);
    column
        .typed::<ByteArrayType>()
        .write_batch(&keys, None, None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column
        .typed::<Int64Type>()
        .write_batch(&[1970, 2020, 1970], None, None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let levels = [1, 1, 0];
    column
        .typed::<DoubleType>()
        .write_batch(&[24.0, 3.0], Some(&levels), None)
        .unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let objections = texts(["ja", "nee", "nee"]);
    column
        .typed::<ByteArrayType>()
        .write_batch(&objections, None, None)
        .unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
}

#[test]
fn parquet_comes_out_as_csv_does() {
    let folder = folder("parquet");
    let [input, map, output] = ["in.parquet", "map.toml", "out.parquet"].map(|it| folder.join(it));
    write(&input);
    std::fs::write(&map, MAP).unwrap();
    let paths = [&input, &map, &output].map(|it| it.to_str().unwrap());
    let it = run(&["--input", paths[0], "--map", paths[1], "--output", paths[2]]);
    assert_eq!(it.status.code(), Some(0), "{}", said(&it));
    let reader = SerializedFileReader::new(File::open(&output).unwrap()).unwrap();
    let rows: Vec<Vec<String>> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| {
            let row = row.unwrap();
            let cells = row.get_column_iter();
            cells
                .map(|(_, cell)| cell.to_string().trim_matches('"').to_owned())
                .collect()
        })
        .collect();
    let text = b"nr;jaar;contacten;bezwaar\na;1970;24;ja\nb;2020;3;nee\nc;1970;;nee\n";
    let (written, it) = over("parquet-csv", text, MAP);
    assert_eq!(it.status.code(), Some(0), "{}", said(&it));
    let lines = written.lines().skip(1);
    let expected: Vec<Vec<String>> = lines
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect();
    assert_eq!(rows, expected);
}
