//! Webhook endpoints.

use erpgate_model::{EventFilter, EventType, RecordEvent, Resource, WebhookEndpoint};
use erpgate_store::DeliveryFilter;

use crate::databases::on_both;
use crate::things::{endpoint, event};

#[tokio::test]
async fn endpoints_read_back_as_they_were_written_and_are_listed_oldest_first() {
    on_both(async |world| {
        let first = endpoint(world, &["purchase_order.*", "operation.failed"]);
        world.pass(1);
        let second = WebhookEndpoint { description: Some("spare".into()), ..endpoint(world, &[]) };
        let store = world.store();
        store.create_endpoint(&second).await.unwrap();
        store.create_endpoint(&first).await.unwrap();
        assert_eq!(store.endpoint(first.id).await.unwrap().as_ref(), Some(&first));
        assert_eq!(store.endpoints().await.unwrap(), [first, second]);
        assert_eq!(store.endpoint(world.ids.make()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_update_changes_everything_but_the_time_of_making() {
    on_both(async |world| {
        let before = endpoint(world, &[]);
        world.store().create_endpoint(&before).await.unwrap();
        world.pass(1);
        let after = WebhookEndpoint {
            url: "https://other.example/".into(),
            description: Some("moved".into()),
            filter: EventFilter { types: vec!["operation.*".into()], connections: vec![world.connection] },
            enabled: false,
            sealed_secret: vec![7],
            updated_at: world.now(),
            ..before
        };
        assert!(world.store().update_endpoint(&after).await.unwrap());
        assert_eq!(world.store().endpoint(after.id).await.unwrap(), Some(after));
        assert!(!world.store().update_endpoint(&endpoint(world, &[])).await.unwrap());
        assert_eq!(world.store().endpoints().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn deleting_an_endpoint_takes_its_deliveries_and_leaves_the_event() {
    on_both(async |world| {
        let gone = endpoint(world, &[]);
        world.store().create_endpoint(&gone).await.unwrap();
        let told = event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Created), "1");
        let delivery = world.store().add_test_event(&told, gone.id).await.unwrap();
        assert!(world.store().delete_endpoint(gone.id).await.unwrap());
        assert!(!world.store().delete_endpoint(gone.id).await.unwrap());
        assert_eq!(world.store().endpoint(gone.id).await.unwrap(), None);
        assert_eq!(world.store().delivery(delivery.id).await.unwrap(), None);
        let filter = DeliveryFilter { limit: 10, ..Default::default() };
        assert_eq!(world.store().deliveries(&filter).await.unwrap(), []);
        assert!(world.store().event(told.id).await.unwrap().is_some());
    })
    .await;
}
