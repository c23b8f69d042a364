//! Who is there? Checked before anything else, also for paths that lead nowhere.

use crate::odata::message::{Reply, Request};
use crate::world::World;
use base64::Engine;
use subtle::ConstantTimeEq;

const PAGE: &str = "<html><head><title>Logon Error Message</title></head><body><h1>Anmeldung \
                    fehlgeschlagen / Logon failed</h1></body></html>";

/// 401 as an ABAP server sends it.
pub(super) fn unauthorized(world: &World) -> Reply {
    let seed = &world.seed;
    let realm =
        format!("Basic realm=\"SAP NetWeaver Application Server [{}/{}]\"", seed.system_id, seed.client);
    Reply::text(401, "text/html;charset=utf-8", PAGE).with("www-authenticate", realm)
}

/// The user a request comes from.
pub(super) fn user(world: &World, request: &Request) -> Result<String, Reply> {
    let header = request.header("authorization").unwrap_or_default();
    let (scheme, credentials) = header.split_once(' ').unwrap_or((header, ""));
    let found = if scheme.eq_ignore_ascii_case("basic") {
        let (name, password) = basic(credentials).ok_or_else(|| unauthorized(world))?;
        let user = world.seed.users.iter().find(|user| user.name.eq_ignore_ascii_case(&name));
        user.filter(|user| same(&user.password, &password)).map(|user| user.name.clone())
    } else if scheme.eq_ignore_ascii_case("bearer") {
        world.sessions.bearer(credentials.trim(), world.now()).map(str::to_owned)
    } else {
        None
    };
    found.ok_or_else(|| unauthorized(world))
}

/// A wrong `sap-client` is a failed logon: the user does not exist in that client.
pub(super) fn client(world: &World, request: &Request) -> Result<(), Reply> {
    let asked = request.parameter("sap-client").or_else(|| request.header("sap-client").map(str::to_owned));
    match asked {
        Some(client) if client != world.seed.client => Err(unauthorized(world)),
        _ => Ok(()),
    }
}

/// Name and password of a Basic header.
pub(super) fn basic(credentials: &str) -> Option<(String, String)> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(credentials.trim()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (name, password) = text.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}

pub(super) fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}
