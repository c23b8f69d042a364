//! Work orders: production orders and maintenance orders. Both have a header, operations and components,
//! and go through the same verbs; what is different stands in a [`Form`](form::Form) of each kind.

mod action;
mod capabilities;
mod convergence;
mod create;
mod form;
mod from_native;
mod list;
mod locate;
mod maintenance;
mod native;
mod plan;
mod production;
mod read;
mod stage;
mod step;
mod to_native;
mod update;

use std::sync::Arc;

use chrono::TimeDelta;
use erpgate_connector::{Attempted, Receipt, Session, Sighting, Trouble, WriteError};
use erpgate_model::{
    Action, Command, FieldError, NewRecord, Page, Patch, Query, RecordId, Reference, Resource, Update,
    WorkOrderKind,
};

use crate::connector::never_asked;
use crate::errors::{not_there, refused};
use crate::kinds::{self, ByKind};
use crate::probe::Optional;
use crate::service::Service;
use crate::settings::{MaintenanceOrderVersion, Settings};
use crate::transport::Transport;

pub(crate) use capabilities::capabilities;
use form::Form;

/// The work orders of one SAP system.
#[derive(Debug)]
pub(crate) struct WorkOrders {
    production: KindOfOrder,
    maintenance: KindOfOrder,
}

/// The work orders of one kind.
#[derive(Debug)]
struct KindOfOrder {
    form: &'static Form,
    service: Service,
    customs: Customs,
}

/// What a connection settled about orders of a kind.
#[derive(Debug, Clone)]
struct Customs {
    reference_field: String,
    /// Of long texts.
    language: String,
    /// By how much the clock of dates with times is ahead of UTC.
    clock_ahead: TimeDelta,
}

impl WorkOrders {
    pub(crate) fn new(settings: &Settings, transport: &Arc<Transport>) -> Self {
        let customs = |reference_field: &str| Customs {
            reference_field: reference_field.to_owned(),
            language: settings.language.clone(),
            clock_ahead: TimeDelta::minutes(settings.utc_offset_minutes.into()),
        };
        let production = Service::new(Arc::clone(transport), production::ABOUT, production::PATH);
        let (form, path) = match settings.maintenance_order_version {
            MaintenanceOrderVersion::First => (&maintenance::FIRST, maintenance::FIRST_PATH),
            MaintenanceOrderVersion::Second => (&maintenance::SECOND, maintenance::SECOND_PATH),
        };
        let maintenance = Service::new(Arc::clone(transport), maintenance::ABOUT, path).reading_in_english();
        Self {
            production: KindOfOrder {
                form: &production::FORM,
                service: production,
                customs: customs(&settings.production_reference_field),
            },
            maintenance: KindOfOrder {
                form,
                service: maintenance,
                customs: customs(&settings.maintenance_reference_field),
            },
        }
    }

    /// What the probe looks at: also whether this system has the fields for the reference.
    pub(crate) fn probed(&self) -> [Optional<'_>; 2] {
        [
            (&self.production, "production orders", " Let `production_reference_field` name another field."),
            (
                &self.maintenance,
                "maintenance orders",
                " Let `maintenance_reference_field` name another field.",
            ),
        ]
        .map(|(orders, serves, advice)| Optional {
            service: &orders.service,
            set: orders.form.set,
            select: Some(orders.customs.reference_field.as_str()),
            advice,
            serves,
        })
    }

    fn of_kind(&self, kind: WorkOrderKind) -> &KindOfOrder {
        match kind {
            WorkOrderKind::Production => &self.production,
            WorkOrderKind::Maintenance => &self.maintenance,
        }
    }

    pub(crate) async fn list(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        kinds::page(session, self, query).await
    }

    pub(crate) async fn locate(&self, session: &Session, reference: &Reference) -> Result<Sighting, Trouble> {
        kinds::sighting(session, self, reference).await
    }

    /// Each verb that writes to the code that does it.
    pub(crate) async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let Some(kind) = command.kind() else { return Err(kind_missing(command)) };
        let orders = self.of_kind(kind);
        match command {
            Command::Create(NewRecord::WorkOrder(order)) => orders.create(session, order).await,
            Command::Update(Update { target, patch: Patch::WorkOrder(patch) }) => {
                orders.update(session, target, patch, attempted).await
            }
            Command::Act(Action { verb, target, .. }) => orders.act(session, *verb, target, attempted).await,
            _ => Err(never_asked(Resource::WorkOrder).into()),
        }
    }
}

impl ByKind for WorkOrders {
    const NOUNS: &'static str = "work orders";

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

/// A new order says its kind; an id that says none is no work order's.
fn kind_missing(command: &Command) -> WriteError {
    match command.target() {
        Some(target) => not_there("work order", &target.id).into(),
        None => {
            let detail = "say `production` or `maintenance`, or set it in the connection's defaults";
            refused(vec![FieldError::at("/kind", "required", detail)]).into()
        }
    }
}

impl KindOfOrder {
    /// The properties that can carry the gateway's reference, the connection's first.
    fn reference_fields(&self) -> impl Iterator<Item = &str> {
        let wanted = self.customs.reference_field.as_str();
        let others = self.form.reference_fields.iter().copied().filter(move |field| *field != wanted);
        std::iter::once(wanted).chain(others)
    }
}
