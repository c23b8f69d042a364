//! Waiting for an operation to come to rest.

use std::time::Duration;

use erpgate_model::{Operation, OperationId, OperationStatus};
use tokio::time::{Instant, timeout};

use crate::engine::Engine;
use crate::refusal::Refusal;

/// Another node may settle it without a word to this one: look again soon, then less and less often.
const FIRST_LOOK: Duration = Duration::from_millis(25);
const LAST_LOOK: Duration = Duration::from_secs(1);

impl Engine {
    /// The operation, as soon as it is settled or waits for a person, or as it stands after `longest`.
    ///
    /// # Errors
    /// `NoSuchOperation`, or the store's.
    pub async fn wait_for(&self, id: OperationId, longest: Duration) -> Result<Operation, Refusal> {
        let until = Instant::now() + longest;
        // Subscribed before the first look, so that no move falls between look and wait.
        let mut moves = self.moved.subscribe();
        let mut pause = FIRST_LOOK;
        loop {
            let operation = self.store.operation(id).await?.ok_or(Refusal::NoSuchOperation)?;
            let rests = operation.status.is_settled() || operation.status == OperationStatus::NeedsAttention;
            let left = until.saturating_duration_since(Instant::now());
            if rests || left.is_zero() {
                return Ok(operation);
            }
            let moved = async {
                // A lagging receiver missed some moves: look again, as after a move of this one.
                while let Ok(other) = moves.recv().await {
                    if other == id {
                        break;
                    }
                }
            };
            // Running out of time means only that it is time to look again.
            let _ = timeout(left.min(pause), moved).await;
            pause = (pause * 2).min(LAST_LOOK);
        }
    }
}
