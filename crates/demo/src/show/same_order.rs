//! One order, two ERPs; and the same request once more.

use std::time::Instant;

use anyhow::ensure;
use reqwest::StatusCode;
use serde_json::Value;

use crate::client::Answer;
use crate::connections::Connected;
use crate::output::{say, title, word};
use crate::stage::Stage;

/// How long the demo's client waits for an ERP, in seconds.
const WAIT: u8 = 30;

/// The order that `README.md` shows too.
pub(crate) const ORDER: &str = include_str!("../../order.json");

/// Sends the same body to both, then one of them again; returns both operations.
pub(super) async fn send_to_both(stage: &Stage, connected: &Connected) -> anyhow::Result<[Value; 2]> {
    title("2. The same order to both: POST /v1/connections/{connection}/purchase-orders")?;
    for line in ORDER.lines() {
        say(&format!("   {line}"))?;
    }
    let order: Value = serde_json::from_str(ORDER)?;
    let sap = create(stage, &connected.sap, "SAP", &order).await?;
    let netsuite = create(stage, &connected.netsuite, "NetSuite", &order).await?;
    ensure!(stage.erps.netsuite_orders().await?.len() == 1, "NetSuite must hold one order");

    title("3. The same request once more, as a client does that lost its connection")?;
    let Answer { replayed, body, .. } =
        stage.client.order(&connected.sap, &key(&connected.sap), WAIT, &order).await?;
    ensure!(replayed && body["id"] == sap["id"], "the same key must give the same operation: {body}");
    let held = stage.erps.sap_orders().await?.len();
    ensure!(held == 1, "SAP must hold one order, not {held}");
    say(&format!("   Idempotent-Replayed: true, again {}; SAP still holds 1 order.", word(&body, "/id")))?;
    Ok([sap, netsuite])
}

async fn create(stage: &Stage, connection: &str, erp: &str, order: &Value) -> anyhow::Result<Value> {
    let begun = Instant::now();
    let Answer { status, body, .. } = stage.client.order(connection, &key(connection), WAIT, order).await?;
    let took = begun.elapsed().as_millis();
    ensure!(status == StatusCode::CREATED, "{erp} should hold the order now, but {status}: {body}");
    ensure!(word(&body, "/record/vendor_id") == "acme", "the client's words must come back: {body}");
    say(&format!(
        "   {erp:<9} {} {}: order {}, {}, {}, vendor {} ({took} ms)",
        status.as_u16(),
        word(&body, "/status"),
        word(&body, "/record_id"),
        word(&body, "/record/status"),
        word(&body, "/record/currency"),
        word(&body, "/record/vendor_id"),
    ))?;
    Ok(body)
}

/// One key per order and connection, the same at every try.
fn key(connection: &str) -> String {
    format!("demo-{connection}-PO-1001")
}
