//! Blocking, deactivating and deleting vendors: marks, and what SAP does with them.

use erpgate_connector::WriteError;
use erpgate_model::{RecordId, VendorStatus, Verb};
use serde_json::{Value, json};

use crate::bodies;
use crate::stand::{Stand, apply, read_vendor};
use crate::vendor_bodies::{act, create, update, vendor};

async fn created(stand: &Stand) -> RecordId {
    apply(&stand.connector, &create(&vendor())).await.expect("a valid vendor").id().clone()
}

async fn status(stand: &Stand, id: &RecordId) -> (VendorStatus, Option<String>) {
    let vendor = read_vendor(&stand.connector, id).await;
    (vendor.status, vendor.native_status)
}

/// Whether SAP takes an order to this vendor.
async fn can_be_ordered_from(stand: &Stand, id: &RecordId) -> bool {
    let order = bodies::create(bodies::order_with(json!({"vendor_id": id})));
    match apply(&stand.connector, &order).await {
        Ok(_) => true,
        Err(WriteError::Rejected(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

fn marks(held: &Value) -> [&Value; 4] {
    let supplier = &held["supplier"];
    [
        &supplier["PurchasingIsBlocked"],
        &supplier["PostingIsBlocked"],
        &held["IsMarkedForArchiving"],
        &supplier["companies"][0]["DeletionIndicator"],
    ]
}

#[tokio::test]
async fn each_verb_sets_its_marks_and_a_second_time_sends_nothing() {
    for (verb, expected, native, set) in [
        (
            Verb::Block,
            VendorStatus::Blocked,
            "PurchasingIsBlocked PostingIsBlocked",
            [true, true, false, false],
        ),
        (
            Verb::Deactivate,
            VendorStatus::Inactive,
            "IsMarkedForArchiving PurchasingIsBlocked PostingIsBlocked",
            [true, true, true, false],
        ),
        (
            Verb::Delete,
            VendorStatus::Inactive,
            "IsMarkedForArchiving PurchasingIsBlocked PostingIsBlocked",
            [true, true, true, true],
        ),
    ] {
        let stand = Stand::start(&json!({})).await;
        let id = created(&stand).await;
        assert!(can_be_ordered_from(&stand, &id).await);
        apply(&stand.connector, &act(verb, &id)).await.unwrap();
        assert_eq!(status(&stand, &id).await, (expected, Some(native.to_owned())));
        let held = stand.held_vendor(&id).await;
        assert_eq!(marks(&held), set.map(|on| if on { &Value::Bool(true) } else { &Value::Bool(false) }));
        assert!(!can_be_ordered_from(&stand, &id).await, "{verb}");
        apply(&stand.connector, &act(verb, &id)).await.unwrap();
        assert_eq!(stand.held_vendor(&id).await, held, "nothing was dated anew");
    }
}

#[tokio::test]
async fn unblocking_takes_back_a_deactivation_whole() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand).await;
    for verb in [Verb::Block, Verb::Deactivate] {
        apply(&stand.connector, &act(verb, &id)).await.unwrap();
        apply(&stand.connector, &act(Verb::Unblock, &id)).await.unwrap();
        assert_eq!(status(&stand, &id).await, (VendorStatus::Active, None));
        assert!(can_be_ordered_from(&stand, &id).await);
    }
}

#[tokio::test]
async fn a_deleted_vendor_comes_back_with_what_is_added_again() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand).await;
    apply(&stand.connector, &act(Verb::Delete, &id)).await.unwrap();
    let deleted = read_vendor(&stand.connector, &id).await;
    assert!(deleted.companies.is_empty() && deleted.purchasing_organizations.is_empty());
    apply(&stand.connector, &act(Verb::Unblock, &id)).await.unwrap();
    let patch =
        json!({"purchasing_organizations": {"add": [{"organization_id": "1010", "currency": "EUR"}]}});
    apply(&stand.connector, &update(&id, &patch)).await.unwrap();
    assert!(can_be_ordered_from(&stand, &id).await);
}

#[tokio::test]
async fn a_block_set_in_sap_is_seen_and_taken_back() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand).await;
    stand.post(&format!("business_partners/{id}/block"), json!({})).await;
    let seen = status(&stand, &id).await;
    assert_eq!(seen, (VendorStatus::Blocked, Some("PurchasingIsBlocked".to_owned())));
    apply(&stand.connector, &act(Verb::Unblock, &id)).await.unwrap();
    assert_eq!(status(&stand, &id).await, (VendorStatus::Active, None));
}
