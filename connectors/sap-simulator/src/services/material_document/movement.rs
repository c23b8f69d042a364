//! Movement types: what each does to stock, and what it must be told.

use crate::services::stock::book::{BLOCKED, IN_INSPECTION};

/// What happens to the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    Receipt,
    Issue,
    /// Plant to plant, in one step.
    Plants,
    /// Out of one plant, onto the way to another.
    Remove,
    /// From the way into a storage location.
    PutAway,
    /// One material becomes another.
    Materials,
    /// Storage location to storage location.
    Locations,
    /// From this kind of stock to unrestricted use.
    Release(&'static str),
}

impl Flow {
    /// Does the document show the receiving side as an item of its own?
    pub(super) fn in_one_step(self) -> bool {
        matches!(self, Self::Plants | Self::Materials | Self::Locations | Self::Release(_))
    }
}

/// What the movement is charged to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Account {
    None,
    CostCenter,
    Wbs,
    /// A production, maintenance or internal order.
    Order,
}

/// One movement type.
#[derive(Debug)]
pub(crate) struct Movement {
    pub(crate) code: &'static str,
    /// The goods movement codes it may be posted with. None: only the system itself posts it.
    pub(super) posted_with: &'static [&'static str],
    pub(crate) flow: Flow,
    pub(super) account: Account,
    /// It takes back what `undone_by` did.
    pub(crate) reverses: bool,
    /// The movement type that takes it back.
    pub(super) undone_by: &'static str,
}

const fn movement(
    code: &'static str,
    posted_with: &'static [&'static str],
    flow: Flow,
    account: Account,
    reverses: bool,
    undone_by: &'static str,
) -> Movement {
    Movement { code, posted_with, flow, account, reverses, undone_by }
}

const MOVEMENTS: [Movement; 32] = [
    movement("101", &["01", "02"], Flow::Receipt, Account::None, false, "102"),
    movement("102", &["01", "02", "06"], Flow::Receipt, Account::None, true, "101"),
    movement("122", &["01"], Flow::Receipt, Account::None, true, "123"),
    movement("123", &["01", "06"], Flow::Receipt, Account::None, false, "122"),
    movement("201", &["03"], Flow::Issue, Account::CostCenter, false, "202"),
    movement("202", &["06"], Flow::Issue, Account::CostCenter, true, "201"),
    movement("221", &["03"], Flow::Issue, Account::Wbs, false, "222"),
    movement("222", &["06"], Flow::Issue, Account::Wbs, true, "221"),
    movement("261", &["03"], Flow::Issue, Account::Order, false, "262"),
    movement("262", &["06"], Flow::Issue, Account::Order, true, "261"),
    movement("301", &["04"], Flow::Plants, Account::None, false, "302"),
    movement("302", &["06"], Flow::Plants, Account::None, true, "301"),
    movement("303", &["04"], Flow::Remove, Account::None, false, "304"),
    movement("304", &["06"], Flow::Remove, Account::None, true, "303"),
    movement("305", &["04"], Flow::PutAway, Account::None, false, "306"),
    movement("306", &["06"], Flow::PutAway, Account::None, true, "305"),
    movement("309", &["04"], Flow::Materials, Account::None, false, "310"),
    movement("310", &["06"], Flow::Materials, Account::None, true, "309"),
    movement("311", &["04"], Flow::Locations, Account::None, false, "312"),
    movement("312", &["06"], Flow::Locations, Account::None, true, "311"),
    movement("321", &["04"], Flow::Release(IN_INSPECTION), Account::None, false, "322"),
    movement("322", &["04", "06"], Flow::Release(IN_INSPECTION), Account::None, true, "321"),
    movement("343", &["04"], Flow::Release(BLOCKED), Account::None, false, "344"),
    movement("344", &["04", "06"], Flow::Release(BLOCKED), Account::None, true, "343"),
    movement("501", &["05"], Flow::Receipt, Account::None, false, "502"),
    movement("502", &["06"], Flow::Receipt, Account::None, true, "501"),
    movement("551", &["03"], Flow::Issue, Account::CostCenter, false, "552"),
    movement("552", &["06"], Flow::Issue, Account::CostCenter, true, "551"),
    movement("561", &["05"], Flow::Receipt, Account::None, false, "562"),
    movement("562", &["06"], Flow::Receipt, Account::None, true, "561"),
    movement("701", &[], Flow::Receipt, Account::None, false, "702"),
    movement("702", &[], Flow::Receipt, Account::None, true, "701"),
];

/// A movement type by its code.
pub(crate) fn find(code: &str) -> Option<&'static Movement> {
    MOVEMENTS.iter().find(|movement| movement.code == code)
}

impl Movement {
    /// A receipt for a purchase or production order, or one taken back.
    pub(super) fn is_order_receipt(&self) -> bool {
        matches!(self.code, "101" | "102" | "122" | "123")
    }

    /// Brings in what was not there, so that batch and serial numbers can be made for it.
    pub(super) fn brings_in(&self) -> bool {
        self.flow == Flow::Receipt && !self.reverses
    }
}
