use super::{SERVICE, call, create, orders, path, released, status};
use crate::support::Sap;
use serde_json::json;

const RELEASE: &str = "ReleaseMaintenanceOrder";
const COMPLETE: &str = "SetMaintOrdToTechCompleted";
const REOPEN: &str = "ResetMaintOrdStsTechCompleted";
const CLOSE: &str = "SetMaintOrderStatusToClosed";
const UNCLOSE: &str = "ResetMaintOrderStatusClosed";
const MARK: &str = "SetMaintOrdStsToMrkdForDeltn";
const UNMARK: &str = "ResetMaintOrdStsMrkdForDeltn";
const ABANDON: &str = "SetMaintOrderToDoNotExecute";
const TAKE_UP: &str = "ResetStatusFromDoNotExecute";
const LOCK: &str = "SetMaintOrderStatusToLocked";
const UNLOCK: &str = "SetMaintOrderStatusToUnlocked";
const WORK_DONE: &str = "SetMaintOrdToMainWorkComplete";
const WORK_AGAIN: &str = "ResetMaintOrdStsMainWorkCmplt";

async fn walk(steps: &[(&str, u16, &str)]) {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    for (function, answer, expected) in steps {
        let got = call(&sap, function, &number).await;
        assert_eq!(got.status, *answer, "{function}: {}", got.text);
        if *answer == 200 {
            assert_eq!(got.d()[*function]["IsInvalid"], false, "{}", got.text);
        } else {
            assert_eq!(got.codes(), ["ZSIM_PM/003"], "{function}");
        }
        let shown = status(&sap, &number).await;
        assert_eq!(shown.trim_end_matches(" PRC SETC"), *expected, "after {function}");
    }
}

#[tokio::test]
async fn an_order_goes_from_created_to_closed_and_back() {
    walk(&[
        (COMPLETE, 400, "CRTD"),
        (CLOSE, 400, "CRTD"),
        (RELEASE, 200, "REL"),
        (RELEASE, 400, "REL"),
        (CLOSE, 400, "REL"),
        (COMPLETE, 200, "TECO"),
        (REOPEN, 200, "REL"),
        (COMPLETE, 200, "TECO"),
        (CLOSE, 200, "CLSD"),
        (REOPEN, 400, "CLSD"),
        (UNCLOSE, 200, "TECO"),
    ])
    .await;
}

#[tokio::test]
async fn a_deletion_flag_needs_an_order_that_is_not_being_worked_on() {
    walk(&[
        (UNMARK, 400, "CRTD"),
        (MARK, 200, "CRTD DLFL"),
        (RELEASE, 400, "CRTD DLFL"),
        (MARK, 400, "CRTD DLFL"),
        (UNMARK, 200, "CRTD"),
        (RELEASE, 200, "REL"),
        (MARK, 400, "REL"),
        (COMPLETE, 200, "TECO"),
        (MARK, 200, "TECO DLFL"),
    ])
    .await;
}

#[tokio::test]
async fn an_order_that_is_not_executed_can_be_taken_up_where_it_stood() {
    walk(&[
        (TAKE_UP, 400, "CRTD"),
        (ABANDON, 200, "TECO NCMP"),
        (REOPEN, 400, "TECO NCMP"),
        (TAKE_UP, 200, "CRTD"),
        (RELEASE, 200, "REL"),
        (ABANDON, 200, "TECO NCMP"),
        (TAKE_UP, 200, "REL"),
    ])
    .await;
}

#[tokio::test]
async fn a_locked_order_waits_for_its_unlocking() {
    walk(&[
        (UNLOCK, 400, "CRTD"),
        (LOCK, 200, "CRTD LKD"),
        (RELEASE, 400, "CRTD LKD"),
        (UNLOCK, 200, "CRTD"),
        (WORK_DONE, 400, "CRTD"),
        (RELEASE, 200, "REL"),
        (WORK_DONE, 200, "REL WCMP"),
        (WORK_AGAIN, 200, "REL"),
    ])
    .await;
}

#[tokio::test]
async fn completion_takes_the_time_that_the_call_names() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let path_of =
        |function: &str, more: &str| format!("{SERVICE}/{function}?MaintenanceOrder='{number}'{more}");
    let done =
        "&MainWorkCompletedDateTime=datetimeoffset'2027-01-02T10:00:00Z'&MainWrkCmpltdDateTimeIsUsed=true";
    assert_eq!(sap.post(&path_of(WORK_DONE, done), &json!({})).await.status, 200);
    let more = "&MainWrkCmpltdDateTimeIsUsed=true&AssignedMaintNotifIsToBeClosed=false";
    assert_eq!(sap.post(&path_of(COMPLETE, more), &json!({})).await.status, 200);
    let order = sap.get(&path(&number)).await.d();
    assert_eq!(order["MainWorkCompletedDateTime"], "/Date(1798884000000+0000)/");
    assert_eq!(order["MaintOrderReferenceDateTime"], "/Date(1798884000000+0000)/");
    let more = "&MaintOrderReferenceDateTime=datetimeoffset'2027-01-03T12:30:00Z'";
    assert_eq!(sap.post(&path_of(CLOSE, more), &json!({})).await.status, 200);
    assert_eq!(sap.get(&path(&number)).await.d()["MaintOrderReferenceTime"], "PT12H30M00S");
}

#[tokio::test]
async fn an_etag_that_is_sent_with_a_function_is_checked() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let function = format!("{SERVICE}/{RELEASE}?MaintenanceOrder='{number}'");
    let stale = sap.get(&path(&number)).await.header("etag").to_owned();
    sap.patch(&path(&number), &json!({"MaintPriority": "1"})).await;
    let request = sap.write(reqwest::Method::POST, &function, &json!({})).header("if-match", &stale);
    assert_eq!(crate::support::read(request).await.unwrap().status, 412);
    assert_eq!(call(&sap, RELEASE, "4711").await.status, 404);
    assert_eq!(call(&sap, "ApproveMaintenanceOrder", &number).await.status, 404);
}

#[tokio::test]
async fn the_status_text_can_be_neither_filtered_nor_sorted() {
    let sap = Sap::start().await;
    create(&sap).await;
    for query in [("$filter", "SystemStatusText eq 'CRTD'"), ("$orderby", "SystemStatusText")] {
        assert_eq!(sap.query(&orders(), &[query]).await.status, 400);
    }
    let text = sap.get(&format!("{SERVICE}/$metadata")).await.text;
    let property = text.split("Name=\"SystemStatusText\"").nth(1).unwrap().split("/>").next().unwrap();
    assert!(property.contains("sap:filterable=\"false\" sap:sortable=\"false\""), "{property}");
}
