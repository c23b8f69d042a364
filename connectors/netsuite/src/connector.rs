//! The connector: which call goes where.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use erpgate_connector::{
    Answer, Attempted, Call, Connector, Receipt, Secrets, Session, SettingError, Sighting, System, Tls,
    Trouble, TroubleKind, WriteError, http_client,
};
use erpgate_model::{
    Capability, Clock, Command, FieldError, NativeAnswer, NativeRequest, Page, Query, Record, RecordId,
    Reference, Resource,
};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::auth::Auth;
use crate::capabilities;
use crate::currency::Currencies;
use crate::goods_receipt::{self, ITEM_RECEIPT};
use crate::inventory_adjustment::{self, INVENTORY_ADJUSTMENT};
use crate::inventory_level;
use crate::inventory_transfer::{self, INVENTORY_TRANSFER};
use crate::mapping::RecordType;
use crate::master_data;
use crate::passthrough;
use crate::probe;
use crate::purchase_order::{self, PURCHASE_ORDER};
use crate::records::{self, Planned};
use crate::settings::{SendSubsidiary, Settings};
use crate::stock;
use crate::transport::{Transport, service_url};
use crate::vendor::{self, VENDOR};
use crate::work_order::settings::WorkOrders;
use crate::work_order::{self, completion};

/// One NetSuite account, signed in.
#[derive(Debug)]
pub(crate) struct NetSuite {
    client: reqwest::Client,
    call_timeout: Duration,
    settle_time: Duration,
    account: Account,
}

/// What the verbs need.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) transport: Transport,
    pub(crate) currencies: Currencies,
    pub(crate) send_subsidiary: SendSubsidiary,
    pub(crate) work_orders: WorkOrders,
}

impl NetSuite {
    pub(crate) fn new(
        settings: &Settings,
        secrets: &Secrets,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, SettingError> {
        let base = settings.base_url()?;
        let token_url = service_url(&base, "auth/oauth2/v1/token");
        let auth = Auth::new(settings, secrets, token_url, clock)?;
        Ok(Self {
            client: http_client(&Tls { extra_authorities: settings.ca_pem.clone() })?,
            call_timeout: settings.call_timeout(),
            settle_time: settings.settle_time(),
            account: Account {
                transport: Transport::new(base, auth),
                currencies: Currencies::default(),
                send_subsidiary: settings.send_subsidiary,
                work_orders: settings.work_orders(),
            },
        })
    }
}

#[async_trait]
impl Connector for NetSuite {
    fn capabilities(&self) -> &'static [Capability] {
        capabilities::rows()
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
        probe::system(&self.account.transport, session).await
    }

