//! The connector of the paper ERP: faithful, but for one mistake.

use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use erpgate_connector::{
    Answer, Attempted, Call, Connector, Receipt, Rejection, Session, Sighting, System, Tls, Trouble,
    TroubleKind, WriteError, http_client,
};
use erpgate_model::{
    Action, Capability, Command, FailureCode, FieldError, NativeAnswer, NativeError, NativeRequest,
    NewRecord, Page, Patch, Query, Record, RecordId, Reference, Resource, Update, Verb,
};
use http::{HeaderValue, Method, StatusCode};
use serde_json::{Value, json};
use url::Url;

use super::Mistake;
use super::fields;

pub(super) struct Paper {
    client: reqwest::Client,
    base: Url,
    password: String,
    token: Mutex<Option<String>>,
    pub(super) mistake: Mistake,
}

impl Paper {
    pub(super) fn new(base: Url, password: String, mistake: Mistake) -> Self {
        let client = http_client(&Tls::default()).unwrap();
        Self { client, base, password, token: Mutex::default(), mistake }
    }

    fn call(&self, method: Method, path: &str, token: &str) -> Call {
        let mut secret = HeaderValue::from_str(token).unwrap();
        secret.set_sensitive(true);
        Call::new(method, self.base.join(path).unwrap()).header(http::header::AUTHORIZATION, secret)
    }

    async fn token(&self, session: &Session) -> Result<String, Trouble> {
        let known = self.token.lock().unwrap().clone();
        if let Some(token) = known {
            return Ok(token);
        }
        let answer = session.read(self.call(Method::POST, "token", &self.password)).await?;
        let token = answer.json().and_then(|body| Some(body["token"].as_str()?.to_owned()));
        let token = token.ok_or_else(|| Trouble::new(TroubleKind::CredentialsRefused, "wrong password"))?;
        *self.token.lock().unwrap() = Some(token.clone());
        Ok(token)
    }

    pub(super) async fn get(&self, session: &Session, path: &str) -> Result<Option<Value>, Trouble> {
        let token = self.token(session).await?;
        let answer = session.read(self.call(Method::GET, path, &token)).await?;
        match answer.status {
            StatusCode::OK => Ok(answer.json()),
            StatusCode::NOT_FOUND => Ok(None),
            _ => Err(Trouble::new(TroubleKind::CredentialsRefused, answer.excerpt())),
        }
    }

    /// Sends once; a second time only when the token had run out.
    pub(super) async fn write(
        &self,
        session: &Session,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<Value, WriteError> {
        let mut renewals = 0;
        let answer = loop {
            let token = self.token(session).await?;
            let call = self.call(method.clone(), path, &token).json(body);
            let mut result = session.write(call.clone()).await;
            if self.mistake == Mistake::SendsLostWritesAgain && matches!(result, Err(WriteError::Unknown(_)))
            {
                result = session.write(call).await;
            }
            let answer = match result {
                Err(WriteError::Unknown(trouble)) if self.mistake == Mistake::TakesSilenceForNo => {
                    return Err(Rejection::new(FailureCode::RejectedByErp, trouble.detail).into());
                }
                Err(WriteError::Unknown(_)) if self.mistake == Mistake::TakesSilenceForYes => {
                    return Ok(json!({"id": "1"}));
                }
                other => other?,
            };
            let most = match self.mistake {
                Mistake::NeverRenews => 0,
                Mistake::RenewsForEver => 100,
                _ => 1,
            };
            if answer.status != StatusCode::UNAUTHORIZED || renewals == most {
                break answer;
            }
            renewals += 1;
            *self.token.lock().unwrap() = None;
        };
        self.understand(session, &answer)
    }

    fn understand(&self, session: &Session, answer: &Answer) -> Result<Value, WriteError> {
        let Some(body) = answer.json() else { return Err(session.unreadable(answer)) };
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let native = NativeError { system: "paper".into(), code: text("code"), message: text("message") };
        let trouble = |kind| Trouble::new(kind, native.message.clone()).with_native(Some(native.clone()));
        let code = match answer.status {
            status if status.is_success() => return Ok(body),
            // The reference is ours alone: what stands there is what we sent.
            StatusCode::CONFLICT => return Ok(body),
            StatusCode::LOCKED => return Err(WriteError::NotApplied(trouble(TroubleKind::Locked))),
            StatusCode::UNAUTHORIZED => {
                return Err(WriteError::NotApplied(trouble(TroubleKind::CredentialsRefused)));
            }
            StatusCode::NOT_FOUND => FailureCode::RecordNotFound,
            _ => FailureCode::RejectedByErp,
        };
        let mut error = FieldError {
            pointer: None,
            code: "rejected".into(),
            detail: native.message.clone(),
            native: Some(native.clone()),
        };
        if self.mistake == Mistake::HidesTheErpsWords {
            error.native = None;
        }
        Err(WriteError::Rejected(Rejection { code, detail: native.message, errors: vec![error] }))
    }

    async fn all(&self, session: &Session) -> Result<Vec<Value>, Trouble> {
        let list = self.get(session, "orders").await?;
        Ok(list.and_then(|list| list.as_array().cloned()).unwrap_or_default())
    }
}

impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let password = if self.mistake == Mistake::PrintsPassword { &self.password } else { "" };
        write!(f, "Paper({}{password})", self.base)
    }
}

