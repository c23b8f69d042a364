//! Answers that settle nothing, and finding out afterwards.

use erpgate_connector::{TroubleKind, WriteError};
use erpgate_connector_suite::Visit;
use erpgate_model::{FailureCode, NewRecord, RecordId};
use rcgen::KeyPair;
use serde_json::json;

use crate::account::connector;
use crate::admin::{World, order, two_lines};
use crate::scripted::{Answer, Server, answer, done, error, token};

async fn visit(answers: impl IntoIterator<Item = Answer>) -> (Server, Visit) {
    let server = Server::start([token("t", &json!(3600))].into_iter().chain(answers)).await;
    let key = KeyPair::generate().unwrap().serialize_pem();
    let visit = Visit::with(&connector(&server.url, &key, &json!({})));
    (server, visit)
}

#[tokio::test]
async fn a_yes_that_does_not_name_the_order_is_unknown() {
    let elsewhere = (204, vec!["Location: https://a.example/login".to_owned()], String::new());
    let page = (200, Vec::new(), "<html>welcome</html>".to_owned());
    let queued = answer(202, &json!({}));
    for strange in [done(), elsewhere, page, queued] {
        let (server, visit) = visit([strange.clone()]).await;
        let error = visit.create(&order(&two_lines())).await.unwrap_err();
        assert!(matches!(error, WriteError::Unknown(_)), "{strange:?}: {error:?}");
        assert_eq!(server.lines().len(), 1, "sent once");
    }
}

#[tokio::test]
async fn a_proxys_refusal_is_unknown_because_it_may_stand_behind_netsuite() {
    for status in [400, 403, 404, 413] {
        let (_, visit) = visit([(status, Vec::new(), "<html>blocked</html>".to_owned())]).await;
        let error = visit.create(&order(&two_lines())).await.unwrap_err();
        assert!(matches!(error, WriteError::Unknown(_)), "{status}: {error:?}");
    }
}

#[tokio::test]
async fn netsuites_concurrency_code_is_throttling_with_any_status() {
    for code in ["CONCURRENCY_LIMIT_EXCEEDED", "SSS_REQUEST_LIMIT_EXCEEDED"] {
        let (_, visit) = visit([error(400, code, "Concurrent request limit exceeded.")]).await;
        let error = visit.create(&order(&two_lines())).await.unwrap_err();
        let WriteError::NotApplied(trouble) = error else { panic!("{error:?}") };
        assert_eq!(trouble.kind, TroubleKind::Throttled);
    }
}

#[tokio::test]
async fn a_taken_external_id_of_another_kind_of_record_is_a_duplicate() {
    let taken = "Error while accessing a resource. This record already exists.";
    let other = "Error while accessing a resource. Transaction type specified is incorrect.";
    let (server, visit) = visit([error(400, "USER_ERROR", taken), error(400, "USER_ERROR", other)]).await;
    let error = visit.create(&order(&two_lines())).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.code, FailureCode::Duplicate);
    let asked = format!(
        "GET /services/rest/record/v1/purchaseOrder/eid:{}?expandSubResources=true",
        visit.reference()
    );
    assert_eq!(server.lines()[1], asked);
}

#[tokio::test]
async fn a_taken_external_id_that_cannot_be_looked_up_stays_unknown() {
    let taken = error(400, "USER_ERROR", "Error while accessing a resource. This record already exists.");
    let (_, visit) = visit([taken, (503, Vec::new(), String::new())]).await;
    let error = visit.create(&order(&two_lines())).await.unwrap_err();
    assert!(matches!(error, WriteError::Unknown(_)), "{error:?}");
}

#[tokio::test]
async fn after_a_lost_answer_a_refusal_in_any_language_is_looked_behind() {
    let refused = error(400, "USER_ERROR", "Erro ao acessar um recurso. Este registro já existe.");
    let held = answer(200, &json!({"id": "88"}));
    let (_, visit) = visit([refused, held]).await;
    let command = erpgate_model::Command::Create(NewRecord::PurchaseOrder(Box::new(order(&two_lines()))));
    assert_eq!(visit.repeat(&command, None).await.unwrap().id().clone(), RecordId::new("88"));
}

#[tokio::test]
async fn a_record_type_that_the_account_lacks_is_no_missing_record() {
    let (_, visit) = visit([error(404, "NOT_FOUND", "Record type 'purchaseOrder' does not exist.")]).await;
    let trouble = visit.locate(visit.reference()).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Misconfigured);
}

#[tokio::test]
async fn a_lost_answer_is_found_by_the_reference_and_sending_again_makes_no_second_order() {
    let world = World::start().await;
    world.post("/faults", &json!({"kind": "lose_answer"})).await;
    let visit = world.visit();
    let command = erpgate_model::Command::Create(NewRecord::PurchaseOrder(Box::new(order(&two_lines()))));
    assert!(matches!(visit.apply(&command, None).await, Err(WriteError::Unknown(_))));
    let again = Visit::stamping(&world.connector, visit.reference().clone());
    let receipt = again.repeat(&command, None).await.unwrap();
    assert_eq!(world.held(receipt.id()).await["externalId"], json!(visit.reference()));
    let posts = world
        .requests()
        .await
        .iter()
        .filter(|line| line.starts_with("POST") && line.ends_with("purchaseOrder"))
        .count();
    assert_eq!(posts, 2);
    assert_eq!(world.post("/reset", &json!({})).await["reset"], json!(true));
}
