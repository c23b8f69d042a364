//! Each resource has scopes of its own.

use erpgate_model::{Role, Scope};
use reqwest::Method;

use crate::stand::{Erp, Stand, read};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_reads_the_resources_of_its_scopes_and_the_capabilities() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let reads = [
        (Scope::PurchaseOrdersRead, vec!["purchase-orders"]),
        (Scope::VendorsRead, vec!["vendors"]),
        (Scope::WorkOrdersRead, vec!["work-orders", "work-orders/production:1/completions"]),
        (
            Scope::InventoryRead,
            vec!["inventory-levels", "inventory-adjustments", "inventory-transfers", "goods-receipts"],
        ),
        (
            Scope::MasterDataRead,
            vec!["items", "locations", "companies", "payment-terms", "units", "accounts", "tax-codes"],
        ),
    ];
    for (scope, own) in &reads {
        let key = stand.key(Role::Client, &[*scope], None).await;
        let get = async |path: &str| {
            let url = stand.url(&format!("/v1/connections/{connection}/{path}"));
            read(stand.http.get(url).bearer_auth(&key).send().await.unwrap()).await
        };
        for (of, paths) in &reads {
            for path in paths {
                let (status, answer) = get(path).await;
                assert_eq!(status != 403, of == scope, "{scope} {path}: {answer}");
            }
        }
        assert_eq!(get("capabilities").await.0, 200, "{scope}");
        for path in own {
            let url = stand.url(&format!("/v1/connections/{connection}/{path}"));
            let post = stand.http.request(Method::POST, url).bearer_auth(&key).header("Idempotency-Key", "k");
            let (status, answer) = read(post.json(&serde_json::json!({})).send().await.unwrap()).await;
            // What nobody can create has no such method.
            assert!([403, 405].contains(&status.as_u16()), "{scope} {path}: {answer}");
        }
    }
}
