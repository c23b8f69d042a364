//! Support cases and the tasks that belong to them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::world;
use crate::stock::rows;

const CASES: &str = "/record/v1/supportCase";
const TASKS: &str = "/record/v1/task";

fn leak(external_id: &str) -> Value {
    json!({"externalId": external_id, "title": "Pump leaks", "company": {"externalId": "17100001"},
           "incomingMessage": "Water below the pump.", "custevent_equipment": "10000001"})
}

#[tokio::test]
async fn a_case_takes_defaults_from_the_account_and_its_company() {
    let world = world().await;
    let id = world.post(CASES, &leak("case-1")).await.new_id();
    let case = world.get(&format!("{CASES}/eid:case-1")).await.json();
    assert_eq!((&case["id"], &case["caseNumber"]), (&json!(id), &json!("1001")));
    let names = ["status", "priority", "company", "subsidiary"].map(|field| &case[field]["refName"]);
    assert_eq!(names, ["Not Started", "Medium", "C-601", "Parent Company"].map(Value::from).each_ref());
    let shown = ["stage", "email", "incomingMessage", "custevent_equipment"].map(|field| &case[field]);
    let expected = ["OPEN", "plant@operator-one.example", "Water below the pump.", "10000001"];
    assert_eq!(shown, expected.map(Value::from).each_ref());
    let ledger = world.ledger().await;
    assert_eq!((&ledger["support_cases"][0]["title"], &ledger["writes"]), (&json!("Pump leaks"), &json!(1)));
}

#[tokio::test]
async fn the_stage_of_a_case_follows_its_status_and_is_remembered() {
    let world = world().await;
    let path = format!("{CASES}/{}", world.post(CASES, &leak("case-1")).await.new_id());
    for (status, stage) in [("2", "OPEN"), ("3", "ESCALATED"), ("5", "CLOSED"), ("4", "OPEN")] {
        world.patch(&path, &json!({"status": {"id": status}})).await.new_id();
        let case = world.get(&path).await.json();
        assert_eq!((&case["stage"], case["endDate"].is_string()), (&json!(stage), stage == "CLOSED"));
    }
    let case = world.get(&format!("{path}?expandSubResources=true")).await.json();
    assert!(case["lastReopenedDate"].is_string());
    let history = case["statusHistory"]["items"].as_array().unwrap();
    let stages: Vec<_> = history.iter().map(|line| line["stage"]["id"].as_str().unwrap()).collect();
    assert_eq!(stages, ["OPEN", "ESCALATED", "CLOSED", "OPEN"]);
    world
        .patch(&path, &json!({"status": {"refName": "In Progress"}, "priority": {"refName": "High"}}))
        .await
        .new_id();
    assert_eq!(world.get(&path).await.json()["priority"]["id"], "1");
    assert_eq!(world.patch(&path, &json!({"status": {"id": "77"}})).await.status, 400);
}

#[tokio::test]
async fn what_a_case_or_a_task_lacks_is_named() {
    let world = world().await;
    let opening = "Error while accessing a resource. Please enter value(s) for:";
    assert_eq!(
        world.post(CASES, &json!({})).await.error().1,
        format!("{opening} Subject, Company, Subsidiary")
    );
    assert_eq!(world.post(TASKS, &json!({})).await.error().1, format!("{opening} Title"));
    let reply = world.post(TASKS, &json!({"title": "x", "supportCase": {"id": "999"}})).await;
    assert_eq!(reply.json()["o:errorDetails"][0]["o:errorPath"], "supportCase");
    let reply = world.post(TASKS, &json!({"title": "x", "status": "DONE"})).await;
    assert_eq!(reply.json()["o:errorDetails"][0]["o:errorPath"], "status");
    assert_eq!(world.post(CASES, &json!({"title": "x", "company": "999"})).await.status, 400);
    let ledger = world.ledger().await;
    assert_eq!(
        (&ledger["support_cases"], &ledger["tasks"], &ledger["writes"]),
        (&json!([]), &json!([]), &json!(0))
    );
}

#[tokio::test]
async fn a_task_belongs_to_its_case_and_is_completed() {
    let world = world().await;
    let case = world.post(CASES, &leak("case-1")).await.new_id();
    let body = json!({"title": "Replace seal", "supportCase": {"externalId": "case-1"}, "assigned": {"id": "301"},
                      "priority": {"id": "HIGH"}, "dueDate": "2026-12-24", "externalId": "task-1"});
    let path = format!("{TASKS}/{}", world.post(TASKS, &body).await.new_id());
    let task = world.get(&path).await.json();
    assert_eq!(task["supportCase"]["refName"], "1001");
    assert_eq!((&task["company"]["id"], &task["assigned"]["refName"]), (&json!("601"), &json!("Buyer One")));
    assert_eq!(task["status"], json!({"id": "NOTSTART", "refName": "Not Started"}));
    let reply = world.delete(&format!("{CASES}/{case}")).await;
    assert!(reply.error().1.contains("dependent records"));
    world.patch(&path, &json!({"status": "COMPLETE"})).await.new_id();
    let task = world.get(&path).await.json();
    assert_eq!(
        (task["completedDate"].is_string(), task["percentComplete"].to_string()),
        (true, "100.0".to_owned())
    );
    world.patch(&path, &json!({"status": {"id": "PROGRESS"}})).await.new_id();
    assert!(world.get(&path).await.json()["completedDate"].is_null());
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(world.delete(&format!("{CASES}/{case}")).await.status, 204);
}

#[tokio::test]
async fn cases_and_tasks_share_their_external_ids_but_not_with_transactions() {
    let world = world().await;
    world.create_order("job-1").await;
    world.post(CASES, &leak("job-1")).await.new_id();
    let reply = world.post(TASKS, &json!({"title": "x", "externalId": "job-1"})).await;
    assert_eq!(reply.error().1, "Error while accessing a resource. This record already exists.");
}

#[tokio::test]
async fn suiteql_joins_tasks_with_cases_and_their_status() {
    let world = world().await;
    let case = world.post(CASES, &leak("case-1")).await.new_id();
    world.post(TASKS, &json!({"title": "Replace seal", "supportCase": {"id": case}})).await.new_id();
    let q = "SELECT sc.casenumber, sc.title, BUILTIN.DF(sc.status) AS status, s.stage, sc.company, sc.isinactive, \
             t.title AS task, t.status AS task_status, sc.custevent_equipment AS equipment FROM supportcase sc \
             INNER JOIN task t ON t.supportcase = sc.id LEFT JOIN supportcasestatus s ON s.id = sc.status \
             WHERE sc.externalid = 'case-1'";
    assert_eq!(
        rows(&world, q).await,
        [json!({"casenumber": "1001", "title": "Pump leaks", "status": "Not Started", "stage": "OPEN",
                "company": "601", "isinactive": "F", "task": "Replace seal", "task_status": "NOTSTART",
                "equipment": "10000001"})]
    );
}

#[tokio::test]
async fn somebody_else_touches_cases_and_tasks() {
    let world = world().await;
    let case = world.post(CASES, &leak("case-1")).await.new_id();
    let task = world.post(TASKS, &json!({"title": "Replace seal"})).await.new_id();
    let touched = world
        .admin(Method::POST, &format!("/support_cases/{case}/touch"), json!({"status": {"id": "5"}}))
        .await;
    assert_eq!(touched["stage"], "CLOSED");
    let touched = world.admin(Method::POST, &format!("/tasks/{task}/touch"), Value::Null).await;
    assert_eq!((&touched["id"], &touched["created_by"]), (&json!(task), &json!("integration")));
}
