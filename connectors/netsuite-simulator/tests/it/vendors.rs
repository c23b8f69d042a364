//! Vendors: addresses, names, external ids, deletion.

use serde_json::{Value, json};

use crate::client::{World, with_switches, world};
use crate::stock::rows;

const VENDORS: &str = "/record/v1/vendor";

async fn address_book(world: &World, id: &str) -> Vec<Value> {
    let book = world.get(&format!("{VENDORS}/{id}/addressBook?expandSubResources=true")).await.json();
    book["items"].as_array().unwrap().clone()
}

fn vendor() -> Value {
    json!({
        "companyName": "Acme Supplies", "legalName": "Acme Supplies Inc", "entityId": "V-1001", "externalId": "ven-1",
        "subsidiary": {"id": "1"}, "currency": {"id": "1"}, "terms": {"id": "2"}, "taxIdNum": "12-3456789",
        "email": "ap@acme.example", "phone": "+1 555 0100", "url": "https://acme.example",
        "addressBook": {"items": [
            {"label": "HQ", "defaultBilling": true, "defaultShipping": true, "addressBookAddress": {
                "addressee": "Acme Supplies", "addr1": "1 Main St", "city": "Austin", "state": "TX", "zip": "78701",
                "country": {"id": "US"}}},
            {"addressBookAddress": {"addr1": "2 Dock Rd", "city": "Houston", "country": "US"}},
        ]},
    })
}

#[tokio::test]
async fn every_group_of_a_vendor_comes_back_as_it_was_sent() {
    let world = world().await;
    let id = world.post(VENDORS, &vendor()).await.new_id();
    let shown = world.get(&format!("{VENDORS}/eid:ven-1?expandSubResources=true")).await.json();
    assert_eq!(shown["id"], json!(id));
    for field in ["companyName", "legalName", "entityId", "externalId", "taxIdNum", "email", "phone", "url"] {
        assert_eq!(shown[field], vendor()[field], "{field}");
    }
    for (field, name) in [("subsidiary", "Parent Company"), ("currency", "US Dollar"), ("terms", "Net 30")] {
        assert_eq!(shown[field]["refName"], name, "{field}");
    }
    assert_eq!((&shown["isPerson"], &shown["isInactive"]), (&json!(false), &json!(false)));
    assert_eq!(shown["defaultAddress"], "Acme Supplies\n1 Main St\nAustin TX 78701\nUS");
    let q = format!(
        "SELECT v.entityid, v.companyname, b.label, b.defaultbilling, a.addr1, a.city, a.country FROM vendor v \
         JOIN vendoraddressbook b ON b.entity = v.id JOIN vendoraddressbookentityaddress a \
         ON a.nkey = b.addressbookaddress WHERE v.id = {id} ORDER BY b.internalid"
    );
    let expected = [("HQ", "T", "1 Main St", "Austin"), ("2 Dock Rd", "F", "2 Dock Rd", "Houston")].map(
        |(label, billing, street, city)| {
            json!({"entityid": "V-1001", "companyname": "Acme Supplies", "label": label, "defaultbilling": billing,
                   "addr1": street, "city": city, "country": "US"})
        },
    );
    assert_eq!(rows(&world, &q).await, expected);
}

#[tokio::test]
async fn an_address_is_changed_by_its_key_and_keeps_what_is_not_named() {
    let world = world().await;
    let id = world.post(VENDORS, &vendor()).await.new_id();
    let change = json!({"addressBook": {"items": [
        {"internalId": 2, "defaultBilling": true, "addressBookAddress": {"city": "Galveston", "country": null}},
    ]}});
    world.patch(&format!("{VENDORS}/{id}"), &change).await.new_id();
    let book = address_book(&world, &id).await;
    assert_eq!(book.len(), 2);
    let address = &book[1]["addressBookAddress"];
    assert_eq!((&address["addr1"], &address["city"]), (&json!("2 Dock Rd"), &json!("Galveston")));
    assert!(address.get("country").is_none());
    // Only one address is the default; the other flag stays where it was.
    let flags = |line: &Value| (line["defaultBilling"] == true, line["defaultShipping"] == true);
    assert_eq!((flags(&book[0]), flags(&book[1])), ((false, true), (true, false)));
}

#[tokio::test]
async fn addresses_without_a_key_are_added_and_replace_removes_the_unmentioned() {
    let world = world().await;
    let id = world.post(VENDORS, &vendor()).await.new_id();
    let third =
        json!({"addressBook": {"items": [{"label": "Third", "addressBookAddress": {"city": "Waco"}}]}});
    world.patch(&format!("{VENDORS}/{id}"), &third).await.new_id();
    let keys = |book: &[Value]| book.iter().map(|line| line["internalId"].to_string()).collect::<Vec<_>>();
    assert_eq!(keys(&address_book(&world, &id).await), ["1", "2", "3"]);
    let kept =
        json!({"addressBook": {"items": [{"internalId": 1}, {"addressBookAddress": {"city": "Tyler"}}]}});
    world.patch(&format!("{VENDORS}/{id}?replace=addressBook"), &kept).await.new_id();
    let book = address_book(&world, &id).await;
    assert_eq!(keys(&book), ["1", "4"]);
    assert_eq!(book[1]["addressBookAddress"]["city"], "Tyler");
}

