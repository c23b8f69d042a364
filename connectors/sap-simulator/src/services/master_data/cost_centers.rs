//! API_COSTCENTER_SRV.

use super::{LANGUAGE, NewRow, day, forever};
use crate::odata::table::Row;
use crate::seed::Seed;

/// Where a cost center of the seed names no company code, so that no controlling area is known.
const CONTROLLING_AREA: &str = "A000";

pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for id in &seed.cost_centers {
        let detail = seed.details.cost_centers.get(id);
        let company = detail.and_then(|detail| seed.company_code(&detail.company_code));
        let area = company.map_or(CONTROLLING_AREA, |company| &company.controlling_area);
        if let Some(mut center) = row("A_CostCenter") {
            center.set_text("ControllingArea", area);
            center.set_text("CostCenter", id);
            center.set("ValidityStartDate", day(2000, 1, 1));
            center.set("ValidityEndDate", forever());
            center.set_text("CompanyCode", company.map_or("", |company| &company.id));
            center.set_text("CostCenterCurrency", company.map_or("", |company| &company.currency));
            rows.push(center);
        }
        if let (Some(mut text), Some(detail)) = (row("A_CostCenterText"), detail) {
            text.set_text("ControllingArea", area);
            text.set_text("CostCenter", id);
            text.set_text("Language", LANGUAGE);
            text.set("ValidityStartDate", day(2000, 1, 1));
            text.set("ValidityEndDate", forever());
            text.set_text("CostCenterName", detail.name.chars().take(20).collect::<String>());
            text.set_text("CostCenterDescription", &detail.name);
            rows.push(text);
        }
    }
    rows
}
