use super::*;
use crate::field::Field;
use crate::list_changes::ListChanges;
use crate::purchase_order::{NewPurchaseOrderLine, PurchaseOrderLinePatch};

fn create() -> Command {
    let line = NewPurchaseOrderLine {
        item_id: Some("TG11".into()),
        quantity: "12.50".parse().unwrap(),
        unit_price: Some("3.999".parse().unwrap()),
        ..Default::default()
    };
    let order =
        NewPurchaseOrder { vendor_id: Some("10300001".into()), lines: vec![line], ..Default::default() };
    Command::Create(NewRecord::PurchaseOrder(Box::new(order)))
}

fn update() -> Command {
    let patch = PurchaseOrderPatch {
        payment_terms_id: Field::Set("0002".into()),
        notes: Field::Clear,
        lines: ListChanges {
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
    Command::Update(Update { target, patch: Patch::PurchaseOrder(Box::new(patch)) })
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
        Command::act(Resource::WorkOrder, Verb::Release, target.clone()),
        Command::act(Resource::Vendor, Verb::Block, target),
        Command::Call(NativeRequest { path: "/x".into(), ..Default::default() }),
    ] {
        let stored = serde_json::to_string(&command).unwrap();
        assert_eq!(serde_json::from_str::<Command>(&stored).unwrap(), command);
    }
}

#[test]
fn the_kind_of_a_work_order_is_read_from_its_id() {
    let id = WorkOrderKind::Maintenance.record_id("4000012");
    assert_eq!(WorkOrderKind::of_record_id(&id), Some((WorkOrderKind::Maintenance, "4000012")));
    assert_eq!(WorkOrderKind::of_record_id(&RecordId::new("4000012")), None);
    let release = Command::act(Resource::WorkOrder, Verb::Release, Target { id, if_match: None });
    assert_eq!(release.kind(), Some(WorkOrderKind::Maintenance));
}
