//! `$batch`: reads one by one, changesets all or nothing.

use super::dispatch::{Scene, one, refuse};
use super::failure::Failure;
use super::message::{Reply, Request};
use super::path;
use std::collections::HashMap;

/// Answers a batch with 202 and one part per part.
pub(crate) fn answer(scene: &mut Scene<'_>, request: &Request) -> Reply {
    let Some(boundary) = request.header("content-type").and_then(boundary) else {
        let text = "The $batch request needs Content-Type: multipart/mixed with a boundary";
        return refuse(scene, request, &Failure::malformed(text));
    };
    let mut out = Multipart::new(scene);
    let mut commits = 0;
    for part in parts(&request.body, &boundary) {
        let (headers, body) = head(&part);
        let nested = find(&headers, "content-type").and_then(boundary_of_changeset);
        if let Some(inner) = nested {
            let (part, committed) = changeset(scene, request, body, &inner);
            commits += committed;
            out.push_raw(&part);
        } else {
            let reply = match read_part(scene, body) {
                Ok(read) if !read.modifies() => run(scene, &read),
                Ok(_) => {
                    let text = "A modifying request in a batch must stand in a changeset";
                    refuse(scene, request, &Failure::malformed(text))
                }
                Err(failure) => refuse(scene, request, &failure),
            };
            out.push(&reply, None);
        }
    }
    let (content_type, body) = out.finish();
    let mut reply = Reply::text(202, &content_type, body);
    reply.commits = commits;
    reply
}

