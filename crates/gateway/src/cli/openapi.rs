//! `erpgate openapi`

use super::output;

pub(super) fn run() -> anyhow::Result<()> {
    output::line(&crate::api::openapi().to_pretty_json()?)
}
