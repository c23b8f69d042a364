//! The connector: each verb to the code that does it.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use erpgate_connector::{
    Answer, Attempted, Call, Connector, Receipt, Registration, SecretSpec, Secrets, Session, SettingError,
    Sighting, System, Tls, Trouble, TroubleKind, WriteError, http_client,
};
use erpgate_model::{
    Capability, Command, NativeAnswer, NativeRequest, Page, Query, Record, RecordId, Reference, Resource,
};
use serde_json::{Value, json};
use utoipa::PartialSchema as _;

use crate::auth::Auth;
use crate::capabilities;
use crate::completion::Completions;
use crate::goods_receipt::{self, GoodsReceipts};
use crate::inventory_adjustment::InventoryAdjustments;
use crate::inventory_level::{self, InventoryLevels};
use crate::inventory_transfer;
use crate::master_data::MasterDataSets;
use crate::material_document::{self, MaterialDocuments};
use crate::passthrough;
use crate::physical_inventory::{self, PhysicalInventory};
use crate::probe::{self, Optional};
use crate::purchase_order::PurchaseOrders;
use crate::rehearsal;
use crate::service::Service;
use crate::settings::Settings;
use crate::transport::Transport;
use crate::vendor::{self, Vendors};
use crate::work_order::WorkOrders;

/// What the gateway needs to offer this connector.
pub const REGISTRATION: Registration = Registration {
    name: "sap",
    title: "SAP S/4HANA",
    settings_schema: || json!(Settings::schema()),
    secrets: &[
        SecretSpec {
            name: "password",
            description: "The communication user's password; needed with `sign_in.basic`. The SAP administrator \
                          sets it in the app Maintain Communication Users, or on premise in transaction SU01.",
        },
        SecretSpec {
            name: "client_secret",
            description: "The OAuth client's secret; needed with `sign_in.oauth2`. The SAP administrator gets it \
                          with the client's id.",
        },
    ],
    destination_settings: &["base_url", "sign_in", "allow_http", "ca_pem"],
    connect: |settings, secrets| Ok(Arc::new(Sap::new(settings, secrets)?)),
    check_settings: |settings| Settings::parse(settings).map(drop),
};

/// One connection to an SAP system.
#[derive(Debug)]
struct Sap {
    client: reqwest::Client,
    call_timeout: Duration,
    settle_time: Duration,
    transport: Arc<Transport>,
    orders: PurchaseOrders,
    vendors: Vendors,
    master_data: MasterDataSets,
    work_orders: WorkOrders,
    completions: Completions,
    documents: MaterialDocuments,
    counts: PhysicalInventory,
    levels: InventoryLevels,
}

impl Sap {
    fn new(settings: &Value, secrets: &Secrets) -> Result<Self, SettingError> {
        let settings = Settings::parse(settings)?;
        let auth = Auth::new(&settings.sign_in, secrets)?;
        let transport = Arc::new(Transport::new(&settings, auth));
        let service = |about, path| Service::new(Arc::clone(&transport), about, path);
        let vendors = service(vendor::ABOUT, vendor::PATH);
        let documents = MaterialDocuments {
            service: service(material_document::ABOUT, material_document::PATH),
            movement_types: settings.movement_types(),
            clock_ahead: settings.clock_ahead(),
        };
        let counts =
            PhysicalInventory { service: service(physical_inventory::ABOUT, physical_inventory::PATH) };
        let levels = InventoryLevels { service: service(inventory_level::ABOUT, inventory_level::PATH) };
        Ok(Self {
            client: http_client(&Tls { extra_authorities: settings.ca_pem.clone() })?,
            call_timeout: settings.call_timeout(),
            settle_time: settings.settle_time(),
            orders: PurchaseOrders::new(&settings, &transport),
            vendors: Vendors::new(&settings, vendors),
            master_data: MasterDataSets::new(&settings, &transport),
            work_orders: WorkOrders::new(&settings, &transport),
            completions: Completions::new(&settings, &transport),
            documents,
            counts,
            levels,
            transport,
        })
    }

    fn receipts(&self) -> GoodsReceipts<'_> {
        GoodsReceipts { documents: &self.documents, orders: &self.orders }
    }

    fn adjustments(&self) -> InventoryAdjustments<'_> {
        InventoryAdjustments { documents: &self.documents, counts: &self.counts, levels: &self.levels }
    }

    /// The services of stock, without which the connection still works.
    fn of_stock(&self) -> impl Iterator<Item = Optional<'_>> {
        [
            (&self.documents.service, material_document::HEADER, "goods receipts, adjustments and transfers"),
            (&self.counts.service, physical_inventory::HEADER, "adjustments with `set_to`"),
            (&self.levels.service, inventory_level::STOCK, "inventory levels and `expected_on_hand`"),
        ]
        .into_iter()
        .map(|(service, set, serves)| Optional { service, set, select: None, advice: "", serves })
    }
}

