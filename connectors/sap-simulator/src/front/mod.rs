//! What stands before the services: faults, sign-in, routing, CSRF protection.

mod auth;
mod csrf;
mod faulty;
mod route;
mod route_v4;
pub(crate) mod sessions;
mod token;

use crate::net::{Answer, Delivery};
use crate::odata::dispatch::{self, Scene};
use crate::odata::failure::Failure;
use crate::odata::message::{Reply, Request};
use crate::odata4;
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
    let is_v4 = route_v4::is_v4(&request.path);
    let (service, path, rest) =
        if is_v4 { find_v4(state, world, request)? } else { find_v2(state, world, request)? };
    if request.modifies() {
        csrf::check(world, request, &user)?;
    }
    let host = request.header("host").unwrap_or("localhost");
    let scheme = if state.tls { "https" } else { "http" };
    let base = format!("{scheme}://{host}{path}");
    let request = Request { path: rest.to_owned(), ..request.clone() };
    Ok(Admitted { service, user, base, request })
}

/// The index of a service, its path, and what follows it in the request's path.
type Way<'a> = (usize, String, &'a str);

fn find_v2<'a>(state: &State, world: &World, request: &'a Request) -> Result<Way<'a>, Reply> {
    let route = route::find(&request.path).ok_or_else(route::no_page)?;
    let meant = |service: &Service| {
        service.shown().is_none()
            && service.metadata.service == route.service
            && service.metadata.version == route.version
    };
    match state.services.iter().position(meant) {
        Some(service) => Ok((service, format!("/sap/opu/odata/sap/{}", route.segment), route.rest)),
        None => Err(route::no_service(world, request, &route)),
    }
}

fn find_v4<'a>(state: &State, world: &World, request: &'a Request) -> Result<Way<'a>, Reply> {
    let route = route_v4::find(&state.services, &request.path)
        .ok_or_else(|| route_v4::no_service(&state.services, world, &request.path))?;
    Ok((route.service, route.path.to_owned(), route.rest))
}

/// Hands an admitted request to its service.
fn carry_out(state: &State, world: &mut World, admitted: &Admitted) -> Reply {
    let mut scene = scene(state, world, admitted);
    let reply = match scene.service.shown() {
        None => dispatch::handle(&mut scene, &admitted.request),
        Some(shown) => odata4::dispatch::handle(&mut scene, shown, &admitted.request),
    };
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
    let mut scene = scene(state, world, admitted);
    if scene.service.shown().is_some() {
        return odata4::dispatch::refuse(&scene, failure);
    }
    dispatch::refuse(&mut scene, &admitted.request, failure)
}
