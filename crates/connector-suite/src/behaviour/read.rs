//! Reading one record.

use erpgate_model::{Record, Resource, Verb};

use super::{Behaviour, behaviour, creates, updates, usable};
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("read::an_unknown_id_is_none", reads, |stand| Box::pin(unknown(stand))),
    behaviour("read::the_native_record_comes_on_request_alone", creates, |stand| Box::pin(native(stand))),
    behaviour("read::the_version_changes_with_the_record_and_only_with_it", updates, |stand| {
        Box::pin(version(stand))
    }),
];

fn reads(stand: &Stand) -> bool {
    usable(stand, Verb::Get)
}

async fn unknown(stand: &Stand) {
    assert_eq!(stand.find(&stand.samples.unknown_id).await, None);
}

async fn native(stand: &Stand) {
    let order = stand.created().await;
    assert_eq!(order.native, None, "not asked for");
    let visit = stand.visit();
    let read = visit.connector.read(&visit.session, Resource::PurchaseOrder, &order.id, true).await;
    let Some(Record::PurchaseOrder(order)) = read.expect("reading works") else {
        panic!("the ERP has no purchase order {}", order.id);
    };
    assert!(order.native.is_some_and(|native| native.is_object()), "the ERP's own record is attached");
}

async fn version(stand: &Stand) {
    let order = stand.created().await;
    assert_eq!(stand.read(&order.id).await.version, order.version, "nothing changed");
    let (command, basis) = stand.header_change(&order, None);
    stand.visit().apply(&command, Some(&basis)).await.expect("the sample patch is valid");
    assert_ne!(stand.read(&order.id).await.version, order.version, "the header changed");
}
