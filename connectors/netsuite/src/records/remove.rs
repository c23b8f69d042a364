//! Taking a record away for good: DELETE.

use erpgate_connector::{Receipt, Session, WriteError};
use http::Method;
use serde_json::Value;

use super::not_found;
use crate::connector::Account;
use crate::mapping::{NativeRecord, Sent};
use crate::transport::Reply;

/// A record to take away.
#[derive(Debug)]
pub(crate) struct Removal {
    pub(crate) record: NativeRecord,
}

impl Removal {
    pub(super) async fn send(
        self,
        account: &Account,
        session: &Session,
        before: bool,
    ) -> Result<Receipt, WriteError> {
        let (record_type, id) = (self.record.record_type(), self.record.id());
        let path = format!("{}/{}", record_type.path, self.record.native_id());
        let call = account.transport.record_write(Method::DELETE, &path, "", None);
        match account.transport.write(session, call).await? {
            Reply::Refused(error) if error.is_no_such_record() && !before => {
                Err(not_found(record_type, id).into())
            }
            Reply::Refused(error) if !error.is_no_such_record() => {
                let nothing = Sent::new(record_type, Value::Null);
                Err(error.rejection(|detail| nothing.locate(detail)).into())
            }
            Reply::Done(_) | Reply::Refused(_) => Ok(Receipt::of(id.clone(), Vec::new())),
        }
    }
}
