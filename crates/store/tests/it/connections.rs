//! Connections, their secrets and data keys.

use erpgate_model::{Connection, Health};
use erpgate_store::SealedSecret;
use futures::future::join_all;
use serde_json::json;

use crate::databases::on_both;
use crate::things::connection;
use crate::world::World;

fn secret(field: &str, sealed: &[u8]) -> SealedSecret {
    SealedSecret { field: field.into(), sealed: sealed.to_vec() }
}

async fn create(world: &World, secrets: &[SealedSecret]) -> Connection {
    let connection = connection(world);
    world.store().create_connection(&connection, b"wrapped", secrets).await.unwrap();
    connection
}

async fn stored(world: &World) -> Connection {
    world.store().connection(world.connection).await.unwrap().expect("the connection stands in the store")
}

#[tokio::test]
async fn a_connection_reads_back_as_it_was_written_with_its_key_and_secrets() {
    on_both(async |world| {
        let secrets = [secret("password", &[0, 255, 128]), secret("user", b"")];
        let connection = create(world, &secrets).await;
        assert_eq!(stored(world).await, connection);
        let store = world.store();
        assert_eq!(store.secrets(connection.id).await.unwrap(), secrets);
        let key = store.wrapped_key(&connection.id.to_string()).await.unwrap();
        assert_eq!(key.as_deref(), Some(&b"wrapped"[..]));
        assert_eq!(store.connection(world.ids.make()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn settings_keep_their_digits_and_the_order_of_their_keys() {
    on_both(async |world| {
        let text = r#"{"zulu":1.10,"alpha":123456789012345678901234567890,"mike":{"b":1,"a":2}}"#;
        let connection = Connection { settings: serde_json::from_str(text).unwrap(), ..connection(world) };
        world.store().create_connection(&connection, b"wrapped", &[]).await.unwrap();
        assert_eq!(stored(world).await.settings.to_string(), text);
    })
    .await;
}

#[tokio::test]
async fn connections_are_listed_oldest_first() {
    on_both(async |world| {
        let first = create(world, &[]).await;
        world.pass(1);
        let second = Connection { id: world.ids.make(), created_at: world.now(), ..connection(world) };
        world.store().create_connection(&second, b"wrapped", &[]).await.unwrap();
        assert_eq!(world.store().connections().await.unwrap(), [first, second]);
    })
    .await;
}

#[tokio::test]
async fn an_update_without_secrets_leaves_them_and_one_with_secrets_replaces_them_all() {
    on_both(async |world| {
        let before = create(world, &[secret("password", b"old"), secret("user", b"old")]).await;
        world.pass(1);
        let after = Connection {
            name: "Plant south".into(),
            settings: json!({"base_url": "https://other.example"}),
            defaults: json!({}),
            aliases: Default::default(),
            health: Health::Unhealthy,
            health_detail: Some("refused".into()),
            updated_at: world.now(),
            ..before
        };
        assert!(world.store().update_connection(&after, None).await.unwrap());
        assert_eq!(stored(world).await, after);
        assert_eq!(world.store().secrets(after.id).await.unwrap().len(), 2);
        let new = [secret("token", b"new")];
        assert!(world.store().update_connection(&after, Some(&new)).await.unwrap());
        assert_eq!(world.store().secrets(after.id).await.unwrap(), new);
    })
    .await;
}

#[tokio::test]
async fn updating_a_connection_that_is_not_there_writes_nothing() {
    on_both(async |world| {
        let absent = connection(world);
        let secrets = [secret("password", b"new")];
        assert!(!world.store().update_connection(&absent, Some(&secrets)).await.unwrap());
        assert_eq!(world.store().secrets(absent.id).await.unwrap(), []);
        assert_eq!(world.store().connections().await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn health_is_written_alone_and_an_older_observation_is_dropped() {
    on_both(async |world| {
        let before = create(world, &[]).await;
        let (early, late) = (world.after(5), world.after(10));
        let store = world.store();
        store.set_health(before.id, Health::Unhealthy, Some("refused"), late).await.unwrap();
        store.set_health(before.id, Health::Healthy, None, early).await.unwrap();
        let expected =
            Connection { health: Health::Unhealthy, health_detail: Some("refused".into()), ..before };
        assert_eq!(stored(world).await, expected);
        store.set_health(expected.id, Health::Healthy, None, world.after(11)).await.unwrap();
        assert_eq!(stored(world).await.health, Health::Healthy);
        assert_eq!(stored(world).await.health_detail, None);
    })
    .await;
}

#[tokio::test]
async fn deleting_a_connection_takes_its_key_and_secrets_and_leaves_its_operations() {
    on_both(async |world| {
        let connection = create(world, &[secret("password", b"sealed")]).await;
        let operation = world.accept(world.create()).await;
        let store = world.store();
        assert!(store.delete_connection(connection.id).await.unwrap());
        assert_eq!(store.connection(connection.id).await.unwrap(), None);
        assert_eq!(store.secrets(connection.id).await.unwrap(), []);
        assert_eq!(store.wrapped_key(&connection.id.to_string()).await.unwrap(), None);
        assert_eq!(world.stored(operation.id).await, operation);
    })
    .await;
}

#[tokio::test]
async fn deleting_a_connection_that_is_not_there_writes_nothing() {
    on_both(async |world| {
        let connection = create(world, &[secret("password", b"sealed")]).await;
        assert!(!world.store().delete_connection(world.ids.make()).await.unwrap());
        assert_eq!(stored(world).await, connection);
        assert_eq!(world.store().secrets(connection.id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_data_keys_offered_at_once_one_stands_and_all_get_it() {
    on_both(async |world| {
        assert_eq!(world.store().wrapped_key("webhooks").await.unwrap(), None);
        let offers = (0..10).map(|turn| {
            let node = world.node(turn);
            let key = [u8::try_from(turn).unwrap(); 4];
            tokio::spawn(async move { node.ensure_wrapped_key("webhooks", &key).await.unwrap() })
        });
        let answers: Vec<_> = join_all(offers).await.into_iter().map(Result::unwrap).collect();
        let stands = world.store().wrapped_key("webhooks").await.unwrap().unwrap();
        assert!(answers.iter().all(|answer| *answer == stands), "{answers:?} but {stands:?} stands");
    })
    .await;
}
