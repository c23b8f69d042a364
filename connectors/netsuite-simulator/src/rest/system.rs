//! The system service: governance limits and the server's time.

use std::sync::atomic::Ordering;

use hyper::{Method, StatusCode};
use serde_json::json;

use super::{Call, Handled};
use crate::http::{Answer, Problem, media};
use crate::world::iso_instant;

/// `GET /system/v1/{governanceLimits|serverTime}`.
pub(super) fn answer(call: Call<'_>, name: &str) -> Handled {
    if call.request.method != Method::GET {
        return Err(Problem::method(&call.request.method));
    }
    let body = match name.to_ascii_lowercase().as_str() {
        "governancelimits" => {
            let limit = call.simulator.world().switches.concurrency_limit;
            let used = call.simulator.in_flight.load(Ordering::SeqCst);
            json!({
                "accountConcurrencyLimit": limit,
                "accountUnallocatedConcurrencyLimit": limit.saturating_sub(used),
                "integrationLimitType": "accountLimit",
            })
        }
        "servertime" => json!({"serverTime": iso_instant(call.simulator.clock.now())}),
        _ => return Err(Problem::no_such_resource(&call.request.path)),
    };
    Ok(Answer::json(StatusCode::OK, media::SINGULAR, &body))
}
