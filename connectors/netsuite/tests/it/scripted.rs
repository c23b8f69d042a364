//! A server that gives the answers it was told, in order, and keeps the requests as they came.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request as it stood on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Method and target, such as `GET /services/…`.
    pub(crate) line: String,
    /// Header names in lower case.
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    /// The value of a header that must stand there once.
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut values =
            self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let value = values.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert_eq!(values.next(), None, "{name} stands twice");
        value
    }
}

/// Status, header lines, body.
pub(crate) type Answer = (u16, Vec<String>, String);

/// 204 with the address of the new order.
pub(crate) fn made(id: &str) -> Answer {
    let location = format!("Location: https://a.example/services/rest/record/v1/purchaseOrder/{id}");
    (204, vec![location], String::new())
}

/// 204 without anything.
pub(crate) fn done() -> Answer {
    (204, Vec::new(), String::new())
}

pub(crate) fn answer(status: u16, body: &Value) -> Answer {
    (status, Vec::new(), body.to_string())
}

/// NetSuite's error body.
pub(crate) fn error(status: u16, code: &str, detail: &str) -> Answer {
    answer(status, &json!({"status": status, "o:errorDetails": [{"detail": detail, "o:errorCode": code}]}))
}

/// What the token endpoint says.
pub(crate) fn token(bearer: &str, expires_in: &Value) -> Answer {
    answer(200, &json!({"access_token": bearer, "expires_in": expires_in, "token_type": "bearer"}))
}

#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// A server that ends with the test's run time. A request too many is answered with 418, so that the
    /// test sees it.
    pub(crate) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (kept, mut answers) = (Arc::clone(&requests), answers.into_iter().collect::<VecDeque<_>>());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let Some(request) = read(&mut stream).await else { continue };
                kept.lock().unwrap().push(request);
                let (status, headers, body) = answers.pop_front().unwrap_or((418, Vec::new(), String::new()));
                let mut head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\n");
                if status != 204 {
                    head.push_str(&format!("Content-Length: {}\r\n", body.len()));
                }
                headers.iter().for_each(|header| head.push_str(&format!("{header}\r\n")));
                // A client that is gone has seen enough.
                let _ = stream.write_all(format!("{head}\r\n{body}").as_bytes()).await;
            }
        });
        Self { url, requests }
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The requests without those for tokens, as `METHOD target`.
    pub(crate) fn lines(&self) -> Vec<String> {
        let lines = self.requests().into_iter().map(|request| request.line);
        lines.filter(|line| !line.ends_with("/oauth2/v1/token")).collect()
    }
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
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap());
    while bytes.len() < end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8(bytes[end + 4..].to_vec()).ok()?;
    Some(Request { line: line.trim_end_matches(" HTTP/1.1").to_owned(), headers, body })
}
