//! THE table of production orders: which unified field is which field of `workOrder`.

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Kind::{Computed, Day, Instant, Number, Reference, Text};
use crate::mapping::{Row, specs};

/// Fields of the order. NetSuite applies a body in the order of its keys: the assembly first, because it
/// decides the components, then the subsidiary, because it decides which locations are allowed.
pub(crate) const HEADER: [Row; 27] = [
    Row::new("item_id", "assemblyItem", Reference, OnCreate).required().filter().label("Assembly"),
    Row::new("company_id", "subsidiary", Reference, OnCreate).label("Subsidiary"),
    Row::new("location_id", "location", Reference, Always).filter().label("Location"),
    Row::new("id", "id", Computed, No),
    Row::new("kind", "the record type", Computed, OnCreate).required().filter(),
    Row::new("number", "tranId", Text, No).filter().label("Order #"),
    Row::new("external_id", "otherRefNum", Text, Always).filter().max_length(45),
    Row::new("type_id", "isWip", Computed, Always),
    Row::new("status", "orderStatus", Computed, No).filter(),
    Row::new("native_status", "orderStatus", Computed, No),
    Row::new("description", "memo", Text, Always).label("Memo"),
    Row::new("quantity", "quantity", Number, Always).required().label("Quantity"),
    Row::new("unit", "units", Text, Always).label("Units"),
    Row::new("completed_quantity", "built", Number, No),
    Row::new("bill_of_materials_id", "billOfMaterials", Reference, Always).label("Bill of Materials"),
    Row::new("routing_id", "manufacturingRouting", Reference, Always).label("Manufacturing Routing"),
    Row::new("scheduled_start", "startDate", Day, Always).label("Production Start Date"),
    Row::new("scheduled_end", "endDate", Day, Always).label("Production End Date"),
    Row::new("actual_start", "actualProductionStartDate", Day, No),
    Row::new("actual_end", "actualProductionEndDate", Day, No),
    Row::new("components", "item", Computed, Always),
    Row::new("custom_fields", "custbody_*", Computed, Always),
    Row::new("version", "a digest of the record", Computed, No),
    Row::new("created_at", "createdDate", Instant, No),
    Row::new("updated_at", "lastModifiedDate", Instant, No),
    Row::new("native", "the record", Computed, No),
    Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown(),
];

/// Fields of a component.
pub(crate) const COMPONENTS: [Row; 8] = [
    Row::entry("components.id", "item.line", Computed, No),
    Row::entry("components.item_id", "item.item", Reference, Always).required().label("Item"),
    Row::entry("components.description", "item.description", Text, Always),
    Row::entry("components.quantity", "item.quantity", Number, Always).required(),
    Row::entry("components.unit", "item.units", Text, Always),
    Row::entry("components.issued_quantity", "item.quantityFulfilled", Number, No),
    Row::entry("components.location_id", "item.location", Reference, Always),
    Row::entry("components.custom_fields", "custcol_*", Computed, Always),
];

/// All rows as capabilities show them.
pub(crate) const SPECS: [FieldSpec; HEADER.len() + COMPONENTS.len()] = specs(&HEADER, &COMPONENTS);
