//! What a connection finds when it looks around.

use erpgate_connector::{System, Trouble, TroubleKind};
use serde_json::json;

use crate::account::{Account, CLIENT_ID};
use crate::admin::World;

async fn probe(world: &World) -> Result<System, Trouble> {
    let writes = world.writes().await;
    let visit = world.visit();
    let system = visit.connector.probe(&visit.session).await;
    assert_eq!(world.writes().await, writes, "a probe changes nothing");
    system
}

#[track_caller]
fn assert_found(system: &System, sentence: &str) {
    assert!(system.found.iter().any(|found| found.contains(sentence)), "{sentence}: {:#?}", system.found);
}

#[tokio::test]
async fn a_role_that_may_do_everything_is_told_so() {
    let system = probe(&World::start().await).await.unwrap();
    assert_found(&system, "The role may see and create vendors (vendor).");
    assert_found(&system, "The role may see goods receipts (itemReceipt).");
    assert_found(&system, "OneWorld: the account has subsidiaries");
    assert_found(
        &system,
        "SuiteQL shows item, location, subsidiary, term, unitstypeuom, account, salestaxitem.",
    );
}

#[tokio::test]
async fn what_the_role_lacks_is_named_and_the_rest_goes_on() {
    let world = World::start().await;
    let role = json!({CLIENT_ID: {"hidden": ["workOrder", "salesTaxItem"], "read_only": ["vendor"]}});
    world.post("/roles", &role).await;
    let system = probe(&world).await.unwrap();
    assert_found(&system, "No production orders: ");
    assert_found(&system, "The role may see vendors, and not create them: ");
    assert_found(&system, "'Lists -> Vendor' permission");
    assert_found(&system, "it does not show salestaxitem (Lists > Tax Records (View)).");
    world.post("/roles", &json!({CLIENT_ID: {"hidden": ["purchaseOrder"]}})).await;
    assert_eq!(probe(&world).await.unwrap_err().kind, TroubleKind::Forbidden, "orders have to be there");
    world.post("/roles", &json!({CLIENT_ID: {"suiteql": false}})).await;
    assert_eq!(probe(&world).await.unwrap_err().kind, TroubleKind::Forbidden);
}

#[tokio::test]
async fn an_account_without_subsidiaries_is_no_one_world() {
    let world = World::of(Account::with_switches(&json!({"one_world": false})).await);
    assert_found(&probe(&world).await.unwrap(), "No subsidiaries are shown: the account is not OneWorld");
}
