//! The services on offer. A service is a metadata file and a rule module; both are named here.

pub(crate) mod business_partner;
mod custom_fields;
pub(crate) mod maintenance_order;
mod master_data;
pub(crate) mod material_document;
pub(crate) mod physical_inventory;
pub(crate) mod production_order;
pub(crate) mod purchase_order;
mod shown;
pub(crate) mod stock;

use crate::Error;
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::function::{Call, FunctionResult};
use crate::odata::metadata::{EntitySet, Metadata};
use crate::odata::table::{Key, Row, Tables};
use crate::periods::Periods;
use crate::seed::{CustomField, Seed};
use crate::world::{Numbers, World};
use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};
use std::fmt::Debug;
use std::sync::Arc;

pub(crate) use shown::{Asked, Projected, Protocol, Shown};

/// One OData service.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) protocol: Protocol,
    pub(crate) metadata: Metadata,
    /// The application component in error documents.
    pub(crate) component: &'static str,
    pub(crate) rules: Box<dyn Rules>,
}

impl Service {
    /// The metadata of the rows that the business rules work on.
    pub(crate) fn tables(&self) -> &Metadata {
        match &self.protocol {
            Protocol::V2 => &self.metadata,
            Protocol::V4(shown) => &shown.tables,
        }
    }

    pub(crate) fn shown(&self) -> Option<&Shown> {
        match &self.protocol {
            Protocol::V2 => None,
            Protocol::V4(shown) => Some(shown),
        }
    }
}

/// What a business rule works with.
#[derive(Debug)]
pub(crate) struct Work<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) seed: &'a Seed,
    pub(crate) tables: &'a mut Tables,
    pub(crate) numbers: &'a mut Numbers,
    pub(crate) periods: &'a Periods,
    pub(crate) user: &'a str,
    /// The time of this change; later than any before.
    pub(crate) now: DateTime<Utc>,
    /// Success messages and warnings.
    pub(crate) messages: Vec<Message>,
    /// The documents changed; a changeset may hold one.
    pub(crate) documents: Vec<String>,
}

impl Work<'_> {
    /// An empty row of a set of this service, or else of another one.
    pub(crate) fn row(&self, set: &str) -> Result<Row, Failure> {
        Ok(Row::new(self.entity_set(set)?, self.now))
    }

    /// A set of this service, or else of another one.
    pub(crate) fn entity_set(&self, set: &str) -> Result<&Arc<EntitySet>, Failure> {
        let own = self.metadata.set(set);
        own.or_else(|| self.tables.set_type(set)).ok_or_else(|| Failure::not_found(set))
    }

    /// The day of this change.
    pub(crate) fn today(&self) -> NaiveDateTime {
        self.now.date_naive().and_time(NaiveTime::MIN)
    }

    /// A row with what the client sent.
    pub(crate) fn filled(&self, draft: &Draft) -> Row {
        let mut row = Row::new(&draft.set, self.now);
        for (name, value) in &draft.fields {
            row.set(name, value.clone());
        }
        row.aside.clone_from(&draft.aside);
        row
    }
}

/// The business side of a service. Whatever a failing rule did to the tables is undone by the caller.
pub(crate) trait Rules: Debug + Send + Sync {
    /// Puts master data into the tables when the world begins; services of documents begin empty.
    fn fill(&self, _: &Seed, _: &dyn Fn(&str) -> Option<Row>) -> Vec<Row> {
        Vec::new()
    }

    /// Creates what was sent and gives its key.
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure>;

    /// Takes `after`, a changed copy of `before`. Not asked where the metadata switches changes off.
    fn update(&self, work: &mut Work<'_>, before: &Row, _: Row) -> Result<(), Failure> {
        Err(Failure::switched_off("Updating", &work.metadata.service, &before.set.set))
    }

    /// Deletes, or marks as deleted. Not asked where the metadata switches deletions off.
    fn delete(&self, work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
        Err(Failure::switched_off("Deleting", &work.metadata.service, &row.set.set))
    }

