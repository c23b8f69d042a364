//! An update that is interrupted at any of its writes is in doubt, and its repeat completes it.

use super::{Behaviour, assert_unknown, behaviour, not_applied, updates};
use crate::change::FullChange;
use crate::simulator::Fault;
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("interrupted::before_any_write_reached_the_erp_it_is_completed", updates, |stand| {
        Box::pin(at_every_write(stand, Fault::CutBeforeCommit))
    }),
    behaviour("interrupted::after_any_write_it_is_completed_and_nothing_doubled", updates, |stand| {
        Box::pin(at_every_write(stand, Fault::LoseAnswer))
    }),
    behaviour("interrupted::by_a_server_error_it_is_completed_and_nothing_doubled", updates, |stand| {
        Box::pin(at_every_write(stand, Fault::ErrorAfter))
    }),
    behaviour("interrupted::by_throttling_it_is_completed_and_nothing_doubled", updates, |stand| {
        Box::pin(between_writes(stand, Fault::Throttle))
    }),
    behaviour("interrupted::by_a_lock_it_is_completed_and_nothing_doubled", updates, |stand| {
        Box::pin(between_writes(stand, Fault::Lock))
    }),
];

/// How many writes the change takes when nothing goes wrong.
async fn writes(stand: &Stand) -> u32 {
    let change = FullChange::begin(stand).await;
    let visit = stand.visit();
    visit.apply(&change.command, Some(&change.basis)).await.expect("a valid change");
    change.assert_stands_once(stand).await;
    let writes = visit.session.confirmed_writes();
    assert!(writes > 0, "a change is a write: it goes through `Session::write`");
    writes
}

/// The answer to one write is lost, each in turn.
async fn at_every_write(stand: &Stand, fault: Fault) {
    for passed in 0..writes(stand).await {
        let change = FullChange::begin(stand).await;
        stand.simulator.arm(fault, passed).await;
        let result = stand.visit().apply(&change.command, Some(&change.basis)).await;
        assert_unknown(&result, format_args!("{fault:?} after {passed} writes"));
        complete(stand, &change).await;
    }
}

/// The ERP will not take one write, each in turn: only the first leaves no doubt.
async fn between_writes(stand: &Stand, fault: Fault) {
    for passed in 0..writes(stand).await {
        let change = FullChange::begin(stand).await;
        stand.simulator.arm(fault, passed).await;
        let result = stand.visit().apply(&change.command, Some(&change.basis)).await;
        if passed == 0 {
            not_applied(result);
        } else {
            assert_unknown(&result, format_args!("{fault:?} after {passed} writes"));
        }
        complete(stand, &change).await;
    }
}

async fn complete(stand: &Stand, change: &FullChange) {
    stand.simulator.disarm().await;
    stand.visit().repeat(&change.command, Some(&change.basis)).await.expect("the ERP is in order again");
    change.assert_stands_once(stand).await;
}
