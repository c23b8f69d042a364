//! The whole square: every resource and verb, in both ERPs, with the same bodies. What a connection's
//! capabilities call usable works, and everything else sends nothing.

mod bodies;
mod connection;
mod inventory;
mod purchasing;
mod reading;
mod storm;
mod table;
mod vendors;
mod work_orders;

use table::Table;

use crate::stand::Erp;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_of_sap_does_what_it_says() {
    whole(Erp::Sap).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_of_netsuite_does_what_it_says() {
    whole(Erp::NetSuite).await;
}

async fn whole(erp: Erp) {
    let mut table = Table::start(erp).await;
    vendors::try_all(&mut table).await;
    purchasing::try_all(&mut table).await;
    inventory::try_all(&mut table).await;
    work_orders::try_all(&mut table).await;
    reading::try_all(&mut table).await;
    table.assert_complete();
}
