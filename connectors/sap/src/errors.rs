//! What an answer that is no success means.

mod blame;
mod body;
mod meaning;

use std::time::Duration;

use erpgate_connector::{Answer, Attempted, Rejection, Session, Trouble, TroubleKind, WriteError};
use erpgate_model::{FailureCode, FieldError, NativeError, RecordId, Target, Version};
use http::StatusCode;

pub(crate) use blame::{Blame, Names};
use body::Message;

/// A lock is usually let go after so long.
const LOCK_PAUSE: Duration = Duration::from_secs(5);
/// "No service found": the service is not active in this system. In V4 its group is not published, or
/// the service is not in the group.
const NO_SERVICE: [&str; 3] = ["/IWFND/MED/170", "/IWBEP/CM_V4_COS/014", "/IWBEP/CM_V4_COS/136"];

/// The service that a message is about, for advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct About {
    /// Its technical name.
    pub(crate) name: &'static str,
    /// What a cloud system's administrator adds for it, such as `the communication arrangement SAP_COM_0053`.
    pub(crate) arrangement: &'static str,
}

/// True when SAP itself, and not a proxy between, says that there is no such record.
pub(crate) fn is_not_there(answer: &Answer) -> bool {
    let messages = body::messages(answer).filter(|_| answer.status.is_client_error()).unwrap_or_default();
    let says = |code: &str| messages.iter().any(|message| message.code == code);
    says(meaning::NO_DOCUMENT)
        || (answer.status == StatusCode::NOT_FOUND
            && !messages.is_empty()
            && !NO_SERVICE.into_iter().any(says))
}

/// The answer to a read that gave nothing.
pub(crate) fn of_read(about: &About, answer: &Answer) -> Trouble {
    if let Some(trouble) = of_sign_in(about, answer) {
        return trouble;
    }
    let Some(messages) = body::messages(answer) else {
        return match answer.status {
            StatusCode::FORBIDDEN => Trouble::new(TroubleKind::Forbidden, forbidden_page(about, answer)),
            StatusCode::NOT_FOUND => {
                let detail = "there is no OData service at this address: check `base_url`";
                Trouble::new(TroubleKind::Misconfigured, detail)
            }
            _ => unreadable(answer),
        };
    };
    let kind = match answer.status {
        _ if meaning::is_lock(&messages) => return locked(&messages),
        StatusCode::FORBIDDEN => TroubleKind::Forbidden,
        _ => TroubleKind::BadQuestion,
    };
    Trouble::new(kind, words(&messages)).with_native(native(&messages))
}

/// An answer that is not what this service gives, such as a sign-in page with status 200.
pub(crate) fn unreadable(answer: &Answer) -> Trouble {
    let (status, excerpt) = (answer.status.as_u16(), answer.excerpt());
    Trouble::new(
        TroubleKind::Unreadable,
        format!("the answer with status {status} is not the service's: {excerpt}"),
    )
}

/// The answer to a write that is no success.
pub(crate) fn of_write(about: &About, session: &Session, answer: &Answer, blame: &Blame) -> WriteError {
    if let Some(trouble) = of_sign_in(about, answer) {
        return WriteError::NotApplied(trouble);
    }
    let Some(messages) = body::messages(answer) else {
        return match answer.status {
            StatusCode::PRECONDITION_FAILED => WriteError::Rejected(stale(&[])),
            // SAP checks the authorization for a service before it calls the service.
            StatusCode::FORBIDDEN if no_start_authorization(answer) => {
                WriteError::NotApplied(Trouble::new(TroubleKind::Forbidden, forbidden_page(about, answer)))
            }
            _ => session.unreadable(answer),
        };
    };
    let code = match answer.status {
        _ if meaning::is_lock(&messages) => return WriteError::NotApplied(locked(&messages)),
        StatusCode::FORBIDDEN => {
            let trouble = Trouble::new(TroubleKind::Forbidden, words(&messages));
            return WriteError::NotApplied(trouble.with_native(native(&messages)));
        }
        StatusCode::PRECONDITION_REQUIRED => {
            let detail = "SAP demands an etag for this change and gives none; see the notes of the service";
            let trouble = Trouble::new(TroubleKind::Misconfigured, detail).with_native(native(&messages));
            return WriteError::NotApplied(trouble);
        }
        StatusCode::PRECONDITION_FAILED => return WriteError::Rejected(stale(&messages)),
        StatusCode::NOT_FOUND => FailureCode::RecordNotFound,
        _ => meaning::failure_code(&messages),
    };
    let errors = messages.iter().map(|message| meaning::field_error(message, blame)).collect();
    WriteError::Rejected(Rejection { code, detail: words(&messages), errors })
}

