//! Secrets are in no log line, no debug output and no error text.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::fmt::MakeWriter;

use super::{Behaviour, always, behaviour};
use crate::stand::Stand;
use crate::visit::Visit;

pub(super) const BEHAVIOURS: &[Behaviour] =
    &[behaviour("secrets::are_never_printed", always, |stand| Box::pin(never_printed(stand)))];

async fn never_printed(stand: &Stand) {
    assert!(!stand.secrets.is_empty(), "the stand names its secrets");
    assert!(stand.secrets.iter().all(|secret| secret.len() >= 8), "short secrets are found by chance");
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let said = {
        let _watching = tracing::subscriber::set_default(subscriber);
        everything_said(stand).await
    };
    let logged = log.text();
    assert!(logged.contains("call to the ERP"), "the log was watched: {logged}");
    for (place, text) in [("the log", logged), ("debug output or an error", said)] {
        for (index, secret) in stand.secrets.iter().enumerate() {
            // The secret itself is not repeated here: test output is kept too.
            assert!(!text.contains(secret.as_str()), "secret number {index} of the stand is in {place}");
        }
    }
}

/// Calls that go well and calls that do not, and everything that can be printed of them.
async fn everything_said(stand: &Stand) -> String {
    let mut said = Vec::new();
    for connector in [&stand.connector, &stand.wrong_credentials, &stand.nobody_listens] {
        let visit = Visit::with(connector);
        said.push(format!("{:?}", visit.connector.probe(&visit.session).await));
        for order in [&stand.samples.order, &stand.samples.refused_order] {
            let result = visit.create(order).await;
            said.push(format!("{result:?}"));
            said.extend(result.err().map(|error| error.to_string()));
        }
        said.push(format!("{:?}", visit.locate(visit.reference()).await));
        said.push(format!("{connector:?} {:#?} {:?}", visit.session, visit.session.calls()));
    }
    said.join("\n")
}

/// Keeps what is logged.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
