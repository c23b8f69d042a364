//! The SuiteQL subset: parsed by sqlparser, evaluated row by row over the records in memory.

mod address_tables;
mod dates;
mod derived;
mod expression;
mod from;
mod functions;
mod select;
mod source;
mod stock_tables;
mod unit_tables;
mod value;

pub(crate) use dates::parse_date;

use chrono::{DateTime, Utc};
use hyper::StatusCode;
use serde_json::{Map, Value, json};
use sqlparser::ast::Statement;
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer};

use crate::http::{Locus, Problem};
use crate::seed::Role;
use crate::world::World;

/// What evaluation needs besides the rows.
#[derive(Debug, Clone, Copy)]
struct Scope<'w> {
    world: &'w World,
    role: &'w Role,
    now: DateTime<Utc>,
}

/// An error of the query, worded as the REST service words it.
fn search_error(detail: &str) -> Problem {
    let detail = format!("Invalid search query. Detailed unprocessed description follows. {detail}");
    Problem::new(StatusCode::BAD_REQUEST, "INVALID_PARAMETER", detail).at(Locus::Query("q"))
}

/// Anything the subset does not have.
fn unsupported() -> Problem {
    search_error("Search error occurred: Invalid or unsupported search.")
}

/// Runs a query; every row is a JSON object of strings with an empty `links`.
pub(crate) fn run(
    world: &World,
    now: DateTime<Utc>,
    role: &Role,
    q: &str,
    params: &[Value],
) -> Result<Vec<Value>, Problem> {
    let dialect = GenericDialect {};
    let tokens = Tokenizer::new(&dialect, q).tokenize().map_err(|_| unsupported())?;
    let tokens = bind(tokens, params)?;
    let mut statements =
        Parser::new(&dialect).with_tokens(tokens).parse_statements().map_err(|_| unsupported())?.into_iter();
    let (Some(Statement::Query(query)), None) = (statements.next(), statements.next()) else {
        return Err(unsupported());
    };
    let scope = Scope { world, role, now };
    let result = select::query(scope, &query)?;
    Ok(result.iter().map(|row| shown(world, row)).collect())
}

/// Replaces `?` by the parameters, in order.
fn bind(tokens: Vec<Token>, params: &[Value]) -> Result<Vec<Token>, Problem> {
    let mut params = params.iter();
    let mut bound = Vec::with_capacity(tokens.len());
    for token in tokens {
        bound.push(match token {
            Token::Placeholder(mark) if mark == "?" => match params.next() {
                Some(Value::String(text)) => Token::SingleQuotedString(text.clone()),
                Some(Value::Number(number)) => Token::Number(number.to_string(), false),
                Some(Value::Bool(flag)) => {
                    Token::SingleQuotedString(if *flag { "T" } else { "F" }.to_owned())
                }
                _ => return Err(unsupported()),
            },
            other => other,
        });
    }
    if params.next().is_some() { Err(unsupported()) } else { Ok(bound) }
}

fn shown(world: &World, row: &select::Named) -> Value {
    let mut out = Map::new();
    out.insert("links".into(), json!([]));
    for (name, value) in row {
        if let Some(text) = value.text(world.switches.date_format) {
            out.insert(name.clone(), Value::String(text));
        }
    }
    Value::Object(out)
}
