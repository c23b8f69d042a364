//! The only door to an ERP: it decides what happened to a request.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use erpgate_model::{NativeCall, Reference};
use http::StatusCode;
use tokio::time::Instant;

use crate::error::{Trouble, TroubleKind, WriteError};
use crate::rehearsal::{PlannedWrite, Rehearsal, RehearsalAnswers};
use crate::send::{Answer, Call};

/// Answers longer than this are not the ERP's.
const MAX_ANSWER_BYTES: usize = 32 * 1024 * 1024;

/// One visit to an ERP: a deadline, the reference to stamp, and a log of the calls made.
///
/// | what was seen on a write | what [`Session::write`] says |
/// |---|---|
/// | no connection (DNS, refused, TLS), or the deadline had passed before the send | `NotApplied` |
/// | 429 | `NotApplied` with the time to wait |
/// | any other full answer below 500, redirects excepted | the [`Answer`], for the connector to read |
/// | no full answer, 5xx, a redirect | `Unknown` |
#[derive(Debug)]
pub struct Session {
    client: reqwest::Client,
    reference: Option<Reference>,
    deadline: Instant,
    call_timeout: Duration,
    calls: Mutex<Vec<NativeCall>>,
    rehearsal: Option<Rehearsal>,
    in_doubt: AtomicBool,
    confirmed: AtomicU32,
}

impl Session {
    /// A visit that must end by the deadline; each call may take at most `call_timeout`.
    #[must_use]
    pub fn new(client: reqwest::Client, deadline: Instant, call_timeout: Duration) -> Self {
        Self {
            client,
            reference: None,
            deadline,
            call_timeout,
            calls: Mutex::new(Vec::new()),
            rehearsal: None,
            in_doubt: AtomicBool::new(false),
            confirmed: AtomicU32::new(0),
        }
    }

    /// The same visit, with the mark that a create leaves on its document.
    #[must_use]
    pub fn with_reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// The same visit as a rehearsal: reads are made, writes are held back, written down and answered by
    /// `answers`. No write leaves a rehearsing session.
    #[must_use]
    pub fn rehearsing(mut self, answers: RehearsalAnswers) -> Self {
        self.rehearsal = Some(Rehearsal { answers, planned: Mutex::new(Vec::new()) });
        self
    }

    /// The writes that a rehearsal held back, in their order.
    #[must_use]
    pub fn planned(&self) -> Vec<PlannedWrite> {
        self.rehearsal.as_ref().map(Rehearsal::planned).unwrap_or_default()
    }

