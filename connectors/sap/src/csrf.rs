//! The CSRF token and the cookies it came with: SAP takes them together or not at all.

use std::sync::Arc;

use erpgate_connector::Answer;
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::sync::Mutex;

/// SAP's header, in requests and answers.
pub(crate) const TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");

/// One security session.
#[derive(Debug, Default)]
pub(crate) struct Ticket {
    /// Nothing where the service's check is switched off.
    pub(crate) token: Option<HeaderValue>,
    /// As they stand in the `Cookie` header.
    pub(crate) cookies: Option<HeaderValue>,
}

impl Ticket {
    /// What an answer to `X-CSRF-Token: Fetch` gives.
    pub(crate) fn of(answer: &Answer) -> Self {
        let token = answer.headers.get(TOKEN).filter(|value| !asks_for_token(value)).cloned();
        Self { token: token.map(hidden), cookies: cookies(&answer.headers).map(hidden) }
    }
}

/// The security session in use; whoever needs one meanwhile waits for the same.
pub(crate) type TicketStore = Mutex<Option<Arc<Ticket>>>;

/// True for the answer that says: fetch a token and send again; nothing was done.
pub(crate) fn is_required(answer: &Answer) -> bool {
    answer.status == StatusCode::FORBIDDEN && answer.headers.get(TOKEN).is_some_and(asks_for_token)
}

fn asks_for_token(value: &HeaderValue) -> bool {
    value.as_bytes().eq_ignore_ascii_case(b"required")
}

/// The name and value of each cookie that is set; those that are taken back have no value.
fn cookies(headers: &HeaderMap) -> Option<HeaderValue> {
    let pairs: Vec<&str> = headers
        .get_all(SET_COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok()?.split(';').next())
        .map(str::trim)
        .filter(|pair| {
            pair.split_once('=').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty())
        })
        .collect();
    if pairs.is_empty() { None } else { HeaderValue::from_str(&pairs.join("; ")).ok() }
}

fn hidden(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, headers: &[(HeaderName, &'static str)]) -> Answer {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        Answer { status: StatusCode::from_u16(status).unwrap(), headers: map, body: Vec::new() }
    }

    #[test]
    fn a_token_is_kept_with_all_its_cookies() {
        let ticket = Ticket::of(&answer(
            200,
            &[
                (TOKEN, "abc=="),
                (SET_COOKIE, "SAP_SESSIONID_S4H_100=x%3d; path=/; secure; HttpOnly"),
                (SET_COOKIE, "sap-usercontext=sap-client=100; path=/"),
                (SET_COOKIE, "gone=; Max-Age=0"),
            ],
        ));
        assert_eq!(ticket.token.unwrap(), "abc==");
        assert_eq!(ticket.cookies.unwrap(), "SAP_SESSIONID_S4H_100=x%3d; sap-usercontext=sap-client=100");
    }

    #[test]
    fn only_a_403_that_asks_for_a_token_is_sent_again() {
        assert!(is_required(&answer(403, &[(TOKEN, "Required")])));
        assert!(is_required(&answer(403, &[(TOKEN, "required")])));
        assert!(!is_required(&answer(403, &[])));
        assert!(!is_required(&answer(400, &[(TOKEN, "Required")])));
        assert!(Ticket::of(&answer(403, &[(TOKEN, "Required")])).token.is_none());
    }
}
