//! A little evaluator of what a reason says is needed: `>= 6`, `nee`, `niet in ('a', 'b')`.

use domeinwijzer::answer::Answer;

/// Whether an answer is what is needed; an error when that makes no sense.
pub(crate) fn fulfils(needed: &str, answer: &Answer) -> Result<bool, String> {
    let fault = || format!("`{needed}` says nothing about {answer:?}");
    match (needed, answer) {
        ("ja", Answer::YesNo(yes)) => return Ok(*yes),
        ("nee", Answer::YesNo(yes)) => return Ok(!yes),
        _ => {}
    }
    if let Some(choice) = needed.strip_prefix("bevat ") {
        let Answer::Choices(chosen) = answer else {
            return Err(fault());
        };
        let (wanted, choice) = match choice.strip_prefix("niet ") {
            Some(choice) => (false, choice),
            None => (true, choice),
        };
        return Ok(chosen.iter().any(|it| format!("'{it}'") == choice) == wanted);
    }
    let (wanted, rest) = match needed.strip_prefix("niet ") {
        Some(rest) => (false, rest),
        None => (true, needed),
    };
    let value = match answer {
        Answer::YesNo(true) => "ja".to_owned(),
        Answer::YesNo(false) => "nee".to_owned(),
        Answer::Number(number) => number.to_string(),
        Answer::Choice(choice) => format!("'{choice}'"),
        Answer::Choices(_) => return Err(fault()),
    };
    if let Some(list) = rest
        .strip_prefix("in (")
        .and_then(|it| it.strip_suffix(')'))
    {
        return Ok(list.split(", ").any(|it| it == value) == wanted);
    }
    let number = |text: &str| text.parse::<i64>().map_err(|_| fault());
    if let Some((low, high)) = rest
        .strip_prefix("tussen ")
        .and_then(|it| it.split_once(" en "))
    {
        let value = number(&value)?;
        return Ok((number(low)? <= value && value <= number(high)?) == wanted);
    }
    if !wanted {
        return Err(fault());
    }
    let (sign, with) = rest.split_once(' ').ok_or_else(fault)?;
    match sign {
        "=" => Ok(value == with),
        "<>" => Ok(value != with),
        "<" => Ok(number(&value)? < number(with)?),
        "<=" => Ok(number(&value)? <= number(with)?),
        ">" => Ok(number(&value)? > number(with)?),
        ">=" => Ok(number(&value)? >= number(with)?),
        _ => Err(fault()),
    }
}

#[test]
fn reads_all_forms() {
    let number = Answer::Number(-3);
    for needed in [
        "= -3",
        "<> 3",
        "< 0",
        "<= -3",
        "> -4",
        ">= -3",
        "tussen -3 en 2",
    ] {
        assert_eq!(fulfils(needed, &number), Ok(true), "{needed}");
    }
    for needed in [
        "niet tussen -3 en 2",
        "in (1, 3)",
        "niet in (-3, 1)",
        "> -3",
    ] {
        assert_eq!(fulfils(needed, &number), Ok(false), "{needed}");
    }
    assert_eq!(fulfils("nee", &Answer::YesNo(false)), Ok(true));
    assert_eq!(fulfils("in (nee)", &Answer::YesNo(true)), Ok(false));
    assert_eq!(fulfils("<> 'a'", &Answer::Choice("b".to_owned())), Ok(true));
    let chosen = Answer::Choices(vec!["a".to_owned()]);
    assert_eq!(fulfils("bevat 'a'", &chosen), Ok(true));
    assert_eq!(fulfils("bevat niet 'b'", &chosen), Ok(true));
    assert!(fulfils("= 'a'", &chosen).is_err());
    assert!(fulfils("niet = 3", &number).is_err());
}
