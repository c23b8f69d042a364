//! A running simulator and a plain client for it.

use erpgate_sap_simulator::{Options, Running, Seed, start};
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

pub(crate) const USER: &str = "ERPGATE";
pub(crate) const PASSWORD: &str = "Welcome-to-SAP-1";
pub(crate) const SERVICE: &str = "/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV";

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Got {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// What stands under `d`.
    pub(crate) fn d(&self) -> Value {
        self.json()["d"].clone()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII header"))
    }

    /// The codes of all messages of an error.
    pub(crate) fn codes(&self) -> Vec<String> {
        let json = self.json();
        let details = json["error"]["innererror"]["errordetails"].as_array().cloned().unwrap_or_default();
        details.iter().map(|detail| detail["code"].as_str().unwrap_or_default().to_owned()).collect()
    }

    pub(crate) fn message(&self) -> String {
        self.json()["error"]["message"]["value"].as_str().unwrap_or_default().to_owned()
    }
}

/// A simulator with a signed-in client.
#[derive(Debug)]
pub(crate) struct Sap {
    pub(crate) running: Running,
    pub(crate) client: Client,
    pub(crate) token: String,
}

pub(crate) fn client() -> Client {
    Client::builder().cookie_store(true).build().expect("client")
}

pub(crate) async fn read(request: RequestBuilder) -> Result<Got, reqwest::Error> {
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Got { status, headers, text: response.text().await? })
}

impl Sap {
    pub(crate) async fn start() -> Self {
        Self::start_with(Options::default()).await
    }

    /// Starts with a built-in world whose switches are replaced.
    pub(crate) async fn switched(switches: Value) -> Self {
        let mut seed = Seed::default_world();
        seed.switches = serde_json::from_value(switches).expect("switches");
        Self::start_with(Options { seed, ..Options::default() }).await
    }

    pub(crate) async fn start_with(options: Options) -> Self {
        let running = start(options).await.expect("starts");
        let mut sap = Self { running, client: client(), token: String::new() };
        sap.token = sap.fetch_token().await;
        sap
    }

    pub(crate) async fn fetch_token(&self) -> String {
        let got = read(self.request(Method::GET, "/").header("x-csrf-token", "Fetch")).await.expect("token");
        assert_eq!(got.status, 200, "{}", got.text);
        got.header("x-csrf-token").to_owned()
    }

    /// Fetches a token anew, after the old one was made invalid.
    pub(crate) async fn renew(&mut self) {
        self.token = self.fetch_token().await;
    }

    /// The address of a path of the purchase order service, or of one that begins with `/sap/`.
    pub(crate) fn url(&self, path: &str) -> String {
        let service = if path.starts_with("/sap/") { "" } else { SERVICE };
        format!("{}{service}{path}", self.running.odata_url())
    }

    /// A signed-in request without a token.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, self.url(path))
            .basic_auth(USER, Some(PASSWORD))
            .header("accept", "application/json")
    }

    pub(crate) fn write(&self, method: Method, path: &str, body: &Value) -> RequestBuilder {
        self.request(method, path).header("x-csrf-token", &self.token).json(body)
    }

    pub(crate) async fn get(&self, path: &str) -> Got {
        read(self.request(Method::GET, path)).await.expect("an answer")
    }

    pub(crate) async fn query(&self, path: &str, query: &[(&str, &str)]) -> Got {
        read(self.request(Method::GET, path).query(query)).await.expect("an answer")
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Got {
        read(self.write(Method::POST, path, body)).await.expect("an answer")
    }

    /// PATCH, whatever the etag.
    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Got {
        read(self.write(Method::PATCH, path, body).header("if-match", "*")).await.expect("an answer")
    }

    pub(crate) async fn delete(&self, path: &str) -> Got {
        let request = self.request(Method::DELETE, path).header("x-csrf-token", &self.token);
        read(request.header("if-match", "*")).await.expect("an answer")
    }

    /// A request to any service, `API_MATERIAL_STOCK_SRV/A_MaterialStock`, with the token of a write.
    pub(crate) fn to(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/sap/opu/odata/sap/{path}", self.running.odata_url());
        let request = self.client.request(method, url).basic_auth(USER, Some(PASSWORD));
        request.header("accept", "application/json").header("x-csrf-token", &self.token)
    }

    /// Calls a function import as SAP's own clients do: POST without a body.
    pub(crate) async fn call(&self, path: &str) -> Got {
        read(self.to(Method::POST, path)).await.expect("an answer")
    }

    pub(crate) async fn admin(&self, method: Method, path: &str, body: Option<&Value>) -> Got {
        let mut request = self.client.request(method, format!("{}{path}", self.running.admin_url()));
        if let Some(body) = body {
            request = request.json(body);
        }
        read(request).await.expect("the admin server answers")
    }

    pub(crate) async fn fault(&self, fault: Value) {
        let got = self.admin(Method::POST, "/faults", Some(&fault)).await;
        assert_eq!(got.status, 204, "{}", got.text);
    }

    pub(crate) async fn ledger(&self) -> Value {
        self.admin(Method::GET, "/ledger", None).await.json()
    }

    /// How many orders the world holds.
    pub(crate) async fn orders(&self) -> usize {
        self.ledger().await["purchase_orders"].as_array().map_or(0, Vec::len)
    }

    /// Creates the usual order and gives its number.
    pub(crate) async fn order(&self) -> String {
        let got = self.post("/A_PurchaseOrder", &order()).await;
        assert_eq!(got.status, 201, "{}", got.text);
        got.d()["PurchaseOrder"].as_str().expect("a number").to_owned()
    }
}

/// The order that most tests begin with: two items.
pub(crate) fn order() -> Value {
    json!({
        "CompanyCode": "1010", "PurchaseOrderType": "NB", "Supplier": "10300001",
        "PurchasingOrganization": "1010", "PurchasingGroup": "001",
        "CorrespncExternalReference": "EXT-0000001",
        "to_PurchaseOrderItem": [
            {"Material": "TG11", "Plant": "1010", "OrderQuantity": "12.5", "NetPriceAmount": "3.999",
             "to_ScheduleLine": [{"ScheduleLineDeliveryDate": "/Date(4102444800000)/"}]},
            {"Material": "TG12", "Plant": "1010", "StorageLocation": "101A", "OrderQuantity": "2"}
        ]
    })
}

/// The usual order with one change: `pointer` set to `value`, or removed when `value` is null.
pub(crate) fn order_with(pointer: &str, value: Value) -> Value {
    let mut body = order();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = body.pointer_mut(parent).expect("the parent is there");
    let parent = parent.as_object_mut().expect("an object");
    if value.is_null() {
        parent.remove(name);
    } else {
        parent.insert(name.to_owned(), value);
    }
    body
}

pub(crate) fn item_path(number: &str, item: &str) -> String {
    format!("/A_PurchaseOrderItem(PurchaseOrder='{number}',PurchaseOrderItem='{item}')")
}

pub(crate) fn order_path(number: &str) -> String {
    format!("/A_PurchaseOrder('{number}')")
}
