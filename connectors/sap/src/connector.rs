//! The connector: each verb to the code that does it.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use erpgate_connector::{
    Attempted, Connector, Receipt, Registration, SecretSpec, Secrets, Session, SettingError, Sighting,
    System, Tls, Trouble, TroubleKind, WriteError, http_client,
};
use erpgate_model::{Capability, Command, Page, Query, Record, RecordId, Reference, Resource};
use serde_json::{Value, json};
use utoipa::PartialSchema as _;

use crate::auth::Auth;
use crate::capabilities;
use crate::purchase_order::{ORDER, PurchaseOrders};
use crate::settings::Settings;
use crate::transport::Transport;

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
    orders: PurchaseOrders,
}

impl Sap {
    fn new(settings: &Value, secrets: &Secrets) -> Result<Self, SettingError> {
        let settings = Settings::parse(settings)?;
        let auth = Auth::new(&settings.sign_in, secrets)?;
        Ok(Self {
            client: http_client(&Tls { extra_authorities: settings.ca_pem.clone() })?,
            call_timeout: settings.call_timeout(),
            settle_time: settings.settle_time(),
            orders: PurchaseOrders::new(&settings, Transport::new(&settings, auth)),
        })
    }
}

#[async_trait]
impl Connector for Sap {
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

    /// Reads one order's number and reference fields, and asks for a CSRF token.
    async fn probe(&self, session: &Session) -> Result<System, Trouble> {
        let transport = &self.orders.transport;
        let options =
            [("$select", "PurchaseOrder,CorrespncExternalReference".to_owned()), ("$top", "1".to_owned())];
        let read = transport.get(session, ORDER, &options).await;
        read.map_err(|trouble| match trouble.kind {
            TroubleKind::BadQuestion => Trouble { kind: TroubleKind::Misconfigured, ..trouble },
            _ => trouble,
        })?
        .ok_or_else(|| Trouble::new(TroubleKind::Misconfigured, "the service has no A_PurchaseOrder"))?;
        let mut found = vec!["API_PURCHASEORDER_PROCESS_SRV is active and lets this user read.".to_owned()];
        found.push(if transport.fetch_token(session).await? {
            "SAP gives a CSRF token for writing.".to_owned()
        } else {
            "SAP gives no CSRF token: the check is switched off for this service.".to_owned()
        });
        Ok(System { name: "SAP S/4HANA".to_owned(), found })
    }

    async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        match command {
            Command::CreatePurchaseOrder(order) => self.orders.create(session, order).await,
            Command::UpdatePurchaseOrder(change) => self.orders.update(session, change, attempted).await,
            Command::DeletePurchaseOrder(target) | Command::CancelPurchaseOrder(target) => {
                self.orders.mark_deleted(session, target, attempted).await
            }
            Command::ClosePurchaseOrder(target) => self.orders.close(session, target, attempted).await,
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
        }
    }

    async fn list(&self, session: &Session, resource: Resource, query: &Query) -> Result<Page, Trouble> {
        match resource {
            Resource::PurchaseOrder => self.orders.list(session, query).await,
        }
    }
}
