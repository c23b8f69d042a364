//! What was produced or done for a work order: SAP's confirmations, in one service for each kind.

mod capabilities;
mod create;
mod fields;
mod form;
mod list;
mod mark;
mod read;
mod record;
mod reversal;

use std::sync::Arc;

use chrono::TimeDelta;
use erpgate_connector::{Attempted, Receipt, Session, Sighting, Trouble, WriteError};
use erpgate_model::{
    Action, Command, NewRecord, Page, Query, RecordId, Reference, Resource, Verb, WorkOrderKind,
};

use crate::connector::never_asked;
use crate::errors::{not_there, refused};
use crate::kinds::{self, ByKind};
use crate::probe::Optional;
use crate::service::Service;
use crate::settings::Settings;
use crate::transport::Transport;
use crate::work_order::WorkOrders;

pub(crate) use capabilities::capabilities;
use form::Form;

/// The confirmations of one SAP system.
#[derive(Debug)]
pub(crate) struct Completions {
    production: Confirmations,
    maintenance: Confirmations,
}

/// The confirmations of one kind of work order.
#[derive(Debug)]
struct Confirmations {
    form: &'static Form,
    service: Service,
    /// By how much the clock of dates with times is ahead of UTC.
    clock_ahead: TimeDelta,
}

impl Completions {
    pub(crate) fn new(settings: &Settings, transport: &Arc<Transport>) -> Self {
        let of = |form: &'static Form| Confirmations {
            form,
            service: Service::new(Arc::clone(transport), form.about, form.path),
            clock_ahead: TimeDelta::minutes(settings.utc_offset_minutes.into()),
        };
        Self { production: of(&form::PRODUCTION), maintenance: of(&form::MAINTENANCE) }
    }

    pub(crate) fn probed(&self) -> [Optional<'_>; 2] {
        [&self.production, &self.maintenance].map(|confirmations| Optional {
            service: &confirmations.service,
            set: confirmations.form.set,
            select: Some(confirmations.form.mark),
            advice: "",
            serves: confirmations.form.serves,
        })
    }

    fn of_kind(&self, kind: WorkOrderKind) -> &Confirmations {
        match kind {
            WorkOrderKind::Production => &self.production,
            WorkOrderKind::Maintenance => &self.maintenance,
        }
    }

    pub(crate) async fn list(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let kind = query.work_order_id.as_ref().map(RecordId::new);
        let kind = match &kind {
            None => query.kind,
            Some(id) => match WorkOrderKind::of_record_id(id) {
                Some((kind, _)) if query.kind.is_none_or(|wanted| wanted == kind) => Some(kind),
                // No confirmation is about such an order.
                _ => return Ok(Page::default()),
            },
        };
        kinds::page(session, self, &Query { kind, ..query.clone() }).await
    }

    pub(crate) async fn locate(&self, session: &Session, reference: &Reference) -> Result<Sighting, Trouble> {
        kinds::sighting(session, self, reference).await
    }

    /// Each verb that writes to the code that does it.
    pub(crate) async fn apply(
        &self,
        session: &Session,
        orders: &WorkOrders,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let kind = command.kind();
        match command {
            Command::Create(NewRecord::WorkOrderCompletion(completion)) => match kind {
                Some(kind) => self.of_kind(kind).create(session, orders, completion).await,
                None => Err(refused(vec![form::no_such_order(completion.work_order_id.as_deref())]).into()),
            },
            Command::Act(Action { verb: Verb::Reverse, target, .. }) => match kind {
                Some(WorkOrderKind::Production) => self.production.reverse(session, target, attempted).await,
                Some(WorkOrderKind::Maintenance) => Err(never_asked(Resource::WorkOrderCompletion).into()),
                None => Err(not_there("confirmation", &target.id).into()),
            },
            _ => Err(never_asked(Resource::WorkOrderCompletion).into()),
        }
    }
}

impl ByKind for Completions {
    const NOUNS: &'static str = "confirmations";

    async fn page(&self, session: &Session, kind: WorkOrderKind, query: &Query) -> Result<Page, Trouble> {
        self.of_kind(kind).page(session, query).await
    }

    async fn carriers(
        &self,
        session: &Session,
        kind: WorkOrderKind,
        reference: &Reference,
    ) -> Result<Vec<RecordId>, Trouble> {
        self.of_kind(kind).carriers(session, reference).await
    }
}
