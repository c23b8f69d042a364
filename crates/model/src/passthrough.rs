//! Requests in the ERP's own words, for what the unified model lacks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// An HTTP method that an ERP's interface takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum NativeMethod {
    /// Reads; changes nothing.
    #[default]
    Get,
    /// Creates, or calls a function.
    Post,
    /// Changes.
    Patch,
    /// Replaces, or creates with a key of the client's.
    Put,
    /// Deletes.
    Delete,
}

impl NativeMethod {
    /// The method as HTTP writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to the ERP's own interface, made with the connection's credentials.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NativeRequest {
    /// The method. `GET` reads; everything else is a write and makes an operation, unless `reads` is set.
    pub method: NativeMethod,
    /// Path below the ERP's address, such as
    /// `/sap/opu/odata/sap/API_PRODUCT_SRV/A_Product('TG11')` or `/services/rest/record/v1/vendor/7`.
    pub path: String,
    /// Query parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
    /// Headers besides those for sign-in, which cannot be set.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The JSON body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Value, required = false)]
    pub body: Option<Value>,
    /// A `POST` that only reads, such as a SuiteQL query: it makes no operation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reads: bool,
}

impl NativeRequest {
    /// True when it may change something in the ERP.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.method != NativeMethod::Get && !(self.method == NativeMethod::Post && self.reads)
    }
}

/// What the ERP answered to a [`NativeRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NativeAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, without cookies.
    pub headers: BTreeMap<String, String>,
    /// The body: JSON where it is JSON, else text.
    #[schema(value_type = Value, required = false)]
    pub body: Option<Value>,
}