/// Refused before anything was looked at.
fn of_sign_in(about: &About, answer: &Answer) -> Option<Trouble> {
    if answer.status == StatusCode::UNAUTHORIZED {
        let detail =
            "SAP refused the credentials: check user, password and client, and that the user is not locked";
        return Some(Trouble::new(TroubleKind::CredentialsRefused, detail));
    }
    if crate::csrf::is_required(answer) {
        let detail = "SAP refused its own CSRF token: something between the gateway and SAP drops cookies";
        return Some(Trouble::new(TroubleKind::Misconfigured, detail));
    }
    let messages = body::messages(answer)?;
    let missing = messages.iter().find(|message| NO_SERVICE.contains(&message.code.as_str()))?;
    let remedy = if missing.code == NO_SERVICE[0] {
        "activate it in /IWFND/MAINT_SERVICE"
    } else {
        "publish its service group in /IWFND/V4_ADMIN"
    };
    let detail = format!(
        "the service {} is not active in this system ({}): {remedy}, or check `base_url`",
        about.name, missing.text
    );
    Some(Trouble::new(TroubleKind::Misconfigured, detail).with_native(native(&messages)))
}

fn locked(messages: &[Message]) -> Trouble {
    let mut trouble = Trouble::new(TroubleKind::Locked, words(messages)).with_native(native(messages));
    trouble.retry_after = Some(LOCK_PAUSE);
    trouble
}

fn stale(messages: &[Message]) -> Rejection {
    let errors = messages.iter().map(|message| meaning::field_error(message, &Blame::whole(None))).collect();
    let detail = "the record was changed in SAP meanwhile: read it again and decide anew".to_owned();
    Rejection { code: FailureCode::StaleVersion, detail, errors }
}

/// Refuses a change of another version than the client saw. After a first send the version may be
/// another because of that send.
pub(crate) fn check_version(
    target: &Target,
    held: &Version,
    attempted: Attempted<'_>,
) -> Result<(), Rejection> {
    let is_stale = target.if_match.as_ref().is_some_and(|version| version != held);
    if is_stale && !attempted.before { Err(stale(&[])) } else { Ok(()) }
}

/// What a change is about is not there; `kind` such as `purchase order`.
pub(crate) fn not_there(kind: &str, id: &RecordId) -> Rejection {
    Rejection::new(FailureCode::RecordNotFound, format!("SAP has no {kind} {id}"))
}

/// Refused before anything was sent, because of what the body says.
pub(crate) fn refused(errors: Vec<FieldError>) -> Rejection {
    let detail = errors.first().map_or_else(String::new, |error| {
        format!("{}: {}", error.pointer.as_deref().unwrap_or_default(), error.detail)
    });
    Rejection { code: FailureCode::RejectedByErp, detail, errors }
}

fn no_start_authorization(answer: &Answer) -> bool {
    String::from_utf8_lossy(&answer.body).to_ascii_lowercase().contains("start authorization")
}

fn forbidden_page(about: &About, answer: &Answer) -> String {
    if no_start_authorization(answer) {
        format!(
            "the user has no start authorization for {}: add {}, or the authorization S_SERVICE",
            about.name, about.arrangement
        )
    } else {
        format!("access is forbidden: {}", answer.excerpt())
    }
}

fn words(messages: &[Message]) -> String {
    let texts: Vec<&str> = messages.iter().map(|message| message.text.as_str()).collect();
    texts.join("; ")
}

fn native(messages: &[Message]) -> Option<NativeError> {
    messages.first().map(Message::native)
}

#[cfg(test)]
mod tests;
