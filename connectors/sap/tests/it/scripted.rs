//! A server that gives the answers it was told, in order, and keeps the requests as they came.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A request as it stood on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Method and target, such as `GET /sap/...`.
    pub(crate) line: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    /// The only header of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} stands twice");
        value
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }
}

/// An answer: status, header lines, body.
#[derive(Debug, Clone)]
pub(crate) struct Scripted(u16, Vec<String>, String);

pub(crate) fn answer(status: u16, body: &(impl ToString + ?Sized)) -> Scripted {
    Scripted(status, Vec::new(), body.to_string())
}

impl Scripted {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.1.push(format!("{name}: {value}"));
        self
    }
}

#[derive(Debug, Default)]
struct Script {
    answers: VecDeque<Scripted>,
    requests: Vec<Request>,
}

/// The server; it ends with the test's run time.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) url: String,
    script: Arc<Mutex<Script>>,
}

impl Server {
    pub(crate) async fn start(answers: impl IntoIterator<Item = Scripted>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
        let script =
            Arc::new(Mutex::new(Script { answers: answers.into_iter().collect(), ..Script::default() }));
        let shared = Arc::clone(&script);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { url, script }
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.script.lock().expect("no test panics while it holds the lock").requests.clone()
    }
}

async fn serve(mut stream: TcpStream, script: Arc<Mutex<Script>>) -> Option<()> {
    let request = read(&mut stream).await?;
    let Scripted(status, headers, body) = {
        let mut script = script.lock().expect("no test panics while it holds the lock");
        script.requests.push(request);
        // A request too many is answered so that the test sees it in the list.
        script.answers.pop_front().unwrap_or_else(|| answer(418, "no more answers"))
    };
    let mut head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        head.push_str(&header);
        head.push_str("\r\n");
    }
    stream.write_all(format!("{head}\r\n{body}").as_bytes()).await.ok()?;
    stream.shutdown().await.ok()
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let (line, rest) = head.split_once("\r\n")?;
    let headers: Vec<(String, String)> = rest
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap_or(0));
    while bytes.len() < end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8(bytes[end + 4..].to_vec()).ok()?;
    Some(Request { line: line.trim_end_matches(" HTTP/1.1").to_owned(), headers, body })
}
