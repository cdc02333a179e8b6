//! Parquet in and out, for who has it; one row group at a time.

use super::rows::{Opened, Rows};
use super::sink::Sink;
use crate::{CannotRun, files};
use csv::ByteRecord;
use domeinwijzer::export::{COLUMNS, Outcome, Row, decimal};
use domeinwijzer::protocol::mapping::Export;
use domeinwijzer::table::Cells;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// How many rows are looked at before they are read.
const SAMPLE: usize = 2_000;
/// How many rows are written together.
const GROUP: usize = 1 << 15;
/// What stands between cells where text is written beside it.
const SEPARATOR: u8 = b';';

/// Opens a file.
pub(crate) fn open(path: &Path, export: &Export) -> Result<Opened, CannotRun> {
    let fault =
        |error: ParquetError| CannotRun(format!("kan {} niet lezen: {error}", path.display()));
    let reader = || -> Result<SerializedFileReader<File>, CannotRun> {
        let file = File::open(path).map_err(|error| files::unreadable(path, &error))?;
        SerializedFileReader::new(file).map_err(fault)
    };
    let opened = reader()?;
    let about = opened.metadata().file_metadata();
    let columns = about
        .schema()
        .get_fields()
        .iter()
        .map(|it| it.name().to_owned())
        .collect();
    let length = u64::try_from(about.num_rows()).unwrap_or_default();
    let mut sample = Vec::new();
    for row in RowIter::from_file_into(Box::new(opened)).take(SAMPLE) {
        let mut record = ByteRecord::new();
        fill(&mut record, &row.map_err(fault)?);
        sample.push(record);
    }
    let wanted = export.decimal.as_ref().map(|it| it.value.as_str());
    Ok(Opened {
        decimal: decimal(sample.iter().flatten(), SEPARATOR, wanted).map_err(CannotRun)?,
        rows: Box::new(Table {
            rows: RowIter::from_file_into(Box::new(reader()?)),
            done: 0,
            record: ByteRecord::new(),
            bounds: Vec::new(),
            name: path.display().to_string(),
        }),
        columns,
        sample,
        separator: SEPARATOR,
        length,
    })
}

fn fill(record: &mut ByteRecord, row: &parquet::record::Row) {
    record.clear();
    for (_, field) in row.get_column_iter() {
        match field {
            Field::Null => record.push_field(b""),
            Field::Str(text) => record.push_field(text.as_bytes()),
            Field::Bytes(bytes) => record.push_field(bytes.data()),
            // A whole number in a column for others is whole.
            Field::Double(number) if number.fract() == 0.0 => {
                record.push_field(format!("{number:.0}").as_bytes());
            }
            Field::Float(number) if number.fract() == 0.0 => {
                record.push_field(format!("{number:.0}").as_bytes());
            }
            other => record.push_field(other.to_string().as_bytes()),
        }
    }
}

struct Table {
    rows: RowIter<'static>,
    done: u64,
    record: ByteRecord,
    bounds: Vec<usize>,
    name: String,
}

impl Rows for Table {
    fn next(&mut self) -> Result<Option<Row<'_>>, CannotRun> {
        match self.rows.next() {
            None => Ok(None),
            Some(Ok(found)) => {
                fill(&mut self.record, &found);
                self.bounds.clear();
                self.bounds.push(0);
                let cells = (0..self.record.len()).filter_map(|at| self.record.range(at));
                self.bounds.extend(cells.map(|it| it.end));
                self.done += 1;
                Ok(Some(Row {
                    line: self.done,
                    plain: false,
                    cells: Cells {
                        text: self.record.as_slice(),
                        bounds: &self.bounds,
                        between: 0,
                    },
                }))
            }
            Some(Err(error)) => Err(CannotRun(format!("kan {} niet lezen: {error}", self.name))),
        }
    }

    fn done(&self) -> u64 {
        self.done
    }
}

/// Opens the output.
pub(crate) fn sink(
    path: &Path,
    key: &str,
    written: Option<u64>,
) -> Result<Box<dyn Sink>, CannotRun> {
    if written.is_some() {
        return Err(CannotRun(
            "een Parquet-bestand is pas te lezen als het klaar is; verdergaan met --resume kan alleen met CSV".to_owned(),
        ));
    }
    let name = path.display().to_string();
    let fault = |error: ParquetError| CannotRun(format!("kan {name} niet schrijven: {error}"));
    let text = |name: &str| {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String))
            .with_repetition(Repetition::REQUIRED)
            .build()
            .map(Arc::new)
    };
    let fields: Result<Vec<_>, _> = std::iter::once(key).chain(COLUMNS).map(text).collect();
    let schema = Type::group_type_builder("uitkomst")
        .with_fields(fields.map_err(fault)?)
        .build()
        .map_err(fault)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let file = File::create(path).map_err(|error| files::unwritable(path, &error.to_string()))?;
    let writer =
        SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(fault)?;
    Ok(Box::new(Group {
        writer,
        columns: vec![Vec::new(); COLUMNS.len() + 1],
        name,
    }))
}

struct Group {
    writer: SerializedFileWriter<File>,
    /// The rows that are written together, by column.
    columns: Vec<Vec<ByteArray>>,
    name: String,
}

impl Group {
    /// The fields behind the key, from the line of a CSV.
    fn fields(&self, line: &[u8]) -> Result<ByteRecord, CannotRun> {
        let fault =
            |error: csv::Error| CannotRun(format!("kan {} niet schrijven: {error}", self.name));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(SEPARATOR)
            .has_headers(false)
            .buffer_capacity(1 << 12)
            // It begins with the sign behind the key.
            .from_reader(line.get(1..).unwrap_or_default());
        let mut fields = ByteRecord::new();
        reader.read_byte_record(&mut fields).map_err(fault)?;
        Ok(fields)
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for values in &mut self.columns {
            if let Some(mut column) = group.next_column()? {
                column
                    .typed::<ByteArrayType>()
                    .write_batch(values, None, None)?;
                column.close()?;
            }
            values.clear();
        }
        group.close().map(|_| ())
    }

    fn group(&mut self) -> Result<(), CannotRun> {
        let written = self.write_group();
        written.map_err(|error| CannotRun(format!("kan {} niet schrijven: {error}", self.name)))
    }
}

impl Sink for Group {
    fn write(&mut self, key: &[u8], _: bool, outcome: &Outcome) -> Result<(), CannotRun> {
        let fields = self.fields(&outcome.line)?;
        let cells = std::iter::once(key).chain(fields.iter());
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(ByteArray::from(cell.to_vec()));
        }
        if self.columns.first().is_some_and(|it| it.len() >= GROUP) {
            self.group()?;
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<u64, CannotRun> {
        // Nothing can be gone on with: a group is written when it is full.
        Ok(0)
    }

    fn finish(mut self: Box<Self>) -> Result<(), CannotRun> {
        if self.columns.first().is_some_and(|it| !it.is_empty()) {
            self.group()?;
        }
        let name = self.name;
        let closed = self.writer.close();
        closed.map_err(|error| CannotRun(format!("kan {name} niet schrijven: {error}")))?;
        Ok(())
    }
}