fn no_row(verb: Verb) -> Trouble {
    Trouble::new(TroubleKind::BadQuestion, format!("the paper has no row for {verb}"))
}

pub(super) fn receipt(order: &Value) -> Receipt {
    Receipt::of(RecordId::new(order["id"].as_str().unwrap()), Vec::new())
}

#[async_trait]
impl Connector for Paper {
    fn capabilities(&self) -> &'static [Capability] {
        fields::rows()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn call_timeout(&self) -> Duration {
        Duration::from_secs(5)
    }

    fn settle_time(&self) -> Duration {
        Duration::from_secs(10)
    }

    async fn probe(&self, session: &Session) -> Result<System, Trouble> {
        self.all(session).await?;
        Ok(System { name: "Paper".into(), found: vec!["the list of orders can be read".into()] })
    }

    async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        match command {
            Command::Create(NewRecord::PurchaseOrder(order)) => {
                let mut body = json!(order);
                if self.mistake != Mistake::ForgetsReference {
                    body["reference"] = json!(session.reference());
                }
                if self.mistake == Mistake::RoundsPrices {
                    body["lines"][0]["unit_price"] = "4.00".into();
                }
                if self.mistake == Mistake::DropsNotes {
                    body["notes"] = Value::Null;
                }
                self.write(session, Method::POST, "orders", &body).await.map(|order| receipt(&order))
            }
            Command::Update(Update { target, patch: Patch::PurchaseOrder(patch) }) => {
                self.update(session, target, patch, attempted).await
            }
            Command::Act(Action { resource: Resource::PurchaseOrder, verb, target }) => match verb {
                Verb::Delete => self.delete(session, &target.id).await,
                Verb::Cancel => self.end(session, &target.id, "cancelled").await,
                Verb::Close => self.end(session, &target.id, "closed").await,
                other => Err(no_row(*other).into()),
            },
            other => Err(no_row(other.verb()).into()),
        }
    }

    async fn locate(
        &self,
        session: &Session,
        _: Resource,
        reference: &Reference,
    ) -> Result<Sighting, Trouble> {
        let orders = self.all(session).await?;
        let found = orders.iter().find(|order| order["reference"] == reference.as_str());
        Ok(found.map_or(Sighting::Absent, |order| Sighting::Found(receipt(order).id().clone())))
    }

    async fn read(
        &self,
        session: &Session,
        resource: Resource,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let Some(mut order) = self.get(session, &format!("orders/{id}")).await? else { return Ok(None) };
        if native {
            order["native"] = order.clone();
        }
        Ok(Some(Record::from_json(resource, order).expect("the paper keeps unified words")))
    }

    async fn list(&self, session: &Session, resource: Resource, query: &Query) -> Result<Page, Trouble> {
        let mut orders = self.all(session).await?;
        let number = |order: &Value| order["id"].as_str().and_then(|id| id.parse::<u32>().ok()).unwrap();
        let cursor: u32 = query.cursor.as_ref().map_or(0, |cursor| cursor.parse().unwrap());
        let by_offset = self.mistake == Mistake::PagesFromTheNewest;
        if by_offset {
            orders.reverse();
            orders.drain(..orders.len().min(cursor as usize));
        } else {
            orders.retain(|order| number(order) > cursor);
        }
        let full = orders.len() > usize::from(query.limit);
        orders.truncate(query.limit.into());
        let last = if by_offset { cursor + u32::from(query.limit) } else { orders.last().map_or(0, number) };
        let next_cursor = full.then(|| last.to_string());
        orders.retain(|order| self.mistake == Mistake::IgnoresFilters || fits(order, query));
        let records = orders.into_iter().map(|order| Record::from_json(resource, order).unwrap()).collect();
        Ok(Page { records, next_cursor })
    }

    fn rehearse(&self, call: &Call) -> Answer {
        let mut order =
            call.body.as_ref().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
        if let Value::Object(order) = &mut order {
            order.insert("id".to_owned(), "a number".into());
        }
        let body = order.to_string().into_bytes();
        Answer { status: StatusCode::CREATED, headers: http::HeaderMap::new(), body }
    }

    async fn ask(&self, _: &Session, request: &NativeRequest) -> Result<NativeAnswer, Trouble> {
        panic!("the paper has no row for {request:?}")
    }
}

fn fits(order: &Value, query: &Query) -> bool {
    let is =
        |field: &str, wanted: &Option<String>| wanted.as_ref().is_none_or(|wanted| order[field] == **wanted);
    let changed: erpgate_model::Timestamp = serde_json::from_value(order["updated_at"].clone()).unwrap();
    is("number", &query.number)
        && is("external_id", &query.external_id)
        && is("vendor_id", &query.vendor_id)
        && is("status", &query.status)
        && query.updated_since.is_none_or(|since| changed >= since)
}
