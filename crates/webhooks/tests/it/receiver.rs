//! A receiver on loopback that does as it is told. Written on a bare socket, because most of what it
//! does no HTTP server would.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::task::{JoinHandle, JoinSet};

/// What the receiver does with one request.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Answers with this status, these further header lines and this body.
    Full(u16, &'static str, &'static [u8]),
    /// Says nothing.
    Hang,
    /// Answers 200 once it is told to.
    When(Arc<Notify>),
    /// Answers 200 and a body without end.
    Endless,
    /// Answers 200 and announces 100 bytes of which it sends the first four.
    CutBody,
    /// Answers with something that is not HTTP.
    Garbage,
    /// Closes the connection without an answer.
    Close,
}

impl Answer {
    pub(crate) fn status(status: u16) -> Self {
        Self::Full(status, "", b"")
    }
}

/// A request as it came.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) head: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).expect(name).to_str().unwrap()
    }
}

/// Stops when dropped.
#[derive(Debug)]
pub(crate) struct Receiver {
    address: SocketAddr,
    requests: mpsc::UnboundedReceiver<Request>,
    written: mpsc::UnboundedReceiver<usize>,
    task: JoinHandle<()>,
}

impl Receiver {
    /// Gives these answers one after the other, then 200.
    pub(crate) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::start_with(answers, Answer::status(200)).await
    }

    /// Gives these answers one after the other, then always the last.
    pub(crate) async fn start_with(answers: impl IntoIterator<Item = Answer>, then: Answer) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Mutex::new(answers.into_iter().collect::<VecDeque<_>>()));
        let (arrived, requests) = mpsc::unbounded_channel();
        let (wrote, written) = mpsc::unbounded_channel();
        let task = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (script, then) = (Arc::clone(&script), then.clone());
                let (arrived, wrote) = (arrived.clone(), wrote.clone());
                connections.spawn(async move {
                    let mut stream = stream;
                    let Some(request) = read(&mut stream).await else { return };
                    let answer = script.lock().unwrap().pop_front().unwrap_or(then);
                    arrived.send(request).unwrap();
                    let _ = wrote.send(give(&answer, &mut stream).await);
                });
            }
        });
        Self { address, requests, written, task }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook?from=erpgate", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The next request; fails the test when none comes.
    pub(crate) async fn next(&mut self) -> Request {
        let next = tokio::time::timeout(Duration::from_secs(20), self.requests.recv());
        next.await.expect("a request should come").expect("the receiver runs")
    }

    /// Fails the test when a request came that nobody looked at.
    #[track_caller]
    pub(crate) fn nothing_came(&mut self) {
        if let Ok(request) = self.requests.try_recv() {
            panic!("unexpected: {}", request.head);
        }
    }

    /// Takes the requests that came so far.
    pub(crate) fn drain(&mut self) -> Vec<Request> {
        std::iter::from_fn(|| self.requests.try_recv().ok()).collect()
    }

    /// How many bytes of an answer could be written before the sender hung up.
    pub(crate) async fn bytes_written(&mut self) -> usize {
        let next = tokio::time::timeout(Duration::from_secs(20), self.written.recv());
        next.await.expect("the answer should end").expect("the receiver runs")
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut headers = HeaderMap::new();
    for line in head.lines().skip(1) {
        let (name, value) = line.split_once(':').unwrap();
        headers.append(HeaderName::try_from(name).unwrap(), HeaderValue::from_str(value.trim()).unwrap());
    }
    let length: usize = headers.get("content-length")?.to_str().unwrap().parse().unwrap();
    while bytes.len() < end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Request { head, headers, body: String::from_utf8(bytes[end + 4..].to_vec()).unwrap() })
}

/// Gives an answer and says how many bytes of it could be written.
async fn give(answer: &Answer, stream: &mut TcpStream) -> usize {
    let bytes = match answer {
        Answer::Full(status, lines, body) => {
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} Whatever\r\n{lines}content-length: {length}\r\nconnection: close\r\n\r\n"
            );
            [head.as_bytes(), body].concat()
        }
        Answer::Hang => std::future::pending().await,
        Answer::When(told) => {
            told.notified().await;
            b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec()
        }
        Answer::Endless => {
            let mut written = 0;
            let mut chunk = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
            while stream.write_all(&chunk).await.is_ok() {
                written += chunk.len();
                chunk = vec![b'x'; 64 * 1024];
            }
            return written;
        }
        Answer::CutBody => b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf".to_vec(),
        Answer::Garbage => b"SSH-2.0-whatever\r\n".to_vec(),
        Answer::Close => Vec::new(),
    };
    stream.write_all(&bytes).await.map_or(0, |()| bytes.len())
}
