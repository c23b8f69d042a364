//! `POST /{source}/{id}/!transform/{target}`.

use hyper::{Method, StatusCode};

use super::record::{create_form, done};
use super::{Call, Handled};
use crate::http::{Locus, Problem};
use crate::records::{self, Address};
use crate::rules;

/// Makes a record from another one; the body overrides what the source gives and may be empty.
pub(super) fn transform(call: Call<'_>, source: &str, id: &str, target: &str) -> Handled {
    if call.request.method != Method::POST {
        return Err(Problem::method(&call.request.method));
    }
    let address = Address::parse(id, &call.request.path)?;
    let mut world = call.simulator.world();
    let (source, target) = (call.record_type(&world, source)?, call.record_type(&world, target)?);
    let id = records::locate(&world, &source, &address)?;
    let (body, writing) = (call.optional_body()?, call.writing(&world)?);
    let keep = !call.request.media_type_is("accept", "create-form");
    match (source.name.as_str(), target.name.as_str()) {
        ("purchaseOrder", "itemReceipt") => {
            let draft = rules::receive(&mut world, id, body, &writing, &call.writer(), keep)?;
            if keep { Ok(done(call, &draft)) } else { create_form(call, &world, &draft) }
        }
        (
            "workOrder",
            target @ ("workOrderIssue" | "workOrderCompletion" | "workOrderClose" | "assemblyBuild"),
        ) => {
            let draft = rules::produce(&mut world, id, target, body, &writing, &call.writer(), keep)?;
            if keep { Ok(done(call, &draft)) } else { create_form(call, &world, &draft) }
        }
        (source, target) => {
            let detail = format!("Record type '{source}' cannot be transformed to '{target}'.");
            let url = Locus::Url(call.request.path.clone());
            Err(Problem::new(StatusCode::BAD_REQUEST, "INVALID_REQUEST", detail).at(url))
        }
    }
}
