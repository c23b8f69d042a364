//! Making and changing webhook endpoints.

use erpgate_model::{Clock, EventFilter, EventType, Ids, WebhookEndpoint};
use erpgate_vault::{DataKey, VaultError};
use secrecy::ExposeSecret;

use crate::egress::{Egress, EgressError};
use crate::signing::{SecretError, SigningSecret};

/// What a client says about a new endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointDraft {
    /// Where to POST.
    pub url: String,
    /// What people call it.
    pub description: Option<String>,
    /// Which events it wants.
    pub filter: EventFilter,
}

/// Why an endpoint cannot be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum EndpointError {
    /// Webhooks may not go to its URL.
    #[error(transparent)]
    Url(#[from] EgressError),
    /// Its filter names no event type that exists.
    #[error(
        "`{given}` is no event type; write `*`, a group such as `purchase_order.*`, or one of {}",
        names()
    )]
    UnknownType {
        /// Its place in `filter.types`.
        index: usize,
        /// What was written.
        given: String,
    },
    /// Its signing secret cannot be made or read.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Its signing secret cannot be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// Checks what a client says of a new or changed endpoint.
///
/// # Errors
/// [`EndpointError::Url`], [`EndpointError::UnknownType`].
pub async fn check_endpoint(url: &str, filter: &EventFilter, egress: &Egress) -> Result<(), EndpointError> {
    let unknown = filter.types.iter().enumerate().find(|(_, given)| !is_known(given));
    if let Some((index, given)) = unknown {
        return Err(EndpointError::UnknownType { index, given: given.chars().take(100).collect() });
    }
    egress.check_target(url).await?;
    Ok(())
}

/// Makes an enabled endpoint with a new secret; neither is stored yet. `secrets` is the data key of
/// [`SECRET_OWNER`](crate::SECRET_OWNER). The secret is for showing it once.
///
/// # Errors
/// [`EndpointError`].
pub async fn new_endpoint(
    draft: EndpointDraft,
    egress: &Egress,
    secrets: &DataKey,
    ids: &Ids,
    clock: &dyn Clock,
) -> Result<(WebhookEndpoint, SigningSecret), EndpointError> {
    check_endpoint(&draft.url, &draft.filter, egress).await?;
    let now = clock.now();
    let mut endpoint = WebhookEndpoint {
        id: ids.make(),
        url: draft.url,
        description: draft.description,
        filter: draft.filter,
        enabled: true,
        sealed_secret: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    let secret = rotate_secret(&mut endpoint, secrets, clock)?;
    Ok((endpoint, secret))
}

/// Gives an endpoint a new secret, which holds for every request after the endpoint is stored; those
/// already claimed are signed with the old one. The secret is for showing it once.
///
/// # Errors
/// [`EndpointError::Secret`], [`EndpointError::Vault`].
pub fn rotate_secret(
    endpoint: &mut WebhookEndpoint,
    secrets: &DataKey,
    clock: &dyn Clock,
) -> Result<SigningSecret, EndpointError> {
    let secret = SigningSecret::generate()?;
    let text = secret.to_text();
    let sealed = secrets.seal(&endpoint.id.to_string(), text.expose_secret().as_bytes())?;
    endpoint.sealed_secret = sealed.as_bytes().to_vec();
    endpoint.updated_at = clock.now();
    Ok(secret)
}

pub(crate) fn open_secret(
    endpoint: &WebhookEndpoint,
    secrets: &DataKey,
) -> Result<SigningSecret, EndpointError> {
    let text = secrets.open(&endpoint.id.to_string(), &endpoint.sealed_secret)?.into_text()?;
    Ok(SigningSecret::parse(text.expose_secret())?)
}

fn is_known(given: &str) -> bool {
    let group = given.strip_suffix('*').filter(|prefix| prefix.ends_with('.'));
    given == "*"
        || EventType::all().iter().any(|known| {
            let name = known.to_string();
            name == given || group.is_some_and(|prefix| name.starts_with(prefix))
        })
}

fn names() -> String {
    let names: Vec<_> = EventType::all().iter().map(|known| format!("`{known}`")).collect();
    names.join(", ")
}
