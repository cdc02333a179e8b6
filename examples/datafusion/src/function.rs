//! The function: answers in, the route out.

use datafusion::arrow::array::{
    Array, ArrayRef, Int64Array, RecordBatch, StringArray, StringBuilder,
};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{DataFusionError, Result as Outcome};
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use domeinwijzer::check::Checked;
use domeinwijzer::decide::{self, Batch, Column, Request};
use domeinwijzer::program;
use std::error::Error;
use std::sync::Arc;

/// What stands at a route that the answers do not settle.
const OPEN: &str = "onvoldoende_gegevens";
const NONE: &str = "geen_advies";
const IMPOSSIBLE: &str = "kan_niet";

/// `route(…)`: a code per question, null where it is open; out comes the id of the route.
///
/// The program is compiled once and shared by all threads: it is data, and keeps nothing between calls.
pub fn route(checked: &Checked) -> Result<ScalarUDF, Box<dyn Error>> {
    let questions = checked.questions().len();
    let batch = Batch::new(&program::compile(checked)).ok_or("too many routes")?;
    let routes: Vec<String> = checked.routes().iter().map(|it| it.id.clone()).collect();
    let call = move |arguments: &[ColumnarValue]| -> Outcome<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(arguments)?;
        let answers = arrays.iter().map(codes).collect::<Outcome<Vec<_>>>()?;
        let columns: Vec<Column> = answers.iter().map(|it| Column::Codes(it)).collect();
        let mut ranks = vec![decide::batch::OPEN; answers.first().map_or(0, Vec::len)];
        batch.run(&columns, &mut ranks, &mut []);
        let mut found = StringBuilder::with_capacity(ranks.len(), ranks.len() * 12);
        for rank in ranks {
            found.append_value(name(&routes, rank));
        }
        Ok(ColumnarValue::Array(Arc::new(found.finish())))
    };
    Ok(create_udf(
        "route",
        vec![DataType::Int64; questions],
        DataType::Utf8,
        Volatility::Immutable,
        Arc::new(call),
    ))
}

fn name(routes: &[String], rank: u8) -> &str {
    match rank {
        decide::batch::OPEN => OPEN,
        decide::batch::NOTHING => NONE,
        decide::batch::IMPOSSIBLE => IMPOSSIBLE,
        rank => routes.get(usize::from(rank)).map_or(NONE, String::as_str),
    }
}

fn codes(array: &ArrayRef) -> Outcome<Vec<i64>> {
    let numbers = array.as_any().downcast_ref::<Int64Array>();
    let numbers =
        numbers.ok_or_else(|| DataFusionError::Execution("no whole numbers".to_owned()))?;
    Ok(numbers
        .iter()
        .map(|it| it.unwrap_or(decide::batch::OPEN_CODE))
        .collect())
}

/// Decides rows one by one, as `decide` does, and says how many came out the same; an error where one did not.
pub fn compare(checked: &Checked, batches: &[RecordBatch]) -> Result<usize, Box<dyn Error>> {
    let program = program::compile(checked);
    let mut same = 0;
    for batch in batches {
        let (last, questions) = batch.columns().split_last().ok_or("no columns")?;
        let found = last
            .as_any()
            .downcast_ref::<StringArray>()
            .ok_or("no text")?;
        let answers = questions.iter().map(codes).collect::<Outcome<Vec<_>>>()?;
        for row in 0..batch.num_rows() {
            let mut request = Request::default();
            for (question, column) in checked.questions().iter().zip(&answers) {
                let code = column[row];
                if code != decide::batch::OPEN_CODE {
                    let answer = serde_json::to_value(question.domain.decode(code))?;
                    request
                        .answers
                        .push((question.id.clone(), serde_json::from_value(answer)?));
                }
            }
            let case = request
                .fit(checked)
                .map_err(|faults| format!("{faults:?}"))?;
            let decision = decide::decide(&program, &case);
            let expected = if decision.is_decided() {
                let route = decision
                    .advised()
                    .and_then(|rank| checked.routes().get(rank));
                route.map_or(NONE, |it| it.id.as_str())
            } else {
                OPEN
            };
            if expected != found.value(row) {
                return Err(format!(
                    "{:?}: {} instead of {expected}",
                    request.answers,
                    found.value(row)
                )
                .into());
            }
            same += 1;
        }
    }
    Ok(same)
}
