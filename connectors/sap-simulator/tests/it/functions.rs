//! Function imports, by the one that takes back a goods movement.

use crate::material_document::{SERVICE, documents, item, movement, posted, text};
use crate::support::{PASSWORD, Sap, USER, read};
use reqwest::Method;
use serde_json::{Value, json};

/// A posted document, and the path that cancels it.
async fn cancellable(sap: &Sap) -> (Value, String) {
    let document = posted(sap, &movement("05", &item("501", &json!({})))).await;
    let (year, number) = (text(&document, "MaterialDocumentYear"), text(&document, "MaterialDocument"));
    let path = format!("{SERVICE}/Cancel?MaterialDocumentYear='{year}'&MaterialDocument='{number}'");
    (document, path)
}

#[tokio::test]
async fn the_metadata_describes_functions_with_their_parameters() {
    let sap = Sap::start().await;
    let text = read(sap.to(Method::GET, &format!("{SERVICE}/$metadata"))).await.unwrap().text;
    let start = text.find("<FunctionImport Name=\"Cancel\"").expect("Cancel is described");
    let cancel = &text[start..start + text[start..].find("</FunctionImport>").unwrap()];
    for part in [
        "ReturnType=\"API_MATERIAL_DOCUMENT_SRV.A_MaterialDocumentHeaderType\"",
        "EntitySet=\"A_MaterialDocumentHeader\"",
        "m:HttpMethod=\"POST\"",
        "<Parameter Name=\"MaterialDocumentYear\" Type=\"Edm.String\" Mode=\"In\" MaxLength=\"4\"/>",
        "<Parameter Name=\"PostingDate\" Type=\"Edm.DateTime\" Mode=\"In\" Precision=\"0\" Nullable=\"true\"/>",
    ] {
        assert!(cancel.contains(part), "{part} is not in {cancel}");
    }
}

#[tokio::test]
async fn a_function_that_gives_an_entity_answers_like_the_entity() {
    let sap = Sap::start().await;
    let (_, path) = cancellable(&sap).await;
    let got = sap.call(&format!("{path}&sap-language=EN")).await;
    assert_eq!(got.status, 200);
    assert_eq!(got.d()["__metadata"]["type"], "API_MATERIAL_DOCUMENT_SRV.A_MaterialDocumentHeaderType");
    assert!(got.header("sap-message").contains("M7/060"));
}

#[tokio::test]
async fn quotes_and_slashes_in_parameters_may_be_encoded() {
    let sap = Sap::start().await;
    let (_, path) = cancellable(&sap).await;
    assert_eq!(sap.call(&path.replace('\'', "%27")).await.status, 200);
}

#[tokio::test]
async fn wrong_parameters_are_refused_by_name() {
    let sap = Sap::start().await;
    let (_, path) = cancellable(&sap).await;
    for (path, status, message) in [
        (format!("{path}&Reason='1'"), 404, "Invalid Function Import Parameter 'Reason'"),
        (
            format!("{SERVICE}/Cancel?MaterialDocumentYear='2026'"),
            404,
            "Invalid Function Import Parameter 'MaterialDocument'",
        ),
        (
            format!("{path}&PostingDate='2026-01-01'"),
            400,
            "Invalid function import parameter type for 'PostingDate'. Expected type is 'Edm.DateTime'",
        ),
        (
            format!("{SERVICE}/Cancel?MaterialDocumentYear=2026&MaterialDocument='1'"),
            400,
            "Invalid function import parameter type for 'MaterialDocumentYear'. Expected type is 'Edm.String'",
        ),
    ] {
        let got = sap.call(&path).await;
        assert_eq!((got.status, got.message()), (status, message.to_owned()), "{path}");
        assert_eq!(got.codes(), ["005056A509B11EE1B9A8FEC11C21578E"]);
    }
    assert_eq!(documents(&sap).await.len(), 1);
}

#[tokio::test]
async fn a_function_is_called_with_its_method() {
    let sap = Sap::start().await;
    let (_, path) = cancellable(&sap).await;
    assert_eq!(read(sap.to(Method::GET, &path)).await.unwrap().status, 405);
    assert_eq!(sap.call(&format!("{path}&$format=json")).await.codes(), ["/IWBEP/CM_MGW_RT/022"]);
    assert_eq!(sap.call(&path.replace("Cancel?", "Forget?")).await.status, 404);
    assert_eq!(documents(&sap).await.len(), 1);
    let unknown = format!("{SERVICE}/Cancel?MaterialDocumentYear='2026'&MaterialDocument='1'");
    assert_eq!(sap.call(&unknown).await.codes(), ["/IWBEP/CM_MGW_RT/020"]);
}

#[tokio::test]
async fn a_function_needs_the_token_of_a_write() {
    let sap = Sap::start().await;
    let (_, path) = cancellable(&sap).await;
    let url = format!("{}/sap/opu/odata/sap/{path}", sap.running.odata_url());
    let request = sap.client.post(url).basic_auth(USER, Some(PASSWORD));
    let got = read(request).await.unwrap();
    assert_eq!((got.status, got.header("x-csrf-token")), (403, "Required"));
    assert_eq!(documents(&sap).await.len(), 1);
}

#[tokio::test]
async fn a_function_whose_answer_is_lost_has_done_its_work() {
    let sap = Sap::start().await;
    let (_, path) = cancellable(&sap).await;
    sap.fault(json!({"kind": "lose_answer", "on": {"path_contains": "Cancel"}})).await;
    assert!(read(sap.to(Method::POST, &path)).await.is_err());
    assert_eq!(documents(&sap).await.len(), 2);
    let ledger = sap.ledger().await;
    assert_eq!(ledger["writes"], 2);
    let last = ledger["requests"].as_array().unwrap().last().unwrap().clone();
    assert_eq!([&last["status"], &last["committed"]], [&Value::Null, &json!(true)]);
}
