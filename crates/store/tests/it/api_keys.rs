//! API keys.

use erpgate_model::{ApiKey, Role};

use crate::databases::on_both;
use crate::things::api_key;

#[tokio::test]
async fn keys_read_back_as_they_were_written_and_are_listed_oldest_first() {
    on_both(async |world| {
        let full = api_key(world);
        world.pass(1);
        let bare = ApiKey {
            role: Role::Admin,
            scopes: Vec::new(),
            connections: None,
            expires_at: None,
            ..api_key(world)
        };
        let store = world.store();
        store.create_api_key(&bare).await.unwrap();
        store.create_api_key(&full).await.unwrap();
        assert_eq!(store.api_key(full.id).await.unwrap().as_ref(), Some(&full));
        assert_eq!(store.api_keys().await.unwrap(), [full, bare]);
        assert_eq!(store.api_key(world.ids.make()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_revoked_key_keeps_its_first_time_of_revocation_and_stays_readable() {
    on_both(async |world| {
        let key = api_key(world);
        let store = world.store();
        store.create_api_key(&key).await.unwrap();
        assert!(store.revoke_api_key(key.id, world.after(1)).await.unwrap());
        assert!(store.revoke_api_key(key.id, world.after(2)).await.unwrap());
        let revoked = store.api_key(key.id).await.unwrap().unwrap();
        assert_eq!(revoked, ApiKey { revoked_at: Some(world.after(1)), ..key });
    })
    .await;
}

#[tokio::test]
async fn revoking_a_key_that_is_not_there_is_said() {
    on_both(async |world| {
        assert!(!world.store().revoke_api_key(world.ids.make(), world.now()).await.unwrap());
    })
    .await;
}
