//! The two services behind which SAP shows purchase orders, and which of them this connection uses.

mod choice;
mod codec;
mod place;
mod v4;

use std::sync::Arc;

use erpgate_connector::{Answer, Session, Trouble, WriteError};
use erpgate_model::RecordId;
use http::Method;
use serde_json::Value;

pub(super) use choice::Choice;
pub(super) use codec::Codec;
#[cfg(test)]
pub(super) use codec::V2;
pub(super) use place::{Edit, Place};
#[cfg(test)]
pub(super) use v4::V4;
pub(super) use v4::row as v4_row;

use super::ORDER;
use super::native::Document;
use crate::errors::{About, Blame};
use crate::odata;
use crate::service::{Change, Service};
use crate::transport::Transport;

const ARRANGEMENT: &str = "the communication arrangement SAP_COM_0053";
const ABOUT_V2: About = About { name: "API_PURCHASEORDER_PROCESS_SRV", arrangement: ARRANGEMENT };
const V2_PATH: &str = "sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV";
const ABOUT_V4: About = About { name: "CE_PURCHASEORDER_0001", arrangement: ARRANGEMENT };
const V4_PATH: &str = "sap/opu/odata4/sap/api_purchaseorder_2/srvd_a2x/sap/purchaseorder/0001";

/// One of the services, which is asked and answers in V2's words.
#[derive(Debug)]
pub(crate) struct Api {
    service: Service,
    pub(super) codec: &'static dyn Codec,
}

impl Api {
    fn v2(transport: &Arc<Transport>) -> Self {
        Self { service: Service::new(Arc::clone(transport), ABOUT_V2, V2_PATH), codec: &codec::V2 }
    }

    fn v4(transport: &Arc<Transport>) -> Self {
        Self { service: Service::v4(Arc::clone(transport), ABOUT_V4, V4_PATH), codec: &v4::V4 }
    }

    pub(super) fn service(&self) -> &Service {
        &self.service
    }

    /// One order with everything that hangs on it.
    pub(super) async fn document(
        &self,
        session: &Session,
        number: &str,
    ) -> Result<Option<Document>, Trouble> {
        let path = self.codec.path(&Place::entity(ORDER, &[("PurchaseOrder", number)]));
        let options = [("$expand", self.codec.expand().to_owned())];
        let found = self.service.get(session, &path, &options).await?;
        found.map(|native| self.read(native)).transpose()
    }

    /// At most so many whole orders by number, and whether SAP cut the list off.
    pub(super) async fn documents(
        &self,
        session: &Session,
        top: usize,
        filter: String,
    ) -> Result<(Vec<Document>, bool), Trouble> {
        let mut options = vec![
            ("$orderby", "PurchaseOrder".to_owned()),
            ("$top", top.to_string()),
            ("$expand", self.codec.expand().to_owned()),
        ];
        if !filter.is_empty() {
            options.push(("$filter", filter));
        }
        let (orders, cut_off) = self.orders(session, &options).await?;
        let documents: Result<Vec<_>, _> = orders.into_iter().map(|native| self.read(native)).collect();
        Ok((documents?, cut_off))
    }

    /// Headers of orders as SAP gave them, and whether it cut the list off.
    pub(super) async fn orders(
        &self,
        session: &Session,
        options: &[(&str, String)],
    ) -> Result<(Vec<Value>, bool), Trouble> {
        self.service.list(session, &self.codec.path(&Place::set(ORDER)), options).await
    }

    /// Sends a change. The answer is a success; anything else is an error.
    pub(super) async fn change(
        &self,
        session: &Session,
        edit: &Edit<'_>,
        blame: &Blame,
    ) -> Result<Answer, WriteError> {
        let held = edit.held.filter(|_| edit.method != Method::POST);
        let path = self.codec.path(&edit.place);
        let change = Change::of(edit.method.clone(), path, self.codec.body(edit), held);
        match self.codec.names() {
            Some(names) => self.service.change(session, &change, &blame.named_by(names)).await,
            None => self.service.change(session, &change, blame).await,
        }
    }

    /// The number of the order that an answer to a create shows.
    pub(super) fn created(&self, answer: &Answer) -> Option<RecordId> {
        let order = self.service.data(answer)?;
        let number = odata::text(&order, "PurchaseOrder");
        (!number.is_empty()).then(|| RecordId::new(number))
    }

    fn read(&self, native: Value) -> Result<Document, Trouble> {
        match self.codec.entity(ORDER, &native) {
            Some(order) => Ok(Document::new(order)?.shown_as(native)),
            None => Document::new(native),
        }
    }
}