    /// Navigations that the answer to a create shows without content, as some releases do.
    fn hollow_after_create(&self, _: &Seed) -> &'static [&'static str] {
        &[]
    }

    /// Carries out a function import; services without any leave it as it is.
    fn invoke(&self, _: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
        Err(call.unknown())
    }

    /// What it says when the document that path or body names is open in somebody else's session.
    fn locked(&self, _: &str, _: &str) -> Failure {
        Failure::one(Message::error("MC/601", "Object requested is currently locked by user SAPGUI", ""))
    }

    /// The business message with which a set that cannot be deleted from refuses, where it has one.
    fn deletion_refused(&self, _: &EntitySet) -> Option<Failure> {
        None
    }
}

const PURCHASE_ORDERS: &str = include_str!("../../metadata/API_PURCHASEORDER_PROCESS_SRV.json");

/// All services, with the customer's own fields.
///
/// # Errors
/// When a field has no place, or a metadata file of the program is wrong.
pub(crate) fn all(fields: &[CustomField]) -> Result<Vec<Service>, Error> {
    let mut services = standard()?;
    custom_fields::add(&mut services, fields)?;
    Ok(services)
}

fn standard() -> Result<Vec<Service>, serde_json::Error> {
    let service = |text: &str, component: &'static str, rules: Box<dyn Rules>| {
        Ok(Service { protocol: Protocol::V2, metadata: Metadata::parse(text)?, component, rules })
    };
    let mut services = vec![
        service(PURCHASE_ORDERS, "MM-PUR-PO", Box::new(purchase_order::PurchaseOrders))?,
        service(
            include_str!("../../metadata/API_BUSINESS_PARTNER.json"),
            "LO-MD-BP",
            Box::new(business_partner::BusinessPartners),
        )?,
        service(
            include_str!("../../metadata/API_PRODUCTION_ORDER_2_SRV.json"),
            "PP-SFC",
            Box::new(production_order::ProductionOrders),
        )?,
        service(
            include_str!("../../metadata/API_PROD_ORDER_CONFIRMATION_2_SRV.json"),
            "PP-SFC-EXE-CON",
            Box::new(production_order::Confirmations),
        )?,
        service(maintenance_order::VERSION_2, "PM-WOC-MO", Box::new(maintenance_order::MaintenanceOrders))?,
        service(
            maintenance_order::VERSION_1,
            "PM-WOC-MO",
            Box::new(maintenance_order::FirstMaintenanceOrders),
        )?,
        service(
            include_str!("../../metadata/API_MAINTORDERCONFIRMATION.json"),
            "PM-WOC-MO",
            Box::new(maintenance_order::Confirmations),
        )?,
        service(
            include_str!("../../metadata/API_MATERIAL_STOCK_SRV.json"),
            "MM-IM-GF-REP",
            Box::new(master_data::ReadOnly(stock::fill)),
        )?,
        service(
            include_str!("../../metadata/API_MATERIAL_DOCUMENT_SRV.json"),
            "MM-IM-VDM-SGM",
            Box::new(material_document::MaterialDocuments),
        )?,
        service(
            include_str!("../../metadata/API_PHYSICAL_INVENTORY_DOC_SRV.json"),
            "MM-IM-PI",
            Box::new(physical_inventory::PhysicalInventory),
        )?,
    ];
    for (text, component, rules) in master_data::all() {
        services.push(service(text, component, Box::new(rules))?);
    }
    services.push(purchase_orders_v4()?);
    Ok(services)
}

/// The V4 service over the purchase orders of the V2 one.
fn purchase_orders_v4() -> Result<Service, serde_json::Error> {
    let shown = Shown {
        path: "api_purchaseorder_2/srvd_a2x/sap/purchaseorder/0001",
        tables: Metadata::parse(PURCHASE_ORDERS)?,
        projection: Box::new(purchase_order::v4::Orders),
    };
    Ok(Service {
        protocol: Protocol::V4(shown),
        metadata: Metadata::parse(include_str!("../../metadata/CE_PURCHASEORDER_0001.json"))?,
        component: "MM-PUR-PO",
        rules: Box::new(purchase_order::PurchaseOrders),
    })
}

/// Puts a service's master data into the world.
pub(crate) fn fill(service: &Service, world: &mut World, now: DateTime<Utc>) {
    for set in &service.metadata.sets {
        world.tables.declare(set);
    }
    let row = |set: &str| {
        let set: Option<&Arc<EntitySet>> = service.metadata.set(set);
        set.map(|set| Row::new(set, now))
    };
    for row in service.rules.fill(&world.seed, &row) {
        world.tables.put(row);
    }
}