    async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        if let Command::Call(request) = command {
            return passthrough::send(&self.account.transport, session, request).await;
        }
        let planned = self.plan(session, command, attempted).await?;
        planned.send(&self.account, session, attempted.before).await
    }

    async fn precheck(&self, session: &Session, command: &Command) -> Result<Vec<FieldError>, Trouble> {
        if let Command::Call(_) = command {
            return Ok(Vec::new());
        }
        match self.plan(session, command, Attempted { before: false, basis: None }).await {
            Ok(planned) => planned.check(&self.account, session).await,
            Err(WriteError::Rejected(rejection)) => Ok(rejection.findings()),
            Err(WriteError::NotApplied(trouble) | WriteError::Unknown(trouble)) => Err(trouble),
        }
    }

    async fn locate(
        &self,
        session: &Session,
        resource: Resource,
        reference: &Reference,
    ) -> Result<Sighting, Trouble> {
        match resource {
            Resource::WorkOrder => work_order::locate(&self.account, session, reference).await,
            Resource::WorkOrderCompletion => completion::locate(&self.account, session, reference).await,
            other => records::locate(&self.account, session, record_type(other)?, reference).await,
        }
    }

    async fn read(
        &self,
        session: &Session,
        resource: Resource,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let account = &self.account;
        if let Some(table) = master_data::table(resource) {
            return master_data::read(account, session, table, id, native).await;
        }
        match resource {
            Resource::GoodsReceipt | Resource::InventoryAdjustment | Resource::InventoryTransfer => {
                stock::read(account, session, record_type(resource)?, id, native).await
            }
            Resource::WorkOrder => work_order::read(account, session, id, native).await,
            Resource::WorkOrderCompletion => completion::read(account, session, id, native).await,
            other => records::read(account, session, record_type(other)?, id, native).await,
        }
    }

    async fn list(&self, session: &Session, resource: Resource, query: &Query) -> Result<Page, Trouble> {
        if !(1..=200).contains(&query.limit) {
            return Err(Trouble::new(TroubleKind::BadQuestion, "the limit must be from 1 to 200"));
        }
        let account = &self.account;
        match resource {
            Resource::PurchaseOrder => purchase_order::list(account, session, query).await,
            Resource::GoodsReceipt => goods_receipt::list(account, session, query).await,
            Resource::InventoryLevel => inventory_level::list(account, session, query).await,
            Resource::InventoryAdjustment => inventory_adjustment::list(account, session, query).await,
            Resource::InventoryTransfer => inventory_transfer::list(account, session, query).await,
            Resource::Vendor => vendor::list(account, session, query).await,
            Resource::WorkOrder => work_order::list(account, session, query).await,
            Resource::WorkOrderCompletion => completion::list(account, session, query).await,
            other => match master_data::table(other) {
                Some(table) => master_data::list(account, session, table, query).await,
                None => Err(never_asked(other)),
            },
        }
    }

    /// NetSuite answers every write with 204 and the address of the record.
    fn rehearse(&self, call: &Call) -> Answer {
        let mut headers = HeaderMap::new();
        let path = call.url.path().trim_end_matches('/');
        if let Ok(location) = HeaderValue::from_str(&format!("{path}/0")) {
            headers.insert(http::header::LOCATION, location);
        }
        Answer { status: StatusCode::NO_CONTENT, headers, body: Vec::new() }
    }

    async fn ask(&self, session: &Session, request: &NativeRequest) -> Result<NativeAnswer, Trouble> {
        passthrough::ask(&self.account.transport, session, request).await
    }
}

impl NetSuite {
    /// What a command comes to: the one place where a write finds its resource.
    async fn plan(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Planned, WriteError> {
        let account = &self.account;
        match command.resource() {
            Resource::PurchaseOrder => purchase_order::plan(account, session, command, attempted).await,
            Resource::GoodsReceipt => goods_receipt::plan(account, session, command, attempted).await,
            Resource::InventoryAdjustment => {
                inventory_adjustment::plan(account, session, command, attempted).await
            }
            Resource::InventoryTransfer => {
                inventory_transfer::plan(account, session, command, attempted).await
            }
            Resource::Vendor => vendor::plan(account, session, command, attempted).await,
            Resource::WorkOrder => work_order::plan(account, session, command, attempted).await,
            Resource::WorkOrderCompletion => completion::plan(account, session, command, attempted).await,
            other => Err(never_asked(other).into()),
        }
    }
}

/// Where NetSuite keeps the records of a resource.
fn record_type(resource: Resource) -> Result<&'static RecordType, Trouble> {
    match resource {
        Resource::PurchaseOrder => Ok(&PURCHASE_ORDER),
        Resource::GoodsReceipt => Ok(&ITEM_RECEIPT),
        Resource::InventoryAdjustment => Ok(&INVENTORY_ADJUSTMENT),
        Resource::InventoryTransfer => Ok(&INVENTORY_TRANSFER),
        Resource::Vendor => Ok(&VENDOR),
        other => Err(never_asked(other)),
    }
}

/// The engine asks only for what has a usable row.
pub(crate) fn never_asked(resource: Resource) -> Trouble {
    Trouble::new(TroubleKind::BadQuestion, format!("this connector has no such verb for {resource}"))
}
