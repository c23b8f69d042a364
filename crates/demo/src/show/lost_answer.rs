//! The answer that never came: nobody knows whether the ERP holds the order, and then somebody does.

use std::time::Instant;

use anyhow::ensure;
use reqwest::StatusCode;
use serde_json::Value;

use super::same_order::ORDER;
use crate::client::Answer;
use crate::output::{say, title, word};
use crate::stage::Stage;

/// Loses SAP's answer to a create and watches the gateway find out; returns the settled operation.
pub(super) async fn lose_and_find(stage: &Stage, sap: &str) -> anyhow::Result<Value> {
    title("4. A lost answer: SAP commits the next order, then the connection breaks before the first byte")?;
    let mut order: Value = serde_json::from_str(ORDER)?;
    order["external_id"] = "PO-1002".into();
    stage.erps.lose_next_sap_answer().await?;
    let begun = Instant::now();
    let Answer { status, body, .. } =
        stage.client.order(sap, &format!("demo-{sap}-PO-1002"), 1, &order).await?;
    ensure!(
        status == StatusCode::ACCEPTED && word(&body, "/status") == "unknown",
        "a lost answer must be 202 and unknown, not {status}: {body}"
    );
    say(&format!(
        "   202 unknown: the client is told the truth, and need not send again ({})",
        word(&body, "/id")
    ))?;

    let settled = stage.client.get(&format!("/v1/operations/{}?wait=60", word(&body, "/id"))).await?;
    ensure!(word(&settled, "/status") == "succeeded", "the gateway must find the order: {settled}");
    let attempts = settled["attempts"].as_array().map_or(&[][..], Vec::as_slice);
    let outcomes: Vec<_> = attempts.iter().map(|attempt| word(attempt, "/outcome")).collect();
    ensure!(outcomes == ["unknown", "found_applied"], "found, not sent again: {outcomes:?}");
    say(&format!(
        "   {} after {:.1?}: order {} carries our reference {}",
        word(&settled, "/status"),
        begun.elapsed(),
        word(&settled, "/record_id"),
        word(&settled, "/reference"),
    ))?;

    let held = stage.erps.sap_orders().await?;
    let ours: Vec<_> = held.iter().filter(|order| order["reference"] == settled["reference"]).collect();
    ensure!(ours.len() == 1 && held.len() == 2, "SAP must hold the order once: {held:?}");
    say("   SAP holds it exactly once. Attempts: unknown, found_applied.")?;
    Ok(settled)
}
