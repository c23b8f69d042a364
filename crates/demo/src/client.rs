//! A client of the gateway: HTTP and nothing else.

use anyhow::{Context, ensure};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;

/// Speaks to one gateway with one API key.
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    key: String,
}

/// What the gateway answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// `Idempotent-Replayed: true`
    pub(crate) replayed: bool,
    pub(crate) body: Value,
}

impl Client {
    pub(crate) fn new(http: reqwest::Client, base: String, key: String) -> Self {
        Self { http, base, key }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    pub(crate) async fn get(&self, path: &str) -> anyhow::Result<Value> {
        succeed(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Option<&Value>) -> anyhow::Result<Value> {
        let request = self.request(Method::POST, path);
        succeed(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
    }

    /// Creates a purchase order; waits so many seconds for the ERP.
    pub(crate) async fn order(
        &self,
        connection: &str,
        idempotency_key: &str,
        wait: u8,
        body: &Value,
    ) -> anyhow::Result<Answer> {
        let request = self
            .request(Method::POST, &format!("/v1/connections/{connection}/purchase-orders"))
            .header("Idempotency-Key", idempotency_key)
            .header("Prefer", format!("wait={wait}"));
        answer(request.json(body)).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).bearer_auth(&self.key)
    }
}

async fn succeed(request: RequestBuilder) -> anyhow::Result<Value> {
    let Answer { status, body, .. } = answer(request).await?;
    ensure!(status.is_success(), "the gateway answered {status}: {body}");
    Ok(body)
}

async fn answer(request: RequestBuilder) -> anyhow::Result<Answer> {
    let response = request.send().await.context("the gateway did not answer")?;
    let replayed = response.headers().get("idempotent-replayed").is_some_and(|value| value == "true");
    Ok(Answer { status: response.status(), replayed, body: response.json().await.context("no JSON")? })
}
