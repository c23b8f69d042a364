//! HTTP/1.1 by hand: the point of this server is to break answers off.

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::desk::{Delivery, Desk};

/// Listens on a free port of loopback until the run time ends.
pub(super) async fn serve(desk: Desk) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, desk.clone()));
        }
    });
    port
}

/// One request and what becomes of it; then the connection ends.
async fn converse(stream: TcpStream, desk: Desk) {
    let mut stream = BufReader::new(stream);
    let Some(request) = read(&mut stream).await else { return };
    let (status, body, delivery) = desk.take(&request);
    let text = if status == 204 { String::new() } else { body.to_string() };
    let length = text.len();
    let answer = format!(
        "HTTP/1.1 {status} Paper\r\ncontent-type: application/json\r\nretry-after: 7\r\n\
         connection: close\r\ncontent-length: {length}\r\n\r\n{text}"
    );
    let bytes = match delivery {
        Delivery::Whole => answer.as_bytes(),
        Delivery::Half => &answer.as_bytes()[..answer.len() - length.min(1) - 10],
        Delivery::Nothing => &[],
        Delivery::Late(time) => {
            tokio::time::sleep(time).await;
            answer.as_bytes()
        }
    };
    // The client may have gone: that is its affair.
    let _ = stream.get_mut().write_all(bytes).await;
}

/// A request as it came.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) token: String,
    pub(super) body: Value,
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut first = String::new();
    stream.read_line(&mut first).await.ok()?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut token, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("authorization") => token = value.to_owned(),
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(Request { method, path, token, body: serde_json::from_slice(&body).unwrap_or_default() })
}
