//! A receiver of webhooks that believes nothing unsigned: it checks with the library that the authors of
//! the Standard Webhooks specification publish.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use anyhow::{Context, anyhow};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use standardwebhooks::Webhook;
use tokio::sync::watch;

use crate::places::loopback;

/// The longest time for the last event to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running receiver.
pub(crate) struct Receiver {
    url: String,
    inbox: Arc<Inbox>,
    server: ServerHandle,
}

struct Inbox {
    signed_by: OnceLock<Webhook>,
    events: watch::Sender<Vec<Value>>,
}

impl Receiver {
    pub(crate) fn start() -> anyhow::Result<Self> {
        let inbox = Arc::new(Inbox { signed_by: OnceLock::new(), events: watch::Sender::new(Vec::new()) });
        let data = web::Data::from(inbox.clone());
        let server = HttpServer::new(move || {
            App::new().app_data(data.clone()).route("/hook", web::post().to(receive))
        })
        .workers(1)
        .disable_signals()
        .bind(loopback(0))?;
        let address = server.addrs().first().copied().context("the receiver listens")?;
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Ok(Self { url: format!("http://{address}/hook"), inbox, server: handle })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// From now on events signed with this secret (`whsec_…`) are believed.
    pub(crate) fn trust(&self, secret: &str) -> anyhow::Result<()> {
        let signed_by = Webhook::new(secret).context("the endpoint's secret")?;
        self.inbox.signed_by.set(signed_by).map_err(|_| anyhow!("the secret was set before"))
    }

    /// The verified events, as soon as they are as wanted.
    pub(crate) async fn events(&self, wanted: impl Fn(&[Value]) -> bool) -> anyhow::Result<Vec<Value>> {
        let mut events = self.inbox.events.subscribe();
        let arrived = events.wait_for(|events| wanted(events));
        match tokio::time::timeout(PATIENCE, arrived).await {
            Ok(events) => Ok(events?.clone()),
            Err(_) => {
                let arrived: Vec<_> =
                    self.inbox.events.borrow().iter().map(|event| event["type"].clone()).collect();
                Err(anyhow!(
                    "webhooks are missing after {} s; these arrived: {arrived:?}",
                    PATIENCE.as_secs()
                ))
            }
        }
    }

    pub(crate) async fn stop(self) {
        self.server.stop(false).await;
    }
}

async fn receive(inbox: web::Data<Inbox>, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    let headers = signature_headers(&request);
    let verified = inbox.signed_by.get().is_some_and(|signed_by| signed_by.verify(&body, &headers).is_ok());
    let event = serde_json::from_slice::<Value>(&body).ok().filter(|_| verified);
    let Some(event) = event else { return HttpResponse::Unauthorized().finish() };
    inbox.events.send_modify(|events| {
        // Deliveries come at least once: the same id is the same event.
        if !events.iter().any(|known| known["id"] == event["id"]) {
            events.push(event);
        }
    });
    HttpResponse::NoContent().finish()
}

/// The server's headers in the types of the verifier, which has another version of them.
fn signature_headers(request: &HttpRequest) -> HeaderMap {
    let names = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(HeaderName::from_static);
    let value =
        |name: &HeaderName| HeaderValue::from_bytes(request.headers().get(name.as_str())?.as_bytes()).ok();
    names.into_iter().filter_map(|name| Some((name.clone(), value(&name)?))).collect()
}
