//! SuiteQL and the `q` parameter.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, World, order, world};

async fn query(world: &World, q: &str, params: Value) -> Reply {
    let request = world.request(Method::POST, "/query/v1/suiteql").header("Prefer", "transient");
    Reply::of(request.json(&json!({"q": q, "params": params})).send().await.unwrap()).await
}

async fn rows(world: &World, q: &str) -> Vec<Value> {
    let reply = query(world, q, Value::Null).await;
    assert_eq!(reply.status, 200, "{q}: {reply:?}");
    reply.json()["items"].as_array().unwrap().clone()
}

/// The only row without its links.
async fn row(world: &World, q: &str) -> Value {
    let mut rows = rows(world, q).await;
    assert_eq!(rows.len(), 1, "{q}: {rows:?}");
    assert_eq!(rows[0].as_object_mut().unwrap().shift_remove("links"), Some(json!([])));
    rows.remove(0)
}

#[tokio::test]
async fn an_order_is_found_by_its_external_id_with_strings_for_values() {
    let world = world().await;
    let id = world.create_order("po-1").await;
    world.create_order("po-2").await;
    let q = "SELECT t.id, t.TranId AS Number, t.status, t.foreigntotal, t.otherrefnum, t.voided FROM transaction t";
    assert_eq!(query(&world, q, Value::Null).await.status, 400);
    let q = "SELECT t.id, t.TranId AS Number, t.status, t.foreigntotal, t.otherrefnum, BUILTIN.DF(t.status) AS label, \
             BUILTIN.DF(t.entity) AS vendor FROM transaction t WHERE t.type = 'PurchOrd' AND t.externalid = 'po-1'";
    assert_eq!(
        row(&world, q).await,
        json!({"id": id, "number": "PO1001", "status": "PurchOrd:B", "foreigntotal": "43.25",
               "label": "Purchase Order : Pending Receipt", "vendor": "V-501"})
    );
}

#[tokio::test]
async fn lines_join_their_transaction() {
    let world = world().await;
    world.create_order("po-1").await;
    let q = "SELECT t.externalid, tl.linesequencenumber, i.itemid, tl.quantity, tl.mainline FROM transaction t \
             INNER JOIN transactionline tl ON tl.transaction = t.id LEFT JOIN item i ON i.id = tl.item \
             WHERE tl.mainline = 'F' ORDER BY tl.linesequencenumber DESC";
    let rows = rows(&world, q).await;
    let seen: Vec<_> =
        rows.iter().map(|row| (row["itemid"].as_str().unwrap(), row["quantity"].as_str().unwrap())).collect();
    assert_eq!(seen, [("TG12", "1.5"), ("TG11", "2")]);
    let q = "SELECT COUNT(*) AS lines, SUM(quantity) FROM transactionline";
    assert_eq!(row(&world, q).await, json!({"lines": "3", "expr1": "3.5"}));
}

#[tokio::test]
async fn conditions_of_every_kind_choose_rows() {
    let world = world().await;
    world.create_order("po-1").await;
    world
        .post("/record/v1/purchaseOrder", &{
            let mut body = order("po-2");
            body["memo"] = json!("Pump % repair");
            body["tranDate"] = json!("2026-01-31");
            body
        })
        .await;
    for (condition, count) in [
        ("status = 'B'", 2),
        ("status IN ('PurchOrd:B', 'PurchOrd:F')", 2),
        ("status <> 'PurchOrd:B'", 0),
        ("memo LIKE 'Pump%'", 1),
        ("memo NOT LIKE 'Pump%'", 1),
        ("UPPER(memo) LIKE '%REPAIR'", 1),
        ("otherrefnum IS NULL", 2),
        ("otherrefnum IS NOT NULL", 0),
        ("trandate = TO_DATE('2026-01-31', 'YYYY-MM-DD')", 1),
        ("trandate <= '1/31/2026'", 1),
        ("trandate BETWEEN TO_DATE('01/01/2026','MM/DD/YYYY') AND TO_DATE('02/01/2026','MM/DD/YYYY')", 1),
        ("lastmodifieddate >= TO_TIMESTAMP('2020-01-01 10:00:00','YYYY-MM-DD HH24:MI:SS')", 2),
        ("lastmodifieddate > SYSDATE + 1", 0),
        ("foreigntotal > 43 AND NOT (foreigntotal >= 43.26 OR id = 99)", 2),
        ("entity = '501' AND entity = 501", 2),
        ("NVL(otherrefnum, 'none') = 'none' AND ROWNUM <= 1", 1),
        ("externalid IN (SELECT 1 FROM dual)", -1),
    ] {
        let q = format!("SELECT id FROM transaction WHERE {condition}");
        let reply = query(&world, &q, Value::Null).await;
        let seen = reply.json()["totalResults"].as_i64().unwrap_or(-1);
        assert_eq!(seen, count, "{condition}: {reply:?}");
    }
}

#[tokio::test]
async fn dates_print_in_the_format_of_the_account_unless_the_query_says_how() {
    let world = world().await;
    let mut body = order("po-1");
    body["tranDate"] = json!("2026-01-05");
    world.post("/record/v1/purchaseOrder", &body).await;
    let q = "SELECT trandate, TO_CHAR(trandate, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS iso FROM transaction";
    assert_eq!(row(&world, q).await, json!({"trandate": "1/5/2026", "iso": "2026-01-05T00:00:00"}));
}

