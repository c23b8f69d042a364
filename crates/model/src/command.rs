//! What a client wants done: validated, stored as the intent, handed to the connector.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::purchase_order::{NewPurchaseOrder, PurchaseOrderPatch};
use crate::record::{RecordId, Version};

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Purchase orders.
    PurchaseOrder,
}

impl Resource {
    /// The name on the wire, such as `purchase_order`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PurchaseOrder => "purchase_order",
        }
    }

    /// Every resource.
    pub const ALL: &'static [Self] = &[Self::PurchaseOrder];
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Make a new record.
    Create,
    /// Change fields or lines.
    Update,
    /// Take it away, in the ERP's meaning.
    Delete,
    /// Take it back before anything came of it, in the ERP's meaning.
    Cancel,
    /// Expect nothing more of it.
    Close,
    /// Read one.
    Get,
    /// Read many.
    List,
}

impl Verb {
    /// The name on the wire, such as `create`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Cancel => "cancel",
            Self::Close => "close",
            Self::Get => "get",
            Self::List => "list",
        }
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A record that a command is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Which record.
    pub id: RecordId,
    /// Only if it still has this version (`If-Match`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_match: Option<Version>,
}

/// A record and what to change in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change<P> {
    /// Which record.
    pub target: Target,
    /// What to change.
    pub patch: P,
}

/// One write, in the unified words. Its JSON is stored: a snapshot test guards the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Make a purchase order.
    CreatePurchaseOrder(Box<NewPurchaseOrder>),
    /// Change a purchase order.
    UpdatePurchaseOrder(Box<Change<PurchaseOrderPatch>>),
    /// Delete a purchase order, in the ERP's meaning.
    DeletePurchaseOrder(Target),
    /// Cancel a purchase order, in the ERP's meaning.
    CancelPurchaseOrder(Target),
    /// Close a purchase order: expect nothing more.
    ClosePurchaseOrder(Target),
}

impl Command {
    /// The kind of record.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::PurchaseOrder
    }

    /// What is done.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::CreatePurchaseOrder(_) => Verb::Create,
            Self::UpdatePurchaseOrder(_) => Verb::Update,
            Self::DeletePurchaseOrder(_) => Verb::Delete,
            Self::CancelPurchaseOrder(_) => Verb::Cancel,
            Self::ClosePurchaseOrder(_) => Verb::Close,
        }
    }

    /// The record that is changed; nothing for a create.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::CreatePurchaseOrder(_) => None,
            Self::UpdatePurchaseOrder(change) => Some(&change.target),
            Self::DeletePurchaseOrder(target)
            | Self::CancelPurchaseOrder(target)
            | Self::ClosePurchaseOrder(target) => Some(target),
        }
    }

    /// The body as the client would write it: the new record or the patch; `null` without one.
    #[must_use]
    pub fn body(&self) -> Value {
        let json = match self {
            Self::CreatePurchaseOrder(order) => serde_json::to_value(order),
            Self::UpdatePurchaseOrder(change) => serde_json::to_value(&change.patch),
            Self::DeletePurchaseOrder(_) | Self::CancelPurchaseOrder(_) | Self::ClosePurchaseOrder(_) => {
                Ok(Value::Null)
            }
        };
        json.expect("command bodies hold only strings, booleans, lists and objects")
    }
}

impl Command {
    /// The same command with another body, such as one with the connection's defaults filled in.
    ///
    /// # Errors
    /// When the JSON is not a body of this command.
    pub fn with_body(self, body: Value) -> Result<Self, serde_path_to_error::Error<serde_json::Error>> {
        Ok(match self {
            Self::CreatePurchaseOrder(_) => {
                Self::CreatePurchaseOrder(serde_path_to_error::deserialize(body)?)
            }
            Self::UpdatePurchaseOrder(change) => {
                let patch = serde_path_to_error::deserialize(body)?;
                Self::UpdatePurchaseOrder(Box::new(Change { target: change.target, patch }))
            }
            bodiless @ (Self::DeletePurchaseOrder(_)
            | Self::CancelPurchaseOrder(_)
            | Self::ClosePurchaseOrder(_)) => bodiless,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Field;
    use crate::purchase_order::{LineChanges, NewPurchaseOrderLine, PurchaseOrderLinePatch};

    fn create() -> Command {
        let line = NewPurchaseOrderLine {
            item_id: Some("TG11".into()),
            quantity: "12.50".parse().unwrap(),
            unit_price: Some("3.999".parse().unwrap()),
            ..Default::default()
        };
        let order =
            NewPurchaseOrder { vendor_id: Some("10300001".into()), lines: vec![line], ..Default::default() };
        Command::CreatePurchaseOrder(Box::new(order))
    }

    fn update() -> Command {
        let patch = PurchaseOrderPatch {
            payment_terms_id: Field::Set("0002".into()),
            notes: Field::Clear,
            lines: LineChanges {
                update: vec![PurchaseOrderLinePatch {
                    id: "10".into(),
                    quantity: Field::Set("7".parse().unwrap()),
                    ..Default::default()
                }],
                remove: vec!["20".into()],
                ..Default::default()
            },
            ..Default::default()
        };
        let target = Target { id: RecordId::new("4500000001"), if_match: Some(Version::new("v1")) };
        Command::UpdatePurchaseOrder(Box::new(Change { target, patch }))
    }

    #[test]
    fn the_stored_form_of_a_create_stays_readable_by_later_versions() {
        insta::assert_json_snapshot!(create());
    }

    #[test]
    fn the_stored_form_of_an_update_keeps_absent_and_null_apart() {
        insta::assert_json_snapshot!(update());
    }

    #[test]
    fn every_command_reads_back_from_its_stored_form() {
        let target = Target { id: RecordId::new("1"), if_match: None };
        for command in [
            create(),
            update(),
            Command::DeletePurchaseOrder(target.clone()),
            Command::CancelPurchaseOrder(target.clone()),
            Command::ClosePurchaseOrder(target),
        ] {
            let stored = serde_json::to_string(&command).unwrap();
            assert_eq!(serde_json::from_str::<Command>(&stored).unwrap(), command);
        }
    }
}