#[async_trait]
impl Connector for Sap {
    fn capabilities(&self) -> &'static [Capability] {
        capabilities::rows(self.orders.is_v4())
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn call_timeout(&self) -> Duration {
        self.call_timeout
    }

    fn settle_time(&self) -> Duration {
        self.settle_time
    }

    async fn probe(&self, session: &Session) -> Result<System, Trouble> {
        let others: Vec<_> = std::iter::once(self.vendors.probed())
            .chain(self.work_orders.probed())
            .chain(self.completions.probed())
            .chain(self.of_stock())
            .chain(self.master_data.probed())
            .collect();
        probe::system(session, &self.orders, &others).await
    }

    async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        match (command.resource(), command) {
            (_, Command::Call(request)) => passthrough::send(&self.transport, session, request).await,
            (Resource::PurchaseOrder, _) => self.orders.apply(session, command, attempted).await,
            (Resource::Vendor, _) => self.vendors.apply(session, command, attempted).await,
            (Resource::WorkOrder, _) => self.work_orders.apply(session, command, attempted).await,
            (Resource::WorkOrderCompletion, _) => {
                self.completions.apply(session, &self.work_orders, command, attempted).await
            }
            (Resource::GoodsReceipt, _) => self.receipts().apply(session, command, attempted).await,
            (Resource::InventoryAdjustment, _) => self.adjustments().apply(session, command, attempted).await,
            (Resource::InventoryTransfer, _) => {
                inventory_transfer::apply(&self.documents, session, command, attempted).await
            }
            (other, _) => Err(never_asked(other).into()),
        }
    }

    async fn locate(
        &self,
        session: &Session,
        resource: Resource,
        reference: &Reference,
    ) -> Result<Sighting, Trouble> {
        match resource {
            Resource::PurchaseOrder => self.orders.locate(session, reference).await,
            Resource::Vendor => self.vendors.locate(session, reference).await,
            Resource::WorkOrder => self.work_orders.locate(session, reference).await,
            Resource::WorkOrderCompletion => self.completions.locate(session, reference).await,
            Resource::GoodsReceipt | Resource::InventoryTransfer => {
                self.documents.locate(session, reference).await
            }
            Resource::InventoryAdjustment => self.adjustments().locate(session, reference).await,
            other => Err(never_asked(other)),
        }
    }

    async fn read(
        &self,
        session: &Session,
        resource: Resource,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        match resource {
            Resource::PurchaseOrder => self.orders.read(session, id, native).await,
            Resource::Vendor => self.vendors.read(session, id, native).await,
            Resource::WorkOrder => self.work_orders.read(session, id, native).await,
            Resource::WorkOrderCompletion => self.completions.read(session, id, native).await,
            Resource::Item | Resource::Location | Resource::Company | Resource::Account => {
                self.master_data.read(session, resource, id, native).await
            }
            Resource::GoodsReceipt => self.documents.read(session, &goods_receipt::SHAPE, id, native).await,
            Resource::InventoryAdjustment => self.adjustments().read(session, id, native).await,
            Resource::InventoryTransfer => {
                self.documents.read(session, &inventory_transfer::SHAPE, id, native).await
            }
            other => Err(never_asked(other)),
        }
    }

    async fn list(&self, session: &Session, resource: Resource, query: &Query) -> Result<Page, Trouble> {
        match resource {
            Resource::PurchaseOrder => self.orders.list(session, query).await,
            Resource::Vendor => self.vendors.list(session, query).await,
            Resource::WorkOrder => self.work_orders.list(session, query).await,
            Resource::WorkOrderCompletion => self.completions.list(session, query).await,
            Resource::Item | Resource::Location | Resource::Company | Resource::Account => {
                self.master_data.list(session, resource, query).await
            }
            Resource::GoodsReceipt => self.documents.list(session, &goods_receipt::SHAPE, query).await,
            Resource::InventoryAdjustment => self.adjustments().list(session, query).await,
            Resource::InventoryTransfer => {
                self.documents.list(session, &inventory_transfer::SHAPE, query).await
            }
            Resource::InventoryLevel => self.levels.list(session, query).await,
            other => Err(never_asked(other)),
        }
    }

    fn rehearse(&self, call: &Call) -> Answer {
        rehearsal::answer(call)
    }

    async fn ask(&self, session: &Session, request: &NativeRequest) -> Result<NativeAnswer, Trouble> {
        passthrough::ask(&self.transport, session, request).await
    }
}

/// The engine asks only for what has a usable row.
pub(crate) fn never_asked(resource: Resource) -> Trouble {
    Trouble::new(TroubleKind::BadQuestion, format!("this connector has no such verb for {resource}"))
}
