//! `/v1/operations`

pub(crate) mod cancel;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod resolve;

use erpgate_model::{Operation, OperationId};

use crate::app::App;
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};

/// The operation, if the key may use its connection; otherwise it does not exist for the key.
async fn visible(app: &App, caller: &Caller, id: &str) -> Result<Operation, Problem> {
    let missing = || Problem::new(ProblemCode::NotFound, "there is no operation with this id");
    let id: OperationId = id.parse().map_err(|_| missing())?;
    let operation = app.engine.operation(id).await?;
    if caller.reaches(operation.connection_id) { Ok(operation) } else { Err(missing()) }
}