/// Runs a changeset; the first failure undoes all of it and is the only answer.
fn changeset(scene: &mut Scene<'_>, outer: &Request, body: &[u8], boundary: &str) -> (Vec<u8>, u64) {
    let mark = scene.world.tables.mark();
    scene.documents.clear();
    let mut out = Multipart::new(scene);
    let mut known: HashMap<String, String> = HashMap::new();
    let mut commits = 0;
    for part in parts(body, boundary) {
        let (headers, body) = head(&part);
        let id = find(&headers, "content-id").map(str::to_owned);
        let reply = match read_part(scene, body) {
            Ok(mut inner) => {
                refer(&mut inner, &known);
                if inner.modifies() {
                    run(scene, &inner)
                } else {
                    one_only(scene, outer, "reads are not allowed")
                }
            }
            Err(failure) => refuse(scene, outer, &failure),
        };
        let reply = if scene.documents.len() > 1 {
            one_only(scene, outer, "Default changeset implementation allows only one operation")
        } else {
            reply
        };
        if reply.status >= 400 {
            scene.world.tables.roll_back(mark);
            return (http_part(&reply, id.as_deref()), 0);
        }
        commits += reply.commits;
        let location = reply.headers.iter().find(|(name, _)| name == "location");
        if let (Some(id), Some((_, location))) = (&id, location) {
            let path = location.strip_prefix(scene.base).unwrap_or(location).trim_start_matches('/');
            known.insert(id.clone(), path.to_owned());
        }
        out.push(&reply, id.as_deref());
    }
    let (content_type, body) = out.finish();
    let mut part =
        format!("Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes();
    part.extend(body);
    (part, commits)
}

fn one_only(scene: &mut Scene<'_>, outer: &Request, text: &str) -> Reply {
    refuse(scene, outer, &Failure::new(400, "/IWBEP/CM_MGW_RT/014", format!("Changeset refused: {text}")))
}

/// Replaces `$1/…` by the path of the entity that the part with Content-ID 1 created.
fn refer(request: &mut Request, known: &HashMap<String, String>) {
    let Some(reference) = request.path.trim_start_matches('/').strip_prefix('$') else { return };
    let (id, rest) = reference.split_once('/').map_or((reference, None), |(id, rest)| (id, Some(rest)));
    if let Some(path) = known.get(id) {
        request.path = rest.map_or_else(|| path.clone(), |rest| format!("{path}/{rest}"));
    }
}

fn run(scene: &mut Scene<'_>, request: &Request) -> Reply {
    match path::resolve(&request.path, scene.metadata(), &scene.world.tables) {
        Ok(target) => one(scene, request, &target),
        Err(failure) => refuse(scene, request, &failure),
    }
}

/// The HTTP request inside a part of type `application/http`.
fn read_part(scene: &Scene<'_>, body: &[u8]) -> Result<Request, Failure> {
    let malformed = || Failure::malformed("A part of the batch is not an HTTP request");
    let start = body.iter().position(|b| !b.is_ascii_whitespace()).ok_or_else(malformed)?;
    let (first, rest) = line(&body[start..]);
    let mut words = first.split_whitespace();
    let (method, url) = words.next().zip(words.next()).ok_or_else(malformed)?;
    let (headers, body) = head(rest);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    // Relative to the service, an absolute path, or a whole URL: all three are in use.
    let segment = scene.base.rsplit('/').next().unwrap_or_default();
    let service = format!("/{segment}");
    let path = match path.find(&service) {
        Some(at) if path.starts_with('/') || path.contains("://") => &path[at + service.len()..],
        _ => path,
    };
    let mut body = body.to_vec();
    if let Some(length) = find(&headers, "content-length").and_then(|text| text.parse::<usize>().ok()) {
        body.truncate(length);
    }
    Ok(Request {
        method: method.to_uppercase(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body,
    })
}

fn boundary(content_type: &str) -> Option<String> {
    let (_, rest) = content_type.split_once("boundary=")?;
    Some(rest.split(';').next()?.trim().trim_matches('"').to_owned())
}

fn boundary_of_changeset(content_type: &str) -> Option<String> {
    content_type.starts_with("multipart/mixed").then(|| boundary(content_type)).flatten()
}

/// The bodies between the delimiter lines, without the line end before each delimiter.
fn parts(body: &[u8], boundary: &str) -> Vec<Vec<u8>> {
    let (open, close) = (format!("--{boundary}"), format!("--{boundary}--"));
    let mut found: Vec<Vec<u8>> = Vec::new();
    let mut inside = false;
    let mut rest = body;
    while !rest.is_empty() {
        let whole = rest;
        let (text, after) = line(rest);
        rest = after;
        let text = text.trim_end();
        if text == close {
            break;
        }
        if text == open {
            found.push(Vec::new());
            inside = true;
        } else if let (true, Some(part)) = (inside, found.last_mut()) {
            part.extend(&whole[..whole.len() - after.len()]);
        }
    }
    for part in &mut found {
        let end = if part.ends_with(b"\r\n") { 2 } else { usize::from(part.ends_with(b"\n")) };
        part.truncate(part.len() - end);
    }
    found
}

fn line(bytes: &[u8]) -> (String, &[u8]) {
    let end = bytes.iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1);
    (String::from_utf8_lossy(&bytes[..end]).trim_end_matches(['\r', '\n']).to_owned(), &bytes[end..])
}

type Headers = Vec<(String, String)>;

/// Header lines up to the empty line, and what follows.
fn head(bytes: &[u8]) -> (Headers, &[u8]) {
    let mut headers = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (text, after) = line(rest);
        rest = after;
        if text.is_empty() {
            break;
        }
        if let Some((name, value)) = text.split_once(':') {
            headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    (headers, rest)
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

/// A multipart body under construction.
struct Multipart {
    boundary: String,
    body: Vec<u8>,
}

impl Multipart {
    fn new(scene: &mut Scene<'_>) -> Self {
        Self { boundary: scene.world.transaction_id(), body: Vec::new() }
    }

    fn push(&mut self, reply: &Reply, content_id: Option<&str>) {
        let part = http_part(reply, content_id);
        self.push_raw(&part);
    }

    fn push_raw(&mut self, part: &[u8]) {
        self.body.extend(format!("--{}\r\n", self.boundary).bytes());
        self.body.extend(part);
        self.body.extend(b"\r\n");
    }

    fn finish(mut self) -> (String, Vec<u8>) {
        self.body.extend(format!("--{}--\r\n", self.boundary).bytes());
        (format!("multipart/mixed; boundary={}", self.boundary), self.body)
    }
}

fn http_part(reply: &Reply, content_id: Option<&str>) -> Vec<u8> {
    let status = hyper::StatusCode::from_u16(reply.status).ok();
    let reason = status.and_then(|status| status.canonical_reason()).unwrap_or("");
    let mut inner = format!("HTTP/1.1 {} {reason}\r\n", reply.status);
    for (name, value) in &reply.headers {
        inner.push_str(&format!("{name}: {value}\r\n"));
    }
    inner.push_str(&format!("dataserviceversion: 2.0\r\ncontent-length: {}\r\n\r\n", reply.body.len()));
    let mut head = "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n".to_owned();
    if let Some(id) = content_id {
        head.push_str(&format!("Content-ID: {id}\r\n"));
    }
    let length = inner.len() + reply.body.len();
    let mut part = format!("{head}Content-Length: {length}\r\n\r\n{inner}").into_bytes();
    part.extend(&reply.body);
    part
}
