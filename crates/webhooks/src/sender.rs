//! One HTTP request to a receiver, and what came of it.

use std::time::{Duration, Instant};

use erpgate_model::{DeliveryAttempt, Event, Timestamp};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};

use crate::egress::Egress;
use crate::failure::ErrorClass;
use crate::schedule::retry_after;
use crate::signing::SigningSecret;

const USER_AGENT: &str = concat!("erpgate/", env!("CARGO_PKG_VERSION"));

/// So much of an answer is read: enough for a short one to end and leave its connection usable.
const READ_BYTES: usize = 16 * 1024;
/// So much of it is kept for the log.
const KEPT_BYTES: usize = 4 * 1024;

/// The HTTP client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client for webhooks cannot be set up (are the system's TLS certificates readable?): {0}")]
pub struct SenderError(#[source] reqwest::Error);

/// What an attempt means for the delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// 2xx.
    Delivered,
    /// 410: the receiver wants nothing more.
    Gone,
    /// Anything else; the receiver may have asked for a pause.
    TryAgain(Option<chrono::TimeDelta>),
}

/// An attempt that was made.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) attempt: DeliveryAttempt,
    pub(crate) verdict: Verdict,
}

/// Sends events.
#[derive(Debug)]
pub(crate) struct Sender {
    client: Client,
    egress: Egress,
}

struct Answer {
    status: StatusCode,
    pause: Option<chrono::TimeDelta>,
    excerpt: String,
}

impl Sender {
    /// `timeout` is for all of a request: name, connection, TLS, answer and its body.
    pub(crate) fn new(egress: Egress, timeout: Duration) -> Result<Self, SenderError> {
        let client = Client::builder()
            // A receiver that moved must be told to the gateway: a redirect could lead anywhere.
            .redirect(Policy::none())
            // The dispatcher's schedule is the only one that repeats.
            .retry(reqwest::retry::never())
            // A proxy would resolve names itself, past the guard.
            .no_proxy()
            .dns_resolver(egress.guarded_lookup())
            .timeout(timeout)
            .pool_idle_timeout(Duration::from_secs(20))
            .build()
            .map_err(SenderError)?;
        Ok(Self { client, egress })
    }

    /// Signs and sends an event. The signature's time is `now`; the body is the event's, byte for byte.
    pub(crate) async fn send(
        &self,
        url: &str,
        secret: &SigningSecret,
        event: &Event,
        now: Timestamp,
    ) -> Sent {
        let id = event.id.to_string();
        let timestamp = now.timestamp();
        let signature = secret.sign(&id, timestamp, &event.body);
        let headers = [
            ("content-type", "application/json".to_owned()),
            ("user-agent", USER_AGENT.to_owned()),
            ("webhook-id", id),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signature),
        ];
        let begun = Instant::now();
        let result = self.post(url, &headers, event.body.clone(), now).await;
        let mut attempt = DeliveryAttempt {
            started_at: now,
            duration_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
            status: None,
            error: None,
            request_headers: headers.into_iter().map(masked).collect(),
            response_body: None,
        };
        match result {
            Ok(answer) => {
                let delivered = answer.status.is_success();
                attempt.status = Some(answer.status.as_u16());
                attempt.error = (!delivered).then(|| ErrorClass::Status.to_string());
                attempt.response_body = Some(answer.excerpt);
                let verdict = match answer.status {
                    _ if delivered => Verdict::Delivered,
                    StatusCode::GONE => Verdict::Gone,
                    _ => Verdict::TryAgain(answer.pause),
                };
                Sent { attempt, verdict }
            }
            Err(class) => {
                attempt.error = Some(class.to_string());
                Sent { attempt, verdict: Verdict::TryAgain(None) }
            }
        }
    }

    async fn post(
        &self,
        url: &str,
        headers: &[(&'static str, String)],
        body: String,
        now: Timestamp,
    ) -> Result<Answer, ErrorClass> {
        // Addresses in the URL itself never reach the resolver. The rules may also have become
        // stricter since the endpoint was made.
        let url = self.egress.check_url(url).map_err(|error| {
            tracing::info!(%error, "the endpoint's URL is not permitted");
            ErrorClass::BlockedAddress
        })?;
        let mut request = self.client.post(url).body(body);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let response = request.send().await.map_err(|error| {
            let error = error.without_url();
            tracing::debug!(error = &error as &dyn std::error::Error, "no answer from the receiver");
            ErrorClass::of(&error)
        })?;
        let status = response.status();
        let asks = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        let header = response.headers().get("retry-after").filter(|_| asks);
        let pause = header.and_then(|value| value.to_str().ok()).and_then(|value| retry_after(value, now));
        Ok(Answer { status, pause, excerpt: excerpt(response).await })
    }
}

/// The beginning of an answer's body as text. The status has been said by then: a body that breaks off,
/// or does not end in time, takes nothing back.
async fn excerpt(mut response: Response) -> String {
    let mut body = Vec::new();
    while body.len() < READ_BYTES
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(KEPT_BYTES);
    // PostgreSQL keeps no NUL in a text; a receiver must not be able to keep us from recording.
    String::from_utf8_lossy(&body).replace('\0', "\u{fffd}")
}

/// A header as it may stand in the log.
fn masked((name, value): (&str, String)) -> (String, String) {
    let value = if name == "webhook-signature" { "v1,***".to_owned() } else { value };
    (name.to_owned(), value)
}
