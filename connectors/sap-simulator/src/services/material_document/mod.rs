//! The business rules of API_MATERIAL_DOCUMENT_SRV: goods movements.

mod account;
mod cancel;
mod create;
mod flow;
pub(super) mod item;
pub(crate) mod movement;
mod orders;
pub(crate) mod outside;
mod partner;
pub(crate) mod post;
mod serials;
pub(super) mod texts;

use super::{Rules, Work, purchase_order};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::function::{Call, FunctionResult};
use crate::odata::table::Key;
use crate::seed::Seed;

pub(crate) const HEADER: &str = "A_MaterialDocumentHeader";
pub(crate) const ITEM: &str = "A_MaterialDocumentItem";
pub(crate) const SERIAL: &str = "A_SerialNumberMaterialDocument";

/// The quantity of an item in base units, as a property.
const BASE_QUANTITY: &str = "QuantityInBaseUnit";

/// Goods movements.
#[derive(Debug)]
pub(super) struct MaterialDocuments;

impl Rules for MaterialDocuments {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        create::document(work, draft)
    }

    fn invoke(&self, work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
        match call.name() {
            "Cancel" => cancel::document(work, call).map(FunctionResult::Entity),
            "CancelItem" => cancel::item(work, call).map(FunctionResult::Entity),
            _ => Err(call.unknown()),
        }
    }

    fn locked(&self, _: &str, body: &str) -> Failure {
        if body.contains("\"PurchaseOrder\"") {
            return purchase_order::locked("", body);
        }
        Failure::one(texts::material_locked())
    }

    fn hollow_after_create(&self, seed: &Seed) -> &'static [&'static str] {
        if seed.switches.empty_items_after_posting { &["to_MaterialDocumentItem"] } else { &[] }
    }
}
