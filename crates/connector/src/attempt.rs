//! One attempt at a write: what a multi-step write came to as a whole.

use erpgate_model::{Command, FailureCode};

use crate::contract::{Attempted, Connector, Receipt};
use crate::error::WriteError;
use crate::session::Session;

/// Carries out a command and says what it came to as a whole, so that `?` is safe in a connector:
///
/// - If any write of a multi-step command is in doubt, a later refusal or failed read is `Unknown`.
/// - If a part was confirmed and a later part certainly not applied, the whole is `Unknown`: the
///   next attempt does what is missing.
/// - If a part was confirmed and a later part refused, it is `Rejected(PartiallyApplied)`.
///
/// # Errors
/// As [`Connector::apply`].
pub async fn attempt(
    connector: &dyn Connector,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Receipt, WriteError> {
    let result = connector.apply(session, command, attempted).await;
    let part_stands = session.confirmed_writes() > 0;
    match result {
        Ok(receipt) => Ok(receipt),
        Err(WriteError::Unknown(trouble)) => Err(WriteError::Unknown(trouble)),
        Err(WriteError::NotApplied(trouble)) if session.is_in_doubt() || part_stands => {
            Err(WriteError::Unknown(trouble))
        }
        Err(WriteError::Rejected(rejection)) if session.is_in_doubt() => {
            let detail =
                format!("an earlier part is in doubt, a later one was refused: {}", rejection.detail);
            let kind = crate::error::TroubleKind::NoAnswer;
            Err(WriteError::Unknown(crate::error::Trouble::new(kind, detail)))
        }
        Err(WriteError::Rejected(mut rejection)) if part_stands => {
            rejection.code = FailureCode::PartiallyApplied;
            Err(WriteError::Rejected(rejection))
        }
        Err(error) => Err(error),
    }
}
