//! Orders that wait for approval.

use erpgate_model::{Command, PurchaseOrderStatus, RecordId, Resource, Target, Verb};
use serde_json::json;

use crate::account::Account;
use crate::admin::{World, two_lines};

fn approve(id: &RecordId) -> Command {
    Command::act(Resource::PurchaseOrder, Verb::Approve, Target { id: id.clone(), if_match: None })
}

#[tokio::test]
async fn an_approved_order_goes_on_to_the_vendor_and_approving_it_again_sends_nothing() {
    let world = World::of(Account::with_switches(&json!({"approval": true})).await);
    let order = world.created(&two_lines()).await;
    assert_eq!(order.status, PurchaseOrderStatus::PendingApproval);
    world.apply(&approve(&order.id)).await.unwrap();
    assert_eq!(world.held(&order.id).await["approvalStatus"]["id"], "2");
    assert_eq!(world.read(&order.id).await.status, PurchaseOrderStatus::Open);
    let writes = world.writes().await;
    world.visit().repeat(&approve(&order.id), None).await.unwrap();
    assert_eq!(world.writes().await, writes);
}
