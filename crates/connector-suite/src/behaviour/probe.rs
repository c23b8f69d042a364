//! Looking whether the ERP is there.

use erpgate_connector::TroubleKind;

use super::{Behaviour, always, behaviour};
use crate::stand::Stand;
use crate::visit::Visit;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("probe::finds_the_erp_and_changes_nothing", always, |stand| Box::pin(finds(stand))),
    behaviour("probe::says_that_wrong_credentials_are_refused", always, |stand| Box::pin(refused(stand))),
    behaviour("probe::says_that_nobody_listens", always, |stand| Box::pin(nobody(stand))),
];

async fn finds(stand: &Stand) {
    let before = stand.simulator.documents().await;
    let visit = stand.visit();
    let system = visit.connector.probe(&visit.session).await.expect("the simulator is in order");
    assert!(!system.name.is_empty(), "a system has a name");
    assert!(!system.found.is_empty(), "a probe says what it looked at");
    assert_eq!(visit.session.confirmed_writes(), 0, "a probe writes nothing");
    assert_eq!(stand.simulator.documents().await, before);
}

async fn refused(stand: &Stand) {
    let visit = Visit::with(&stand.wrong_credentials);
    let trouble = visit.connector.probe(&visit.session).await.expect_err("the credentials are wrong");
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused, "{trouble}");
}

async fn nobody(stand: &Stand) {
    let visit = Visit::with(&stand.nobody_listens);
    let trouble = visit.connector.probe(&visit.session).await.expect_err("nobody listens");
    assert_eq!(trouble.kind, TroubleKind::Unreachable, "{trouble}");
}
