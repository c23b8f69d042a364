//! The suite against an ERP of paper: a faithful connector shows every behaviour, and a connector
//! with one mistake does not show the behaviour that the mistake breaks.

#![allow(clippy::unwrap_used)] // all of this is test code, in test functions or not

mod paper;

use std::collections::BTreeSet;

use erpgate_connector_suite::{Behaviour, behaviours};
use paper::{Mistake, stand};

/// Those of the behaviours that a connector with this mistake does not show.
async fn lacking(mistake: Mistake, behaviours: Vec<Behaviour>) -> BTreeSet<&'static str> {
    let mut lacking = BTreeSet::new();
    for behaviour in behaviours {
        let trial = tokio::spawn(async move {
            let stand = stand(mistake).await;
            assert!((behaviour.applies)(&stand), "{} does not apply", behaviour.name);
            (behaviour.run)(&stand).await;
        });
        if trial.await.is_err() {
            lacking.insert(behaviour.name);
        }
    }
    lacking
}

async fn assert_noticed(mistake: Mistake, by: &[&'static str]) {
    let named = behaviours().into_iter().filter(|behaviour| by.contains(&behaviour.name));
    assert_eq!(lacking(mistake, named.collect()).await, by.iter().copied().collect(), "{mistake:?}");
}

#[tokio::test]
async fn a_faithful_connector_shows_every_behaviour() {
    assert_eq!(lacking(Mistake::None, behaviours()).await, BTreeSet::new());
}

#[tokio::test]
async fn behaviours_have_names_of_their_own() {
    let names: BTreeSet<_> = behaviours().iter().map(|behaviour| behaviour.name).collect();
    assert_eq!(names.len(), behaviours().len());
}

#[tokio::test]
async fn a_blind_second_send_is_noticed() {
    let by = ["doubt::a_connection_cut_before_the_commit_is_unknown_and_absent"];
    assert_noticed(Mistake::SendsLostWritesAgain, &by).await;
}

#[tokio::test]
async fn a_lost_answer_taken_for_a_yes_is_noticed() {
    let by = [
        "doubt::an_answer_lost_after_the_commit_is_unknown_and_found",
        "doubt::half_an_answer_is_unknown_and_found",
        "interrupted::before_any_write_reached_the_erp_it_is_completed",
        "end::close_whose_answer_is_lost_is_repeated_with_success",
    ];
    assert_noticed(Mistake::TakesSilenceForYes, &by).await;
}

/// The opposite mistake cannot be made: `attempt` remembers the doubt.
#[tokio::test]
async fn a_lost_answer_taken_for_a_no_is_put_right() {
    assert_eq!(lacking(Mistake::TakesSilenceForNo, behaviours()).await, BTreeSet::new());
}

#[tokio::test]
async fn a_rounded_price_is_noticed() {
    assert_noticed(Mistake::RoundsPrices, &["create::keeps_every_digit"]).await;
}

#[tokio::test]
async fn a_forgotten_reference_is_noticed() {
    assert_noticed(Mistake::ForgetsReference, &["create::stamps_the_reference_by_which_it_is_found"]).await;
}

#[tokio::test]
async fn doubled_lines_are_noticed() {
    let by = [
        "repeat::changes_nothing_more_when_all_of_it_stands",
        "interrupted::after_any_write_it_is_completed_and_nothing_doubled",
    ];
    assert_noticed(Mistake::AddsLinesAgain, &by).await;
}

#[tokio::test]
async fn a_line_taken_for_its_twin_is_noticed() {
    assert_noticed(Mistake::ForgetsBasis, &["repeat::adds_a_line_like_one_that_stood_before_exactly_once"])
        .await;
}

#[tokio::test]
async fn a_printed_password_is_noticed() {
    assert_noticed(Mistake::PrintsPassword, &["secrets::are_never_printed"]).await;
}

#[tokio::test]
async fn a_sign_in_that_is_never_renewed_is_noticed() {
    let by = ["answers::an_expired_sign_in_is_renewed_and_the_write_stands_once"];
    assert_noticed(Mistake::NeverRenews, &by).await;
}

#[tokio::test]
async fn a_sign_in_that_is_renewed_for_ever_is_noticed() {
    let by = ["answers::a_sign_in_that_expires_again_at_once_is_not_renewed_again"];
    assert_noticed(Mistake::RenewsForEver, &by).await;
}

#[tokio::test]
async fn an_ignored_version_is_noticed() {
    let by = ["update::of_a_stale_version_is_refused_and_changes_nothing"];
    assert_noticed(Mistake::IgnoresVersion, &by).await;
}

#[tokio::test]
async fn pages_by_offset_are_noticed() {
    let by = ["list::pages_give_every_record_once_while_records_are_added"];
    assert_noticed(Mistake::PagesFromTheNewest, &by).await;
}

#[tokio::test]
async fn filters_without_effect_are_noticed() {
    assert_noticed(Mistake::IgnoresFilters, &["list::filters_narrow"]).await;
}

#[tokio::test]
async fn lost_words_of_the_erp_are_noticed() {
    let by = ["create::refused_gives_the_erps_own_words_and_leaves_nothing"];
    assert_noticed(Mistake::HidesTheErpsWords, &by).await;
}

#[tokio::test]
async fn a_field_that_is_declared_and_not_written_is_noticed() {
    let by = ["fields::every_field_that_a_create_writes_is_read_back"];
    assert_noticed(Mistake::DropsNotes, &by).await;
}
