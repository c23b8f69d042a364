//! How to go on from here, with commands that work when they are pasted.

use crate::connections::Connected;
use crate::output::{say, title};
use crate::stage::Stage;

/// Sends an order, then lists what the gateway did. `README.md` shows the same lines.
pub(crate) const COMMANDS: &str = include_str!("../first-write.sh");

/// Tells how to go on.
pub(crate) fn say_how(stage: &Stage, connected: &Connected) -> anyhow::Result<()> {
    let client = &stage.client;
    title("Go on in another terminal, from the root of the repository:")?;
    say("")?;
    say(&format!("export GATEWAY={}", client.base()))?;
    say(&format!("export KEY={}", client.key()))?;
    say(&format!("export SAP={}", connected.sap))?;
    say(&format!("export NETSUITE={}", connected.netsuite))?;
    say(COMMANDS.trim_end())?;
    say("")?;
    say(
        "Send it with another Idempotency-Key and to $NETSUITE; lose an answer, then ask what became of it:",
    )?;
    let fault = r#"{"kind": "lose_answer"}"#;
    say(&format!("curl -sS {}/faults -d '{fault}'", stage.erps.sap.admin_url()))?;
    say("")?;
    say(&format!("The API is explained at {}/docs/", client.base()))
}
