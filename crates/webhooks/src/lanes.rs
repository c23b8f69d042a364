//! A lane per endpoint, so that one that hangs holds back nobody else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use erpgate_model::WebhookEndpointId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Counts the deliveries that are claimed, by endpoint, and says whose turn it is.
#[derive(Debug)]
pub(crate) struct Lanes {
    width: usize,
    total: usize,
    turns: Arc<Semaphore>,
    lanes: Mutex<HashMap<WebhookEndpointId, Lane>>,
}

#[derive(Debug)]
struct Lane {
    claimed: usize,
    turns: Arc<Semaphore>,
}

/// A claimed delivery in its lane; leaves it when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    lanes: Arc<Lanes>,
    endpoint: WebhookEndpointId,
    turns: Arc<Semaphore>,
}

/// The right to send now.
#[derive(Debug)]
pub(crate) struct Turn {
    _in_lane: OwnedSemaphorePermit,
    _overall: OwnedSemaphorePermit,
}

impl Lanes {
    /// At most `width` requests to one endpoint, and `total` to all, at a time.
    pub(crate) fn new(width: usize, total: usize) -> Arc<Self> {
        let turns = Arc::new(Semaphore::new(total));
        Arc::new(Self { width, total, turns, lanes: Mutex::default() })
    }

    /// Puts a claimed delivery into its lane.
    pub(crate) fn enter(self: &Arc<Self>, endpoint: WebhookEndpointId) -> Place {
        let mut lanes = self.lock();
        let lane = lanes
            .entry(endpoint)
            .or_insert_with(|| Lane { claimed: 0, turns: Arc::new(Semaphore::new(self.width)) });
        lane.claimed += 1;
        Place { lanes: Arc::clone(self), endpoint, turns: Arc::clone(&lane.turns) }
    }

    /// Endpoints for which nothing more should be claimed now.
    pub(crate) fn full(&self) -> Vec<WebhookEndpointId> {
        let lanes = self.lock();
        lanes.iter().filter(|(_, lane)| lane.claimed >= self.width).map(|(endpoint, _)| *endpoint).collect()
    }

    /// True when nobody who is claimed now could be sent to now.
    pub(crate) fn all_taken(&self) -> bool {
        self.lock().values().map(|lane| lane.claimed.min(self.width)).sum::<usize>() >= self.total
    }

    /// Those who still wait, in any lane, get no turn any more.
    pub(crate) fn close(&self) {
        self.turns.close();
        self.lock().values().for_each(|lane| lane.turns.close());
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<WebhookEndpointId, Lane>> {
        // Counts are right between any two statements.
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Waits for the turn; nothing when the lane was closed. Those who wait in their lane take none of
    /// the overall turns, or a lane that hangs would take them all.
    pub(crate) async fn turn(&self) -> Option<Turn> {
        let in_lane = Arc::clone(&self.turns).acquire_owned().await.ok()?;
        let overall = Arc::clone(&self.lanes.turns).acquire_owned().await.ok()?;
        Some(Turn { _in_lane: in_lane, _overall: overall })
    }

    /// Those who still wait in this lane get no turn any more.
    pub(crate) fn close_lane(&self) {
        self.turns.close();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lanes = self.lanes.lock();
        if let Some(lane) = lanes.get_mut(&self.endpoint) {
            lane.claimed -= 1;
            if lane.claimed == 0 {
                lanes.remove(&self.endpoint);
            }
        }
    }
}
