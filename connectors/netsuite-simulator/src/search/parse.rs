//! The grammar of `q`: AND binds tighter than OR, parentheses group.

use winnow::ModalResult;
use winnow::ascii::{Caseless, multispace0, multispace1};
use winnow::combinator::{alt, cut_err, delimited, preceded, separated, terminated};
use winnow::prelude::*;
use winnow::token::{literal, take_till, take_while};

use super::Condition;

/// The condition, or nothing when the text is not one.
pub(super) fn parse(text: &str) -> Option<Condition> {
    // The grammar recurses for every parenthesis; nobody needs this many, and the stack has an end.
    if text.matches('(').count() > 100 {
        return None;
    }
    terminated(any, multispace0).parse(text).ok()
}

fn any(input: &mut &str) -> ModalResult<Condition> {
    let joint = (multispace1, literal(Caseless("OR")), multispace1);
    separated(1.., all, joint).map(|list: Vec<_>| one_or(list, Condition::Any)).parse_next(input)
}

fn all(input: &mut &str) -> ModalResult<Condition> {
    let joint = (multispace1, literal(Caseless("AND")), multispace1);
    separated(1.., term, joint).map(|list: Vec<_>| one_or(list, Condition::All)).parse_next(input)
}

fn one_or(mut list: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    if list.len() == 1 { list.remove(0) } else { join(list) }
}

fn term(input: &mut &str) -> ModalResult<Condition> {
    let open = (multispace0, '(');
    let close = (multispace0, ')');
    alt((delimited(open, any, cut_err(close)), test)).parse_next(input)
}

fn test(input: &mut &str) -> ModalResult<Condition> {
    let field = preceded(multispace0, name).parse_next(input)?.to_owned();
    let operator = preceded(multispace1, name).parse_next(input)?.to_ascii_uppercase();
    let values = if matches!(operator.as_str(), "EMPTY" | "EMPTY_NOT") {
        Vec::new()
    } else {
        preceded(multispace1, values).parse_next(input)?
    };
    Ok(Condition::Test { field, operator, values })
}

fn name<'s>(input: &mut &'s str) -> ModalResult<&'s str> {
    take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.').parse_next(input)
}

fn values(input: &mut &str) -> ModalResult<Vec<String>> {
    let comma = (multispace0, ',', multispace0);
    let list = delimited(('[', multispace0), separated(1.., value, comma), (multispace0, ']'));
    alt((list, value.map(|one| vec![one]))).parse_next(input)
}

fn value(input: &mut &str) -> ModalResult<String> {
    let quoted = delimited('"', take_till(0.., '"'), '"');
    let bare = take_while(1.., |c: char| !c.is_whitespace() && !"()[],\"".contains(c));
    alt((quoted, bare)).map(str::to_owned).parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::{Condition, parse};

    fn test(field: &str, operator: &str, values: &[&str]) -> Condition {
        Condition::Test {
            field: field.into(),
            operator: operator.into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        }
    }

    #[test]
    fn and_binds_tighter_than_or_and_parentheses_group() {
        let (a, b, c) = (test("a", "IS", &["x"]), test("b", "EMPTY", &[]), test("c", "ANY_OF", &["1", "2"]));
        assert_eq!(
            parse("a IS x OR b EMPTY AND c ANY_OF [1, 2]"),
            Some(Condition::Any(vec![a.clone(), Condition::All(vec![b.clone(), c.clone()])]))
        );
        assert_eq!(
            parse("(a IS \"x\" or b empty) and c ANY_OF [1,2] "),
            Some(Condition::All(vec![Condition::Any(vec![a, b]), c]))
        );
    }

    #[test]
    fn quoted_values_keep_spaces_and_pipes() {
        assert_eq!(parse("externalId IS \"A|B C\""), Some(test("externalId", "IS", &["A|B C"])));
    }

    #[test]
    fn half_an_expression_is_none() {
        for text in ["", "a", "a IS", "a IS x AND", "(a IS x", "a IS x)", "a IS x b IS y"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
