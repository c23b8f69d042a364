//! What a list can be narrowed by.

use erpgate_model::{
    PurchaseOrderStatus, Query, Resource, Timestamp, VendorStatus, WorkOrderKind, WorkOrderStatus,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{Ref, RefOr, Schema};

/// One parameter of a list. The engine refuses those that the connection's capability does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    UpdatedSince,
    Status,
    Kind,
    VendorId,
    ItemId,
    LocationId,
    PurchaseOrderId,
    ExternalId,
    Number,
}

impl Filter {
    /// The name of the parameter.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::UpdatedSince => "updated_since",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::VendorId => "vendor_id",
            Self::ItemId => "item_id",
            Self::LocationId => "location_id",
            Self::PurchaseOrderId => "purchase_order_id",
            Self::ExternalId => "external_id",
            Self::Number => "number",
        }
    }

    /// A sentence for the documentation.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::UpdatedSince => "Changed at or after this instant (RFC 3339)",
            Self::Status => "With this status",
            Self::Kind => "Of this kind",
            Self::VendorId => "Of this vendor",
            Self::ItemId => "Of this item",
            Self::LocationId => "At this location",
            Self::PurchaseOrderId => "For this purchase order",
            Self::ExternalId => "With this id of the client app",
            Self::Number => "With this number",
        }
    }

    /// The form of the value.
    pub(crate) fn schema(self, resource: Resource) -> RefOr<Schema> {
        match self {
            Self::UpdatedSince => ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .into(),
            Self::Status => Ref::from_schema_name(match resource {
                Resource::WorkOrder => "WorkOrderStatus",
                Resource::Vendor => "VendorStatus",
                _ => "PurchaseOrderStatus",
            })
            .into(),
            Self::Kind => Ref::from_schema_name("WorkOrderKind").into(),
            _ => ObjectBuilder::new().schema_type(Type::String).into(),
        }
    }

    /// Sets the filter in a query; the error is a sentence about the value.
    pub(crate) fn set(self, query: &mut Query, resource: Resource, text: String) -> Result<(), String> {
        match self {
            Self::UpdatedSince => {
                let instant: Option<Timestamp> = read(&text);
                let wrong = || format!("`{text}` is no instant such as 2026-01-31T08:00:00Z");
                query.updated_since = Some(instant.ok_or_else(wrong)?);
            }
            Self::Status if knows_status(resource, &text) => query.status = Some(text),
            Self::Status => return Err(format!("`{text}` is no status of {resource}")),
            Self::Kind => {
                let kind: Option<WorkOrderKind> = read(&text);
                let wrong = || format!("`{text}` is neither `production` nor `maintenance`");
                query.kind = Some(kind.ok_or_else(wrong)?);
            }
            Self::VendorId => query.vendor_id = Some(text),
            Self::ItemId => query.item_id = Some(text),
            Self::LocationId => query.location_id = Some(text),
            Self::PurchaseOrderId => query.purchase_order_id = Some(text),
            Self::ExternalId => query.external_id = Some(text),
            Self::Number => query.number = Some(text),
        }
        Ok(())
    }
}

fn knows_status(resource: Resource, text: &str) -> bool {
    match resource {
        Resource::PurchaseOrder => read::<PurchaseOrderStatus>(text).is_some(),
        Resource::WorkOrder => read::<WorkOrderStatus>(text).is_some(),
        Resource::Vendor => read::<VendorStatus>(text).is_some(),
        _ => false,
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(Value::from(text)).ok()
}
