//! The ERP's own fields have names of the client, where the connection gives them.

use reqwest::Method;
use serde_json::json;

use crate::stand::{Erp, Stand, order, read};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_custom_field_is_written_and_read_under_the_clients_name() {
    let stand = Stand::start().await;
    for (erp, native) in [(Erp::NetSuite, "custbody_project_code"), (Erp::Sap, "YY1_Project_PDH")] {
        let mut new = stand.new_connection(erp);
        new["aliases"]["custom_fields"] = json!({"project": native});
        let made = stand.request(Method::POST, "/v1/connections").json(&new).send().await.unwrap();
        let (_, connection) = read(made).await;
        let connection = connection["id"].as_str().unwrap();
        let mut body = order();
        body["custom_fields"] = json!({"project": "P-1"});
        let (status, operation) = stand.create(connection, &format!("create-{native}"), &body).await;
        assert_eq!(status, 201, "{operation:#}");
        assert_eq!(operation["record"]["custom_fields"]["project"], "P-1", "{operation:#}");
        assert_eq!(operation["warnings"], json!([]));
        let id = operation["record_id"].as_str().unwrap();
        let path = format!("/v1/connections/{connection}/purchase-orders/{id}");
        let patch = json!({"custom_fields": {"project": "P-2"}});
        let (status, changed) = stand.write(Method::PATCH, &path, &format!("change-{native}"), &patch).await;
        assert_eq!(status, 200, "{changed:#}");
        let (_, record) = stand.get(&format!("{path}?include=native")).await;
        assert_eq!(record["custom_fields"], changed["record"]["custom_fields"]);
        assert_eq!(record["custom_fields"]["project"], "P-2");
        assert_eq!(record["native"][native], "P-2", "the ERP's own record keeps its words");
    }
}
