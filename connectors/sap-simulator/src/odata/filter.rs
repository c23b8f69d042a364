//! `$filter`: parsed into a tree, checked against the entity type, evaluated on rows. V2 and V4 differ in
//! their literals and in some functions, which is what a [`Dialect`] says.

use super::failure::Failure;
use super::literal::literal;
use super::metadata::{Edm, EntitySet};
use super::table::Row;
use super::value::Value;
use std::borrow::Cow;
use std::cmp::Ordering;
use winnow::ascii::{multispace0, multispace1};
use winnow::combinator::{alt, delimited, preceded, separated, terminated};
use winnow::prelude::*;
use winnow::token::take_while;

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum Filter {
    Any(Vec<Filter>),
    All(Vec<Filter>),
    Not(Box<Filter>),
    Compare(Term, Comparison, Term),
    /// A function or property that is itself true or false.
    Truth(Term),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

#[derive(Debug, Clone)]
pub(crate) enum Term {
    Literal(Value),
    /// A property with its place in the row, which is known once the filter is checked.
    Property(String, usize),
    Call(String, Vec<Term>),
}

/// What differs between `$filter` of V2 and of V4.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    pub(crate) literal: fn(&mut &str) -> winnow::Result<Value>,
    /// How many arguments a function takes; none when there is no such function.
    pub(crate) arguments: fn(&str) -> Option<usize>,
    /// What is said about a filter that is wrong in itself.
    pub(crate) malformed: fn(String) -> Failure,
    pub(crate) unknown_property: fn(&str, &str) -> Failure,
}

/// The filters of OData V2.
pub(crate) const V2: Dialect = Dialect {
    literal,
    arguments: |function| match function {
        "substringof" | "startswith" | "endswith" | "concat" => Some(2),
        "toupper" | "tolower" | "trim" | "length" => Some(1),
        _ => None,
    },
    malformed: |text| Failure::malformed(text),
    unknown_property: Failure::unknown_property,
};

/// The parser calls itself for every level; a limit keeps a hostile filter off the stack's end.
const DEEPEST: usize = 40;

