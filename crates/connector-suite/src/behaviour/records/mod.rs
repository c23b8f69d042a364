//! What must be true of every resource that the connector writes or reads, by its samples.

mod act;
mod change;
mod create;
mod doubt;
mod read;
mod rehearsal;
mod specimen;

use erpgate_model::{Resource, Verb};

use super::{Behaviour, always, behaviour};
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("records::every_usable_row_has_a_sample", always, |stand| Box::pin(covered(stand))),
    behaviour("records::a_create_stands_as_sent_and_is_found_by_its_reference", any, |stand| {
        Box::pin(create::stands(stand))
    }),
    behaviour("records::every_field_that_a_create_writes_is_read_back", any, |stand| {
        Box::pin(create::full(stand))
    }),
    behaviour("records::a_refused_create_carries_the_erps_words_and_leaves_nothing", any, |stand| {
        Box::pin(create::refused(stand))
    }),
    behaviour("records::a_create_whose_answer_is_lost_stands_once", any, |stand| {
        Box::pin(doubt::lost_after_the_commit(stand))
    }),
    behaviour("records::a_create_that_never_reached_the_erp_is_made_once", any, |stand| {
        Box::pin(doubt::lost_before_the_commit(stand))
    }),
    behaviour("records::a_change_stands_and_a_second_time_changes_nothing", any, |stand| {
        Box::pin(change::stands(stand))
    }),
    behaviour("records::a_change_of_a_stale_version_is_refused", any, |stand| Box::pin(change::stale(stand))),
    behaviour("records::an_action_does_what_its_row_says_and_a_second_time_nothing", any, |stand| {
        Box::pin(act::acts(stand))
    }),
    behaviour("records::an_action_whose_answer_is_lost_is_repeated_with_success", any, |stand| {
        Box::pin(act::lost(stand))
    }),
    behaviour("records::an_unknown_id_is_nothing", any, |stand| Box::pin(read::unknown(stand))),
    behaviour("records::a_list_gives_every_record_once", any, |stand| Box::pin(read::listed(stand))),
    behaviour("records::a_list_is_narrowed_by_number_and_external_id", any, |stand| {
        Box::pin(read::narrowed(stand))
    }),
    behaviour("records::a_rehearsal_writes_nothing_and_says_what_would_be_sent", any, |stand| {
        Box::pin(rehearsal::plans(stand))
    }),
    behaviour("records::what_no_usable_row_allows_sends_nothing", always, |stand| {
        Box::pin(act::unusable(stand))
    }),
];

fn any(stand: &Stand) -> bool {
    !stand.records.is_empty()
}

/// Purchase orders have behaviours of their own; the passthrough keeps no records.
async fn covered(stand: &Stand) {
    let elsewhere = [Resource::PurchaseOrder, Resource::Passthrough];
    for row in stand.connector.capabilities() {
        if !row.usable() || elsewhere.contains(&row.resource) {
            continue;
        }
        let name = format!("{} {} {:?}", row.verb, row.resource, row.kind);
        let fits = |sample: &&crate::Sample| {
            sample.resource == row.resource && (row.kind.is_none() || sample.kind == row.kind)
        };
        let sample = stand.records.iter().find(fits).unwrap_or_else(|| panic!("{name} has no sample"));
        let tried = match row.verb {
            Verb::Create => sample.writes.is_some(),
            Verb::Update => sample.writes.as_ref().is_some_and(|writes| writes.patch.is_some()),
            Verb::Get | Verb::List => sample.writes.is_some() || sample.known.is_some(),
            verb => sample.actions.iter().any(|act| act.verb == verb),
        };
        assert!(tried, "{name} can be used, and its sample does not try it");
    }
}
