//! Services of OData V4, which show the rows of a V2 service.

use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::metadata::Metadata;
use crate::odata::table::{Row, Tables};
use std::fmt::Debug;

/// The protocol a service speaks, and whose rows it shows.
#[derive(Debug)]
pub(crate) enum Protocol {
    /// OData V2; the service keeps its own rows.
    V2,
    /// OData V4 over the rows of a V2 service.
    V4(Shown),
}

/// What a V4 service is made of besides its metadata.
#[derive(Debug)]
pub(crate) struct Shown {
    /// `group/repository/namespace/service/version` in the path below `/sap/opu/odata4/sap/`.
    pub(crate) path: &'static str,
    /// The V2 service that keeps the rows.
    pub(crate) tables: Metadata,
    pub(crate) projection: Box<dyn Projected>,
}

/// What a V4 service adds to the rules of the V2 service that keeps its rows.
pub(crate) trait Projected: Debug + Send + Sync {
    /// Fills what no column keeps: `kept` is the V2 row, `row` what the V4 service shows of it.
    fn derive(&self, tables: &Tables, kept: &Row, row: &mut Row);

    /// Refuses what only the V4 service refuses, before the rules see it.
    fn allow(&self, tables: &Tables, asked: &Asked<'_>) -> Result<(), Failure>;
}

/// A write that a V4 service is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) method: &'a str,
    /// The V2 row that is changed or deleted, or under which something is created.
    pub(crate) kept: Option<&'a Row>,
    /// What was sent, in the names of the V4 service.
    pub(crate) draft: Option<&'a Draft>,
}