/// How deep parentheses nest outside text literals, and how many negations there are.
pub(crate) fn depth(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for piece in text.split('\'').step_by(2) {
        for c in piece.chars() {
            match c {
                '(' => open += 1,
                ')' => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
    }
    deepest + text.split_whitespace().filter(|word| *word == "not").count()
}

/// Reads a filter and checks that its properties exist and its literals fit them.
pub(crate) fn parse(text: &str, set: &EntitySet, dialect: Dialect) -> Result<Filter, Failure> {
    if depth(text) > DEEPEST {
        return Err((dialect.malformed)(format!("The filter is nested deeper than {DEEPEST} levels")));
    }
    let whole = |input: &mut &str| or(input, dialect);
    let mut filter = terminated(preceded(multispace0, whole), multispace0)
        .parse(text)
        .map_err(|error| (dialect.malformed)(format!("Invalid filter at position {}", error.offset())))?;
    check(&mut filter, set, dialect)?;
    Ok(filter)
}

fn or(input: &mut &str, dialect: Dialect) -> winnow::Result<Filter> {
    let and = |input: &mut &str| and(input, dialect);
    separated(1.., and, (multispace1, "or", multispace1))
        .map(|all| joined(all, Filter::Any))
        .parse_next(input)
}

fn and(input: &mut &str, dialect: Dialect) -> winnow::Result<Filter> {
    let unary = |input: &mut &str| unary(input, dialect);
    separated(1.., unary, (multispace1, "and", multispace1))
        .map(|all| joined(all, Filter::All))
        .parse_next(input)
}

/// One condition stands for itself.
fn joined(mut conditions: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    match conditions.pop() {
        Some(only) if conditions.is_empty() => only,
        last => {
            conditions.extend(last);
            join(conditions)
        }
    }
}

fn unary(input: &mut &str, dialect: Dialect) -> winnow::Result<Filter> {
    let unary = |input: &mut &str| unary(input, dialect);
    let group = |input: &mut &str| group(input, dialect);
    let negated = preceded(("not", multispace1), unary);
    let negated_group = preceded("not", group);
    alt((
        negated.map(|inner| Filter::Not(Box::new(inner))),
        negated_group.map(|inner| Filter::Not(Box::new(inner))),
        |input: &mut &str| comparison(input, dialect),
        group,
        (|input: &mut &str| term(input, dialect)).map(Filter::Truth),
    ))
    .parse_next(input)
}

fn group(input: &mut &str, dialect: Dialect) -> winnow::Result<Filter> {
    let inner = |input: &mut &str| or(input, dialect);
    delimited(('(', multispace0), inner, (multispace0, ')')).parse_next(input)
}

fn comparison(input: &mut &str, dialect: Dialect) -> winnow::Result<Filter> {
    let operator = alt((
        "eq".value(Comparison::Eq),
        "ne".value(Comparison::Ne),
        "gt".value(Comparison::Gt),
        "ge".value(Comparison::Ge),
        "lt".value(Comparison::Lt),
        "le".value(Comparison::Le),
    ));
    let term = |input: &mut &str| term(input, dialect);
    (term, delimited(multispace1, operator, multispace1), term)
        .map(|(left, operator, right)| Filter::Compare(left, operator, right))
        .parse_next(input)
}

fn term(input: &mut &str, dialect: Dialect) -> winnow::Result<Term> {
    let inner = |input: &mut &str| term(input, dialect);
    let comma = (multispace0, ',', multispace0);
    let arguments = delimited(('(', multispace0), separated(1.., inner, comma), (multispace0, ')'));
    alt((
        dialect.literal.map(Term::Literal),
        (name, arguments).map(|(name, arguments)| Term::Call(name, arguments)),
        name.map(|name| Term::Property(name, 0)),
        delimited(('(', multispace0), inner, (multispace0, ')')),
    ))
    .parse_next(input)
}

fn name(input: &mut &str) -> winnow::Result<String> {
    take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '/')
        .map(str::to_owned)
        .parse_next(input)
}

fn check(filter: &mut Filter, set: &EntitySet, dialect: Dialect) -> Result<(), Failure> {
    match filter {
        Filter::Any(all) | Filter::All(all) => all.iter_mut().try_for_each(|one| check(one, set, dialect)),
        Filter::Not(inner) => check(inner, set, dialect),
        Filter::Truth(term) => check_term(term, set, dialect),
        Filter::Compare(left, _, right) => {
            check_term(left, set, dialect)?;
            check_term(right, set, dialect)?;
            fit(left, right, set, dialect)?;
            fit(right, left, set, dialect)
        }
    }
}

fn check_term(term: &mut Term, set: &EntitySet, dialect: Dialect) -> Result<(), Failure> {
    let malformed = |text: String| Err((dialect.malformed)(text));
    match term {
        Term::Literal(_) => Ok(()),
        Term::Property(name, at) => {
            let place = set.position(name);
            *at = place.ok_or_else(|| (dialect.unknown_property)(name, &set.type_name))?;
            if set.properties[*at].filterable {
                return Ok(());
            }
            malformed(format!("Property {name} of {} cannot be filtered", set.type_name))
        }
        Term::Call(function, arguments) => {
            let Some(wanted) = (dialect.arguments)(function) else {
                return malformed(format!("Function '{function}' is not supported"));
            };
            if arguments.len() != wanted {
                return malformed(format!("Invalid parameters of function '{function}'"));
            }
            arguments.iter_mut().try_for_each(|argument| check_term(argument, set, dialect))
        }
    }
}

/// Brings a literal into the form of the property it is compared with.
fn fit(literal: &mut Term, with: &Term, set: &EntitySet, dialect: Dialect) -> Result<(), Failure> {
    let (Term::Literal(value), Term::Property(name, _)) = (literal, with) else { return Ok(()) };
    let Some(property) = set.property(name) else { return Ok(()) };
    let fits = match (property.edm, &*value) {
        (_, Value::Null) => true,
        (Edm::Text | Edm::Guid, Value::Text(text)) => {
            *value = Value::Text(property.outer(text));
            true
        }
        (edm, Value::Decimal(_)) if edm.is_number() => true,
        (Edm::Boolean, Value::Bool(_)) => true,
        (Edm::DateTime | Edm::DateTimeOffset, Value::Date(_) | Value::Instant(_)) => true,
        (Edm::Date, Value::Date(_)) => true,
        (Edm::Time | Edm::TimeOfDay, Value::Time(_)) => true,
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let text = format!("Invalid literal for property {name} of type {}", property.edm.name());
    Err((dialect.malformed)(text))
}

impl Filter {
    pub(crate) fn holds(&self, row: &Row) -> bool {
        match self {
            Self::Any(all) => all.iter().any(|one| one.holds(row)),
            Self::All(all) => all.iter().all(|one| one.holds(row)),
            Self::Not(inner) => !inner.holds(row),
            Self::Truth(term) => *term.value(row) == Value::Bool(true),
            Self::Compare(left, comparison, right) => {
                let order = compare(left, right, row);
                match comparison {
                    Comparison::Eq => order == Some(Ordering::Equal),
                    Comparison::Ne => order != Some(Ordering::Equal),
                    Comparison::Gt => order == Some(Ordering::Greater),
                    Comparison::Ge => order.is_some_and(Ordering::is_ge),
                    Comparison::Lt => order == Some(Ordering::Less),
                    Comparison::Le => order.is_some_and(Ordering::is_le),
                }
            }
        }
    }
}

/// Texts are compared as they are stored: numbers with leading zeros, so that a filter and an order
/// by the same property agree.
fn compare(left: &Term, right: &Term, row: &Row) -> Option<Ordering> {
    let property = [left, right].into_iter().find_map(|term| match term {
        Term::Property(_, at) => row.set.properties.get(*at),
        Term::Literal(_) | Term::Call(..) => None,
    });
    let (left, right) = (left.value(row), right.value(row));
    match (left.as_ref(), right.as_ref(), property) {
        (Value::Text(left), Value::Text(right), Some(property)) => {
            Some(property.inner(left).cmp(&property.inner(right)))
        }
        (left, right, _) => left.compare(right),
    }
}

impl Term {
    fn value<'a>(&'a self, row: &'a Row) -> Cow<'a, Value> {
        match self {
            Self::Literal(value) => Cow::Borrowed(value),
            Self::Property(_, at) => Cow::Borrowed(row.at(*at)),
            Self::Call(function, arguments) => {
                let text =
                    |at: usize| match arguments.get(at).map(|argument| argument.value(row).into_owned()) {
                        Some(Value::Text(text)) => text,
                        _ => String::new(),
                    };
                Cow::Owned(match function.as_str() {
                    "substringof" => Value::Bool(text(1).contains(&text(0))),
                    "contains" => Value::Bool(text(0).contains(&text(1))),
                    "startswith" => Value::Bool(text(0).starts_with(&text(1))),
                    "endswith" => Value::Bool(text(0).ends_with(&text(1))),
                    "concat" => Value::Text(text(0) + &text(1)),
                    "toupper" => Value::Text(text(0).to_uppercase()),
                    "tolower" => Value::Text(text(0).to_lowercase()),
                    "trim" => Value::Text(text(0).trim().to_owned()),
                    _ => Value::Decimal(text(0).chars().count().into()),
                })
            }
        }
    }
}
