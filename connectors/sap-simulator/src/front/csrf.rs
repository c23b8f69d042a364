//! CSRF protection: a token that counts only together with its session cookie.

use crate::odata::message::{Reply, Request};
use crate::world::World;

fn cookie_name(world: &World) -> String {
    format!("SAP_SESSIONID_{}_{}", world.seed.system_id, world.seed.client)
}

fn cookie<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let cookies = request.headers.iter().filter(|(header, _)| header == "cookie");
    cookies
        .flat_map(|(_, value)| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Does this reading request ask for a token?
pub(super) fn is_fetch(request: &Request) -> bool {
    !request.modifies()
        && request.header("x-csrf-token").is_some_and(|value| value.eq_ignore_ascii_case("fetch"))
}

/// Adds token and cookies to a good answer.
pub(super) fn grant(world: &mut World, request: &Request, user: &str, tls: bool, reply: Reply) -> Reply {
    let name = cookie_name(world);
    let now = world.now();
    let (id, token) = world.sessions.open(cookie(request, &name), user, now);
    // A Secure cookie would never come back over plain HTTP.
    let secure = if tls { "; secure" } else { "" };
    let client = &world.seed.client;
    reply
        .with("x-csrf-token", token)
        .with("set-cookie", format!("{name}={id}; path=/{secure}; HttpOnly"))
        .with("set-cookie", format!("sap-usercontext=sap-client={client}; path=/"))
}

/// Refuses a modifying request without a token that fits its session.
pub(super) fn check(world: &mut World, request: &Request, user: &str) -> Result<(), Reply> {
    let token = request.header("x-csrf-token").unwrap_or_default();
    let name = cookie_name(world);
    let now = world.now();
    let good = cookie(request, &name).is_some_and(|id| world.sessions.accepts(id, token, user, now));
    if good {
        return Ok(());
    }
    Err(Reply::text(403, "text/plain;charset=utf-8", "CSRF token validation failed")
        .with("x-csrf-token", "Required"))
}
