//! The page of a connector's documentation that is made of its capability rows.

use std::fmt::Write as _;
use std::path::Path;

use erpgate_connector::Connector;
use erpgate_model::{Capability, FieldSpec, Resource, Support, Verb, Writable};

/// Compares a page with what all rows say. With the environment variable `UPDATE_PAGES` it is written
/// instead.
///
/// # Panics
/// When the page is out of date, or cannot be read or written.
pub fn assert_page_of_rows(page: &Path, title: &str, connector: &dyn Connector) {
    assert_page_of_resources(page, title, connector, Resource::ALL);
}

/// The same for the rows of some resources, such as those that a setting changes.
///
/// # Panics
/// When the page is out of date, or cannot be read or written.
pub fn assert_page_of_resources(page: &Path, title: &str, connector: &dyn Connector, resources: &[Resource]) {
    let wanted = page_of_rows(title, connector, resources);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(page, wanted).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        return;
    }
    let held = std::fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    assert!(
        held == wanted,
        "{} is not what the rows say: run the test with UPDATE_PAGES=1 and look at the difference",
        page.display()
    );
}

fn page_of_rows(title: &str, connector: &dyn Connector, resources: &[Resource]) -> String {
    let mut page = format!(
        "# {title}, field by field\n\nMade from the rows on which the connector dispatches, which \
         `GET /v1/connections/{{id}}/capabilities` also shows.\n"
    );
    for resource in resources {
        let rows: Vec<&Capability> =
            connector.capabilities().iter().filter(|row| row.resource == *resource).collect();
        let heading = resource.as_str().replace('_', " ");
        write!(page, "\n## {}{}\n\n", heading[..1].to_uppercase(), &heading[1..]).expect("a string grows");
        verbs(&mut page, &rows);
        for row in &rows {
            let shown = match row.verb {
                Verb::Create => true,
                // Read-only resources have no create, or one that cannot be used.
                Verb::Get | Verb::List => {
                    let other = |verb| {
                        rows.iter().any(|one| one.verb == verb && one.kind == row.kind && one.usable())
                    };
                    !other(Verb::Create) && (row.verb == Verb::List || !other(Verb::List))
                }
                _ => false,
            };
            if shown && !row.fields.is_empty() {
                fields(&mut page, row);
            }
        }
    }
    page
}

fn verbs(page: &mut String, rows: &[&Capability]) {
    page.push_str("| verb | supported | what the ERP does |\n|---|---|---|\n");
    for row in rows {
        let supported = match row.supported {
            Support::Yes => "yes",
            Support::Emulated => "emulated",
            Support::No => "no",
            Support::NotYet => "not yet",
        };
        let kind = row.kind.map(|kind| format!(" ({})", kind.as_str())).unwrap_or_default();
        writeln!(page, "| {}{kind} | {supported} | {} |", row.verb, row.how).expect("a string grows");
    }
}

fn fields(page: &mut String, row: &Capability) {
    if let Some(kind) = row.kind {
        write!(page, "\nFields for {}:\n", kind.as_str()).expect("a string grows");
    }
    page.push_str("\n| field | in the ERP | written | limits |\n|---|---|---|---|\n");
    for field in row.fields {
        let (name, native) = (field.name, field.mapped_to);
        writeln!(page, "| `{name}` | `{native}` | {} | {} |", written(field), limits(field))
            .expect("a string grows");
    }
}

fn written(field: &FieldSpec) -> &'static str {
    match field.writable {
        Writable::No => "no",
        Writable::OnCreate => "on create",
        Writable::Always => "yes",
    }
}

fn limits(field: &FieldSpec) -> String {
    let length = field.max_length.map(|most| format!("{most} characters"));
    let scale = field.max_scale.map(|most| format!("{most} decimals"));
    let required = field.required.then(|| "required".to_owned());
    let filter = field.filter.then(|| "lists can be narrowed by it".to_owned());
    let hidden = (!field.readable).then(|| "not shown".to_owned());
    [required, length, scale, filter, hidden].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