    /// The mark for a create's document; nothing on visits that do not write.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        self.reference.as_ref()
    }

    /// Sends a request that changes no business data: a read, a token or CSRF fetch.
    ///
    /// # Errors
    /// `Unreachable`, `NoAnswer`, `Throttled`, `ErpFailed` or `Unreadable`. Other statuses,
    /// 401 and 404 included, are answers.
    pub async fn read(&self, call: Call) -> Result<Answer, Trouble> {
        let answer = self.send(call).await.map_err(|failure| failure.trouble)?;
        match answer.status {
            StatusCode::TOO_MANY_REQUESTS => Err(throttled(&answer)),
            status if status.is_server_error() => Err(erp_failed(&answer)),
            status if status.is_redirection() => Err(redirected(&answer)),
            _ => Ok(answer),
        }
    }

    /// Sends a request that changes business data. Once.
    ///
    /// # Errors
    /// See the table at [`Session`].
    pub async fn write(&self, call: Call) -> Result<Answer, WriteError> {
        if let Some(rehearsal) = &self.rehearsal {
            return Ok(rehearsal.hold_back(&call));
        }
        match self.send(call).await {
            Err(failure) if failure.nothing_left => Err(WriteError::NotApplied(failure.trouble)),
            Err(failure) => Err(self.doubt(failure.trouble)),
            Ok(answer) => match answer.status {
                StatusCode::TOO_MANY_REQUESTS => Err(WriteError::NotApplied(throttled(&answer))),
                status if status.is_server_error() => Err(self.doubt(erp_failed(&answer))),
                status if status.is_redirection() => Err(self.doubt(redirected(&answer))),
                status => {
                    if status.is_success() {
                        self.confirmed.fetch_add(1, Ordering::SeqCst);
                    }
                    Ok(answer)
                }
            },
        }
    }

    /// An answer to a write that is not in the ERP's own form: nobody can tell what it means.
    pub fn unreadable(&self, answer: &Answer) -> WriteError {
        let detail = format!(
            "the answer with status {} is not the ERP's own: {}",
            answer.status.as_u16(),
            answer.excerpt()
        );
        self.doubt(Trouble::new(TroubleKind::Unreadable, detail))
    }

    /// The last answer was a success in HTTP alone: in its own words the ERP said no, and changed nothing.
    pub fn was_refused(&self) {
        let one_less = |count: u32| Some(count.saturating_sub(1));
        let _ = self.confirmed.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less);
    }

    /// The calls made so far.
    #[must_use]
    pub fn calls(&self) -> Vec<NativeCall> {
        self.log().clone()
    }

    /// True when a write may have been applied without a readable yes.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.in_doubt.load(Ordering::SeqCst)
    }

    /// How many writes the ERP has confirmed.
    #[must_use]
    pub fn confirmed_writes(&self) -> u32 {
        self.confirmed.load(Ordering::SeqCst)
    }

    fn doubt(&self, trouble: Trouble) -> WriteError {
        self.in_doubt.store(true, Ordering::SeqCst);
        WriteError::Unknown(trouble)
    }

    fn log(&self) -> std::sync::MutexGuard<'_, Vec<NativeCall>> {
        // A panic elsewhere cannot leave a list of finished calls in a wrong state.
        self.calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    async fn send(&self, call: Call) -> Result<Answer, SendFailure> {
        let started = Instant::now();
        let time = self.call_timeout.min(self.deadline.saturating_duration_since(started));
        let (method, path) = (call.method.to_string(), call.path());
        let result = if time.is_zero() {
            let trouble =
                Trouble::new(TroubleKind::NoAnswer, "the time for this attempt was used up before the send");
            Err(SendFailure { nothing_left: true, trouble })
        } else {
            self.exchange(call, time).await
        };
        let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let status = result.as_ref().ok().map(|answer| answer.status.as_u16());
        let error = result.as_ref().err().map(|failure| failure.trouble.detail.clone());
        tracing::debug!(method, path, status, duration_ms, error, "call to the ERP");
        self.log().push(NativeCall { method, path, status, error, duration_ms });
        result
    }

    async fn exchange(&self, call: Call, time: Duration) -> Result<Answer, SendFailure> {
        let mut request = self.client.request(call.method, call.url).headers(call.headers).timeout(time);
        if let Some(body) = call.body {
            request = request.body(body);
        }
        let mut response = request.send().await.map_err(|error| SendFailure::from(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| SendFailure::after_the_send(&error))? {
            body.extend_from_slice(&chunk);
            if body.len() > MAX_ANSWER_BYTES {
                let trouble = Trouble::new(TroubleKind::Unreadable, "the ERP's answer is longer than 32 MiB");
                return Err(SendFailure { nothing_left: false, trouble });
            }
        }
        Ok(Answer { status, headers, body })
    }
}

/// No full answer.
struct SendFailure {
    nothing_left: bool,
    trouble: Trouble,
}

impl SendFailure {
    fn after_the_send(error: &reqwest::Error) -> Self {
        Self { nothing_left: false, trouble: Trouble::new(TroubleKind::NoAnswer, no_answer_text(error)) }
    }
}

impl From<&reqwest::Error> for SendFailure {
    /// Only a failed connect (or a request that could not be built) proves that nothing left:
    /// `is_request()` is true for every failure.
    fn from(error: &reqwest::Error) -> Self {
        if error.is_connect() || error.is_builder() {
            let detail = format!("the ERP could not be reached: {}", causes(error));
            Self { nothing_left: true, trouble: Trouble::new(TroubleKind::Unreachable, detail) }
        } else {
            Self::after_the_send(error)
        }
    }
}

fn no_answer_text(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        "the ERP did not answer in time".to_owned()
    } else {
        format!("the connection broke before the whole answer had come: {}", causes(error))
    }
}

/// The chain of causes without the URL (it stands in the call's path already).
fn causes(error: &reqwest::Error) -> String {
    let mut text = Vec::new();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push(cause.to_string());
        source = cause.source();
    }
    if text.is_empty() { "no cause given".to_owned() } else { text.join(": ") }
}

fn throttled(answer: &Answer) -> Trouble {
    let mut trouble = Trouble::new(TroubleKind::Throttled, "the ERP asks to slow down (429)");
    trouble.retry_after =
        answer.header("retry-after").and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
    trouble
}

fn erp_failed(answer: &Answer) -> Trouble {
    let detail = format!("the ERP failed with status {}: {}", answer.status.as_u16(), answer.excerpt());
    Trouble::new(TroubleKind::ErpFailed, detail)
}

fn redirected(answer: &Answer) -> Trouble {
    let detail = format!(
        "answered with a redirect ({}) to {}; set the base URL to the final address",
        answer.status.as_u16(),
        answer.header("location").unwrap_or("nowhere")
    );
    Trouble::new(TroubleKind::Unreadable, detail)
}
