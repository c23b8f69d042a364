//! What stands before the services: faults, sign-in, routing, CSRF protection.

mod auth;
mod csrf;
mod faulty;
mod route;
pub(crate) mod sessions;
mod token;

use crate::net::{Answer, Delivery};
use crate::odata::dispatch::{self, Scene};
use crate::odata::failure::Failure;
use crate::odata::message::{Reply, Request};
use crate::services::Service;
use crate::world::{Logged, World};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The simulator: its services and its world.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) services: Vec<Service>,
    world: Mutex<World>,
    /// Whether the OData port speaks TLS.
    pub(crate) tls: bool,
}

impl State {
    pub(crate) fn new(services: Vec<Service>, world: World, tls: bool) -> Self {
        Self { services, world: Mutex::new(world), tls }
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        // A panic in one request must not take the simulator down for all others.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that passed the door: who sent it and where it goes.
#[derive(Debug, Clone)]
struct Admitted {
    /// Index into the services.
    service: usize,
    user: String,
    base: String,
    /// With the path relative to the service.
    request: Request,
}

/// Answers a request from the wire.
pub(crate) async fn answer(state: Arc<State>, mut request: Request) -> Answer {
    let (method, path) = (request.method.clone(), request.path.clone());
    if method == "POST" {
        let meant = request.header("x-http-method").or_else(|| request.header("x-http-method-override"));
        if let Some(meant) = meant {
            request.method = meant.to_uppercase();
        }
    }
    let answer = faulty::run(&state, request).await;
    let status = (answer.delivery == Delivery::Whole).then_some(answer.reply.status);
    let committed = answer.reply.commits > 0;
    state.world().log(Logged { method, path, status, committed });
    answer
}

/// Sign-in, routing and CSRF check, in SAP's order.
fn admit(state: &State, world: &mut World, request: &Request) -> Result<Admitted, Reply> {
    let user = auth::user(world, request)?;
    auth::client(world, request)?;
    let route = route::find(&request.path).ok_or_else(route::no_page)?;
    let found = state.services.iter().position(|service| service.metadata.service == route.service);
    let service = match found {
        Some(service) if route.version == 1 => service,
        _ => return Err(route::no_service(world, request, &route)),
    };
    if request.modifies() {
        csrf::check(world, request, &user)?;
    }
    let host = request.header("host").unwrap_or("localhost");
    let scheme = if state.tls { "https" } else { "http" };
    let base = format!("{scheme}://{host}/sap/opu/odata/sap/{}", route.service);
    let request = Request { path: route.rest.to_owned(), ..request.clone() };
    Ok(Admitted { service, user, base, request })
}

/// Hands an admitted request to its service.
fn carry_out(state: &State, world: &mut World, admitted: &Admitted) -> Reply {
    let mut scene = scene(state, world, admitted);
    let reply = dispatch::handle(&mut scene, &admitted.request);
    // 405: SAP's own client library fetches its token with HEAD on `$batch`, and reads it from the refusal.
    let granted = reply.status < 300 || reply.status == 405;
    if csrf::is_fetch(&admitted.request) && granted {
        return csrf::grant(world, &admitted.request, &admitted.user, state.tls, reply);
    }
    reply
}

fn scene<'a>(state: &'a State, world: &'a mut World, admitted: &'a Admitted) -> Scene<'a> {
    Scene {
        service: &state.services[admitted.service],
        world,
        user: &admitted.user,
        base: &admitted.base,
        documents: BTreeSet::new(),
    }
}

fn refuse(state: &State, world: &mut World, admitted: &Admitted, failure: &Failure) -> Reply {
    dispatch::refuse(&mut scene(state, world, admitted), &admitted.request, failure)
}
