//! An ERP that fits on a sheet of paper, and its connector, which makes a mistake on request.

mod connector;
mod desk;
mod erp;
mod fields;
mod update;
mod wire;

use std::sync::Arc;

use connector::Paper;
use desk::Desk;
use erpgate_connector::Connector;
use erpgate_connector_suite::{Act, Sample, Samples, Simulator, Stand, Writes, closed_port, nothing_first};
use erpgate_model::{
    Field, NewPurchaseOrder, NewPurchaseOrderLine, PurchaseOrderPatch, RecordId, Resource, Verb,
};
use serde_json::json;

/// What the connector does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    None,
    SendsLostWritesAgain,
    TakesSilenceForYes,
    TakesSilenceForNo,
    RoundsPrices,
    ForgetsReference,
    AddsLinesAgain,
    ForgetsBasis,
    PrintsPassword,
    NeverRenews,
    RenewsForEver,
    IgnoresVersion,
    PagesFromTheNewest,
    IgnoresFilters,
    HidesTheErpsWords,
    DropsNotes,
}

/// A connector with this mistake before a fresh ERP.
pub(crate) async fn stand(mistake: Mistake) -> Stand {
    let desk = Desk::default();
    let port = wire::serve(desk.clone()).await;
    let connect = |port: u16, password: &str| -> Arc<dyn Connector> {
        Arc::new(Paper::new(Desk::url(port), password.to_owned(), mistake))
    };
    Stand {
        connector: connect(port, &desk.password),
        wrong_credentials: connect(port, "a wrong password"),
        nobody_listens: connect(closed_port(), &desk.password),
        simulator: Simulator {
            admin: format!("http://127.0.0.1:{port}/admin/").parse().unwrap(),
            expire: "expire_tokens",
        },
        samples: samples(),
        records: vec![record()],
        secrets: vec![desk.password.clone(), "a wrong password".to_owned()],
        keep: Box::new(()),
    }
}

fn samples() -> Samples {
    let order = NewPurchaseOrder {
        vendor_id: Some("smith".into()),
        lines: vec![line("bolt", "12.5", "3.999"), line("nut", "3", "0.75")],
        ..NewPurchaseOrder::default()
    };
    let mut full_order = NewPurchaseOrder {
        external_id: Some("app-17".into()),
        vendor_id: Some("miller".into()),
        notes: Some("ring twice".into()),
        ..order.clone()
    };
    full_order.lines[0].description = Some("a long bolt".into());
    let refused_order = NewPurchaseOrder { vendor_id: Some("nobody".into()), ..order.clone() };
    Samples {
        order,
        full_order,
        left_out: &[("payment_terms_id", "the paper knows no terms")],
        refused_order,
        refusal: "nobody sells nothing",
        line: line("washer", "100.125", "0.005"),
        refused_line: line("nothing", "1", "1"),
        patch: PurchaseOrderPatch {
            notes: Field::Set("leave at the gate".into()),
            ..PurchaseOrderPatch::default()
        },
        unknown_id: RecordId::new("999999"),
    }
}

/// The orders once more, as the suite tries every other resource.
fn record() -> Sample {
    Sample {
        resource: Resource::PurchaseOrder,
        kind: None,
        ledger: &["purchase_orders"],
        writes: Some(Writes {
            prepare: nothing_first,
            plain: |_| json!(samples().order),
            full: |_| json!(samples().full_order),
            left_out: samples().left_out,
            refused: |_| json!(samples().refused_order),
            refusal: "nobody sells nothing",
            patch: Some(|_| json!({"notes": "leave at the gate"})),
        }),
        actions: &[
            Act { verb: Verb::Delete, after: &[], status: None },
            Act { verb: Verb::Cancel, after: &[], status: Some("cancelled") },
            Act { verb: Verb::Close, after: &[], status: Some("closed") },
        ],
        known: None,
        unknown_id: "999999",
    }
}

fn line(item: &str, quantity: &str, price: &str) -> NewPurchaseOrderLine {
    NewPurchaseOrderLine {
        item_id: Some(item.into()),
        quantity: quantity.parse().unwrap(),
        unit_price: Some(price.parse().unwrap()),
        ..NewPurchaseOrderLine::default()
    }
}