#[tokio::test]
async fn a_country_is_a_known_code() {
    let world = world().await;
    let mut body = vendor();
    body["addressBook"]["items"][0]["addressBookAddress"]["country"] = json!("USA");
    let reply = world.post(VENDORS, &body).await;
    assert!(
        reply.error().1.ends_with("Invalid Field Value USA for the following field: country"),
        "{reply:?}"
    );
    let place = "addressBook.items[0].addressBookAddress.country";
    assert_eq!(reply.json()["o:errorDetails"][0]["o:errorPath"], place);
}

#[tokio::test]
async fn names_and_external_ids_are_unique_among_all_entities() {
    let world = world().await;
    world.post(VENDORS, &vendor()).await.new_id();
    let text = "Error while accessing a resource. This entity already exists.";
    for (field, value) in [("entityId", "V-1001"), ("entityId", "Buyer One"), ("externalId", "ven-1")] {
        let mut other =
            json!({"companyName": "Other", "entityId": "V-2", "externalId": "ven-2", "subsidiary": "1"});
        other[field] = json!(value);
        assert_eq!(world.post(VENDORS, &other).await.error().1, text, "{field} {value}");
    }
    assert_eq!(world.ledger().await["writes"], 1);
}

#[tokio::test]
async fn a_person_needs_a_first_and_a_last_name() {
    let world = world().await;
    let reply = world.post(VENDORS, &json!({"isPerson": true, "subsidiary": "1", "firstName": "Ada"})).await;
    assert_eq!(reply.error().1, "Error while accessing a resource. Please enter value(s) for: Last Name");
    let body = json!({"isPerson": true, "subsidiary": "1", "firstName": "Ada", "lastName": "Supplier"});
    let id = world.post(VENDORS, &body).await.new_id();
    assert_eq!(world.get(&format!("{VENDORS}/{id}")).await.json()["entityId"], "Ada Supplier");
}

#[tokio::test]
async fn an_inactive_vendor_takes_no_orders_and_an_unused_one_can_be_deleted() {
    let world = world().await;
    let id = world.post(VENDORS, &vendor()).await.new_id();
    let order = json!({"entity": {"id": id}, "item": {"items": [{"item": {"id": "701"}}]}});
    let order_id = world.post("/record/v1/purchaseOrder", &order).await.new_id();
    assert!(world.delete(&format!("{VENDORS}/{id}")).await.error().1.contains("dependent records"));
    world.patch(&format!("{VENDORS}/{id}"), &json!({"isInactive": true})).await.new_id();
    let refused = world.post("/record/v1/purchaseOrder", &order).await;
    assert!(refused.error().1.ends_with("for the following field: entity"), "{refused:?}");
    world.delete(&format!("/record/v1/purchaseOrder/{order_id}")).await;
    assert_eq!(world.delete(&format!("{VENDORS}/{id}")).await.status, 204);
    let q = "SELECT type, recordid FROM deletedrecord ORDER BY type";
    let expected =
        [json!({"type": "purchaseorder", "recordid": order_id}), json!({"type": "vendor", "recordid": id})];
    assert_eq!(rows(&world, q).await, expected);
}

#[tokio::test]
async fn without_subsidiaries_a_vendor_needs_only_its_name() {
    let world = with_switches(json!({"one_world": false})).await;
    let id = world.post(VENDORS, &json!({"companyName": "Single"})).await.new_id();
    assert!(world.get(&format!("{VENDORS}/{id}")).await.json().get("subsidiary").is_none());
}

#[tokio::test]
async fn a_vendor_takes_orders_of_the_subsidiaries_it_is_known_in() {
    const RELATIONSHIPS: &str = "/record/v1/vendorSubsidiaryRelationship";
    let world = world().await;
    let id = world.post(VENDORS, &vendor()).await.new_id();
    let order = json!({"entity": {"id": id}, "subsidiary": {"id": "2"}, "item": {"items": [{"item": {"id": "701"}}]}});
    let refused = world.post("/record/v1/purchaseOrder", &order).await;
    assert!(refused.error().1.ends_with("for the following field: subsidiary"), "{refused:?}");
    let body = json!({"entity": {"id": id}, "subsidiary": {"id": "2"}});
    let relationship = world.post(RELATIONSHIPS, &body).await.new_id();
    assert_eq!(world.post(RELATIONSHIPS, &body).await.status, 400);
    world.post("/record/v1/purchaseOrder", &order).await.new_id();
    let q = format!(
        "SELECT subsidiary, isprimarysub FROM vendorsubsidiaryrelationship WHERE entity = {id} ORDER BY id"
    );
    let row = |subsidiary: &str, primary: &str| json!({"subsidiary": subsidiary, "isprimarysub": primary});
    assert_eq!(rows(&world, &q).await, [row("1", "T"), row("2", "F")]);
    // The vendor's own subsidiary is always its primary one.
    world.patch(&format!("{VENDORS}/{id}"), &json!({"subsidiary": "2"})).await.new_id();
    assert_eq!(rows(&world, &q).await, [row("1", "F"), row("2", "T")]);
    assert_eq!(world.delete(&format!("{RELATIONSHIPS}/{relationship}")).await.status, 400);
}
