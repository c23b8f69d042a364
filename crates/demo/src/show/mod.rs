//! The show: what the gateway is for, in five steps that check themselves.

mod lost_answer;
mod same_order;
mod webhooks;

use serde_json::json;

use crate::connections::{Connected, connect};
use crate::output::{say, title, word};
use crate::stage::Stage;

/// Plays all steps.
pub(crate) async fn play(stage: &Stage) -> anyhow::Result<Connected> {
    introduce(stage)?;
    title("1. Two connections, tested. Credentials are sealed; they do not come out again.")?;
    let connected = connect(&stage.client, &stage.erps).await?;
    listen(stage).await?;
    let first = same_order::send_to_both(stage, &connected).await?;
    let lost = lost_answer::lose_and_find(stage, &connected.sap).await?;
    webhooks::receive(stage, &first, &lost).await?;
    Ok(connected)
}

fn introduce(stage: &Stage) -> anyhow::Result<()> {
    let erps = &stage.erps;
    say("One gateway and two simulated ERPs, all in this process:")?;
    say(&format!("   gateway   {}", stage.client.base()))?;
    say(&format!("   SAP       {}   ledger and faults: {}", erps.sap.odata_url(), erps.sap.admin_url()))?;
    say(&format!(
        "   NetSuite  {}   ledger and faults: {}",
        erps.netsuite.rest_url(),
        erps.netsuite.admin_url()
    ))
}

async fn listen(stage: &Stage) -> anyhow::Result<()> {
    let endpoint = json!({"url": stage.receiver.url(), "description": "The demo's receiver"});
    let made = stage.client.post("/v1/webhook-endpoints", Some(&endpoint)).await?;
    stage.receiver.trust(word(&made, "/secret"))?;
    say(&format!("   {}  webhooks go to {}", word(&made, "/endpoint/id"), stage.receiver.url()))
}
