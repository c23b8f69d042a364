//! Which of the two services a connection uses.

use std::sync::Arc;

use erpgate_connector::{Session, Trouble};
use tokio::sync::OnceCell;

use super::Api;
use crate::settings::{PurchaseOrderApi, Settings};
use crate::transport::Transport;

/// The choice: said by the setting, or found out at the first use. What was found is kept as long as
/// the connection is open; both services show the same orders, so nothing hangs on it.
#[derive(Debug)]
pub(in crate::purchase_order) struct Choice {
    v2: Api,
    v4: Api,
    setting: PurchaseOrderApi,
    has_v4: OnceCell<bool>,
}

impl Choice {
    pub(in crate::purchase_order) fn new(settings: &Settings, transport: &Arc<Transport>) -> Self {
        Self {
            v2: Api::v2(transport),
            v4: Api::v4(transport),
            setting: settings.purchase_order_api,
            has_v4: OnceCell::new(),
        }
    }

    /// The service in use. With `auto` it is V4 unless SAP answers 403 or 404 for it.
    ///
    /// # Errors
    /// When SAP does not tell whether it has V4; it is asked again next time.
    pub(in crate::purchase_order) async fn api(&self, session: &Session) -> Result<&Api, Trouble> {
        let has_v4 = match self.setting {
            PurchaseOrderApi::V2 => false,
            PurchaseOrderApi::V4 => true,
            PurchaseOrderApi::Auto => {
                *self.has_v4.get_or_try_init(|| self.v4.service.is_there(session)).await?
            }
        };
        Ok(if has_v4 { &self.v4 } else { &self.v2 })
    }

    /// Whether the service in use is V4, as far as is known. Until SAP was asked it counts as V2,
    /// which can do more; what V4 cannot is then refused by the verb itself.
    pub(in crate::purchase_order) fn is_v4(&self) -> bool {
        match self.setting {
            PurchaseOrderApi::V2 => false,
            PurchaseOrderApi::V4 => true,
            PurchaseOrderApi::Auto => self.has_v4.get().copied().unwrap_or(false),
        }
    }
}
