//! Answers that prove that nothing was applied, and sign-ins that have run out.

use std::sync::Arc;

use erpgate_connector::{Connector, Trouble, TroubleKind};

use super::{Behaviour, behaviour, creates, not_applied, updates};
use crate::simulator::{Fault, RETRY_AFTER};
use crate::stand::Stand;
use crate::visit::Visit;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("answers::nobody_listening_is_not_applied", creates, |stand| Box::pin(unreachable(stand))),
    behaviour("answers::throttled_is_not_applied_and_can_be_sent_again", creates, |stand| {
        Box::pin(throttled(stand))
    }),
    behaviour("answers::a_record_that_somebody_holds_is_locked_and_not_applied", updates, |stand| {
        Box::pin(locked(stand))
    }),
    behaviour("answers::wrong_credentials_are_refused_and_leave_nothing", creates, |stand| {
        Box::pin(wrong_credentials(stand))
    }),
    behaviour("answers::an_expired_sign_in_is_renewed_and_the_write_stands_once", creates, |stand| {
        Box::pin(expired(stand))
    }),
    behaviour("answers::a_sign_in_that_expires_again_at_once_is_not_renewed_again", creates, |stand| {
        Box::pin(expired_for_good(stand))
    }),
];

async fn refused_create(stand: &Stand, connector: &Arc<dyn Connector>) -> Trouble {
    let before = stand.simulator.documents().await;
    let trouble = not_applied(Visit::with(connector).create(&stand.samples.order).await);
    assert_eq!(stand.simulator.documents().await, before, "nothing is left behind");
    trouble
}

async fn unreachable(stand: &Stand) {
    let trouble = refused_create(stand, &stand.nobody_listens).await;
    assert_eq!(trouble.kind, TroubleKind::Unreachable, "{trouble}");
}

async fn throttled(stand: &Stand) {
    stand.simulator.arm(Fault::Throttle, 0).await;
    let first = stand.visit();
    let trouble = not_applied(first.create(&stand.samples.order).await);
    assert_eq!(trouble.kind, TroubleKind::Throttled, "{trouble}");
    assert_eq!(trouble.retry_after, Some(RETRY_AFTER), "the ERP said when to come back");
    assert_eq!(first.session.confirmed_writes(), 0, "a connector does not send again by itself");
    assert!(stand.simulator.documents_with(first.reference().as_str()).await.is_empty());

    let second = Visit::stamping(&stand.connector, first.reference().clone());
    second.create(&stand.samples.order).await.expect("the ERP takes orders again");
    assert_eq!(stand.simulator.documents_with(first.reference().as_str()).await.len(), 1);
}

async fn locked(stand: &Stand) {
    let order = stand.created().await;
    let before = stand.simulator.documents().await;
    let (command, basis) = stand.header_change(&order, None);
    stand.simulator.arm(Fault::Lock, 0).await;
    let trouble = not_applied(stand.visit().apply(&command, Some(&basis)).await);
    assert_eq!(trouble.kind, TroubleKind::Locked, "{trouble}");
    assert!(trouble.native.is_some(), "the ERP said who holds it, and the words are kept");
    assert_eq!(stand.simulator.documents().await, before, "nothing changed");
    stand.visit().apply(&command, Some(&basis)).await.expect("nobody holds the record any more");
}

async fn wrong_credentials(stand: &Stand) {
    let trouble = refused_create(stand, &stand.wrong_credentials).await;
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused, "{trouble}");
}

async fn expired(stand: &Stand) {
    // The first create signs in; what it got is then forgotten by the ERP.
    stand.created().await;
    let before = stand.simulator.documents().await.len();
    stand.simulator.arm(Fault::Expire, 0).await;
    let visit = stand.visit();
    visit.create(&stand.samples.order).await.expect("the sign-in is renewed and the order sent again");
    assert_eq!(stand.simulator.documents().await.len(), before + 1, "documents in the ledger");
    assert_eq!(stand.simulator.documents_with(visit.reference().as_str()).await.len(), 1);
}

async fn expired_for_good(stand: &Stand) {
    stand.created().await;
    for _ in 0..5 {
        stand.simulator.arm(Fault::Expire, 0).await;
    }
    let visit = stand.visit();
    let trouble = not_applied(visit.create(&stand.samples.order).await);
    let refused = |status: Option<u16>| matches!(status, Some(401 | 403));
    let refusals = visit.session.calls().iter().filter(|call| refused(call.status)).count();
    assert_eq!(refusals, 2, "sent once, renewed, sent once more, then given up: {trouble}");
    assert!(stand.simulator.documents_with(visit.reference().as_str()).await.is_empty());
}
