//! Starting and stopping a gateway.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App as ActixApp, HttpResponse, HttpServer};
use anyhow::Context;
use erpgate_engine::decide::Policy;
use erpgate_engine::{ConnectorSource, Engine, Options};
use erpgate_model::{Clock, Ids};
use erpgate_store::Store;
use erpgate_vault::Vault;
use erpgate_webhooks::{Dispatcher, DispatcherOptions, Egress};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use utoipa_actix_web::AppExt;

use crate::api;
use crate::app::{App, Rules};
use crate::auth::{Needed, authorize};
use crate::config::Configuration;
use crate::http::{path_config, query_config, request_id};
use crate::registry::CONNECTORS;
use crate::routes::fallback::no_such_route;
use crate::source::{Connectors, Secrets};
use crate::tls;

/// What a gateway is made of, besides its configuration.
pub struct Parts {
    /// What is remembered.
    pub store: Arc<dyn Store>,
    /// Seals secrets.
    pub vault: Arc<Vault>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers.
    pub ids: Ids,
}

/// A running gateway.
pub struct Running {
    address: SocketAddr,
    secure: bool,
    app: App,
    server: actix_web::dev::ServerHandle,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
    patience: Duration,
}

impl Running {
    /// Where it listens, such as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// What its handlers can reach; for programs that embed a gateway.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Takes no new requests, lets running writes and deliveries come to rest, then closes the store.
    pub async fn stop(self) {
        self.server.stop(true).await;
        self.stop.cancel();
        if tokio::time::timeout(self.patience, self.app.engine.drain()).await.is_err() {
            tracing::warn!(
                "some writes were still on their way; they will be found out after the next start"
            );
        }
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a background task ended early");
            }
        }
        self.app.store.close().await;
    }
}

/// Starts a gateway: the API, the worker that finds out and sends again, and the webhook dispatcher.
///
/// # Errors
/// When the address, the certificate or the vault cannot be used.
pub async fn start(configuration: &Configuration, parts: Parts) -> anyhow::Result<Running> {
    let Parts { store, vault, clock, ids } = parts;
    let secrets = Secrets::new(vault, store.clone());
    let source: Arc<dyn ConnectorSource> =
        Arc::new(Connectors::new(store.clone(), secrets.clone(), CONNECTORS));
    let deliveries = Arc::new(Notify::new());
    let options = Options {
        policy: Policy {
            give_up_after: Duration::from_secs(configuration.engine.give_up_after_seconds),
            ask_after: Duration::from_secs(configuration.engine.ask_person_after_seconds),
            ..Policy::default()
        },
        sole_owner: configuration.store.url.starts_with("sqlite:"),
    };
    let engine =
        Engine::new(store.clone(), source.clone(), clock.clone(), ids.clone(), deliveries.clone(), options);
    let egress = Egress::new(configuration.webhooks.allow_private_targets);
    let dispatcher = Dispatcher::new(
        store.clone(),
        secrets.webhook_key().await?,
        clock.clone(),
        DispatcherOptions {
            timeout: Duration::from_secs(configuration.webhooks.timeout_seconds),
            ..DispatcherOptions::new(egress.clone())
        },
    )?;
    let webhook_key = Arc::new(secrets.webhook_key().await?);
    let rules = Rules::from(&configuration.server);
    let app = App {
        engine,
        source,
        store,
        secrets,
        egress,
        webhook_key,
        deliveries: deliveries.clone(),
        clock,
        ids,
        connectors: CONNECTORS,
        rules,
    };
    let (server, address) = listen(configuration, &app)?;
    let (handle, stop) = (server.handle(), CancellationToken::new());
    let worker = {
        let (engine, stop) = (app.engine.clone(), stop.clone());
        async move { engine.work(stop).await }
    };
    let tasks = vec![
        tokio::spawn(async move {
            if let Err(error) = server.await {
                tracing::error!(%error, "the HTTP server ended");
            }
        }),
        tokio::spawn(worker),
        tokio::spawn(dispatcher.run(stop.clone(), deliveries)),
    ];
    let patience = Duration::from_secs(configuration.server.shutdown_seconds);
    let secure = configuration.server.tls_cert.is_some();
    Ok(Running { address, secure, app, server: handle, stop, tasks, patience })
}

fn listen(configuration: &Configuration, app: &App) -> anyhow::Result<(actix_web::dev::Server, SocketAddr)> {
    let document = api::openapi();
    let needed = Data::new(Needed::by(&document));
    let text = Data::new(document.to_pretty_json()?);
    let data = Data::new(app.clone());
    let section = &configuration.server;
    let mut server = HttpServer::new(move || {
        let (actix, _) = ActixApp::new().into_utoipa_app().configure(api::routes).split_for_parts();
        actix
            .app_data(data.clone())
            .app_data(needed.clone())
            .app_data(text.clone())
            .app_data(query_config())
            .app_data(path_config())
            .route("/openapi.json", web::get().to(openapi_json))
            // Where the `type` of every problem points.
            .route("/docs/errors", web::get().to(errors_page))
            .service(
                utoipa_swagger_ui::SwaggerUi::new("/docs/{_:.*}")
                    .config(utoipa_swagger_ui::Config::from("/openapi.json")),
            )
            .default_service(web::to(no_such_route))
            .wrap(from_fn(authorize))
            .wrap(from_fn(request_id))
    })
    // Signals are the command line's business; tests run several gateways in one process.
    .disable_signals()
    .shutdown_timeout(section.shutdown_seconds);
    if section.workers > 0 {
        server = server.workers(section.workers);
    }
    let context = || format!("server.listen: cannot listen on {}", section.listen);
    let server = match (&section.tls_cert, &section.tls_key) {
        (Some(cert), Some(key)) => server
            .tls_handshake_timeout(Duration::from_secs(5))
            .bind_rustls_0_23(&section.listen, tls::server(cert, key)?),
        _ => server.bind(&section.listen),
    }
    .with_context(context)?;
    let address = server.addrs().first().copied().with_context(context)?;
    Ok((server.run(), address))
}

async fn openapi_json(text: Data<String>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(text.get_ref().clone())
}

async fn errors_page() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/markdown; charset=utf-8")
        .body(include_str!("../../../docs/errors.md"))
}