#[tokio::test]
async fn parameters_paging_and_other_clauses_work() {
    let world = world().await;
    for number in 1..=5 {
        world.create_order(&format!("po-{number}")).await;
    }
    let reply =
        query(&world, "SELECT id FROM transaction WHERE externalid = ? OR id = ?", json!(["po-2", 4])).await;
    assert_eq!(reply.json()["totalResults"], 2);
    assert_eq!(query(&world, "SELECT id FROM transaction WHERE id = ?", json!([null])).await.status, 400);
    let request =
        world.request(Method::POST, "/query/v1/suiteql?limit=2&offset=2").header("Prefer", "transient");
    let body = json!({"q": "SELECT externalid FROM transaction ORDER BY id DESC"});
    let page = Reply::of(request.json(&body).send().await.unwrap()).await.json();
    let seen: Vec<_> =
        page["items"].as_array().unwrap().iter().map(|row| row["externalid"].as_str().unwrap()).collect();
    assert_eq!(
        (seen, &page["hasMore"], &page["totalResults"]),
        (vec!["po-3", "po-2"], &json!(true), &json!(5))
    );
    let q = "SELECT * FROM (SELECT externalid, id FROM transaction ORDER BY id DESC) WHERE ROWNUM <= 2";
    assert_eq!(rows(&world, q).await[1]["externalid"], "po-4");
    let q = "SELECT externalid FROM transaction ORDER BY 1 DESC FETCH FIRST 1 ROWS ONLY";
    assert_eq!(row(&world, q).await, json!({"externalid": "po-5"}));
    let q = "SELECT DISTINCT recordtype FROM transaction";
    assert_eq!(row(&world, q).await, json!({"recordtype": "purchaseorder"}));
    let q = "SELECT entity, COUNT(DISTINCT memo) AS memos FROM transaction GROUP BY entity";
    assert_eq!(row(&world, q).await, json!({"entity": "501", "memos": "1"}));
    assert_eq!(row(&world, "SELECT 1 AS one FROM dual").await, json!({"one": "1"}));
    let q =
        "SELECT quantityonhand, BUILTIN.DF(location) AS place FROM inventoryitemlocations WHERE item = 703";
    assert_eq!(row(&world, q).await, json!({"quantityonhand": "12", "place": "Main Warehouse"}));
}

#[tokio::test]
async fn a_wrong_query_is_refused_in_the_words_of_the_service() {
    let world = world().await;
    let opening = "Invalid search query. Detailed unprocessed description follows. ";
    for (q, text) in [
        (
            "SELECT nothing FROM transaction",
            "Search error occurred: Unknown identifier 'nothing'. Available identifiers are: {transaction=transaction}",
        ),
        ("SELECT id FROM nowhere", "Search error occurred: Record 'nowhere' was not found."),
        ("SELECT id FROM", "Search error occurred: Invalid or unsupported search."),
        ("SELECT id FROM vendor LIMIT 3", "Search error occurred: Invalid or unsupported search."),
        ("DELETE FROM vendor", "Search error occurred: Invalid or unsupported search."),
    ] {
        let reply = query(&world, q, Value::Null).await;
        assert_eq!(
            (reply.status, reply.error()),
            (400, ("INVALID_PARAMETER".to_owned(), format!("{opening}{text}")))
        );
        assert_eq!(reply.json()["o:errorDetails"][0]["o:errorQueryParam"], "q");
    }
    let reply = world.post("/query/v1/suiteql", &json!({"q": "SELECT 1 FROM dual"})).await;
    assert_eq!(
        (reply.status, reply.json()["o:errorDetails"][0]["o:errorHeader"].as_str()),
        (400, Some("Prefer"))
    );
}

#[tokio::test]
async fn lists_are_filtered_by_q() {
    let world = world().await;
    for (q, ids) in [
        ("email EMPTY_NOT AND companyName START_WITH \"dom\"", vec!["501"]),
        ("id ANY_OF [501, 502] AND (currency EQUAL 1 OR currency EQUAL 2)", vec!["501", "502"]),
        ("isInactive IS true", vec!["505"]),
        ("externalId IS 10300003 OR id LESS 502", vec!["501", "503"]),
        ("lastModifiedDate AFTER \"1/1/2020\" AND entityId ENDWITH 04", vec!["504"]),
    ] {
        let encoded = q
            .replace('%', "%25")
            .replace(' ', "%20")
            .replace('"', "%22")
            .replace('[', "%5B")
            .replace(']', "%5D");
        let body = world.get(&format!("/record/v1/vendor?q={encoded}")).await.json();
        let seen: Vec<_> =
            body["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!(seen, ids, "{q}");
    }
    for q in ["nothing%20IS%20x", "id%20LIKE%203", "dateCreated%20AFTER%20%222026-01-01%22", "id"] {
        let reply = world.get(&format!("/record/v1/vendor?q={q}")).await;
        assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_PARAMETER"), "{q}");
    }
}

#[tokio::test]
async fn the_stock_that_changed_last_is_found_by_its_time() {
    let world = world().await;
    let q = "SELECT COUNT(*) AS places FROM aggregateitemlocation WHERE lastquantityavailablechange IS NULL";
    assert_eq!(row(&world, q).await, json!({"places": "0"}));
    world.admin(Method::POST, "/clock", json!({"advance_seconds": 240})).await;
    world.admin(Method::POST, "/stock/move", json!({"item": "TG12", "location": "11", "quantity": 1})).await;
    let q = "SELECT item, location, quantityonhand FROM aggregateitemlocation \
             ORDER BY lastquantityavailablechange DESC FETCH FIRST 1 ROWS ONLY";
    assert_eq!(row(&world, q).await, json!({"item": "702", "location": "11", "quantityonhand": "251"}));
}
