//! Master data: what forms offer.

use super::table::Table;

pub(super) async fn try_all(table: &mut Table) {
    for (resource, path) in [
        ("item", "items"),
        ("location", "locations"),
        ("company", "companies"),
        ("payment_terms", "payment-terms"),
        ("unit", "units"),
        ("account", "accounts"),
        ("tax_code", "tax-codes"),
    ] {
        let list = table.read((resource, "list", None), &format!("{path}?limit=3")).await;
        let first = list.as_ref().map(|list| list["data"][0].clone());
        if let Some(first) = &first {
            assert!(first["name"].is_string() || first["number"].is_string(), "{resource}: {first}");
        }
        let id = first.as_ref().map_or("1", |one| one["id"].as_str().unwrap());
        let read = table.read((resource, "get", None), &format!("{path}/{id}")).await;
        if let (Some(read), Some(first)) = (read, first) {
            assert_eq!(read["id"], first["id"]);
        }
    }
}
