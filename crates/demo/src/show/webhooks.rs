//! What the receiver was told meanwhile.

use serde_json::Value;

use crate::output::{say, title, word};
use crate::stage::Stage;

/// Waits until both writes and the lost one were told, in all their stages.
pub(super) async fn receive(stage: &Stage, first: &[Value; 2], lost: &Value) -> anyhow::Result<()> {
    title("5. Webhooks that arrived, each signature checked by the official Standard Webhooks library")?;
    let operations = [&first[0], &first[1], lost];
    let mut wanted: Vec<(&str, &str)> = vec![("operation.unknown", word(lost, "/id"))];
    for operation in operations {
        wanted.push(("purchase_order.created", word(operation, "/record_id")));
        wanted.push(("operation.succeeded", word(operation, "/id")));
    }
    let arrived = |events: &[Value], (kind, id): (&str, &str)| {
        events.iter().any(|event| event["type"] == kind && event["resource"]["id"] == id)
    };
    let all = |events: &[Value]| wanted.iter().all(|one| arrived(events, *one));
    for event in stage.receiver.events(all).await? {
        say(&format!("   {:<24} {}", word(&event, "/type"), word(&event, "/resource/id")))?;
    }
    Ok(())
}
