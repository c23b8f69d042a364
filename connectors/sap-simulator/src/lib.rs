//! A simulator of SAP S/4HANA's OData V2 and V4 services.
//!
//! It is an HTTP server that answers as SAP does, keeps everything in memory, and fails on request. It shares
//! nothing with any client but the wire: one belief written into both sides would let every test pass.
//!
//! ```no_run
//! # async fn example() -> Result<(), erpgate_sap_simulator::Error> {
//! let sap = erpgate_sap_simulator::start(erpgate_sap_simulator::Options::default()).await?;
//! let service = format!("{}/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV", sap.odata_url());
//! # drop(service);
//! sap.stop().await;
//! # Ok(())
//! # }
//! ```

mod admin;
mod clock;
mod faults;
mod front;
mod net;
mod odata;
mod odata4;
mod options;
mod periods;
mod running;
pub mod seed;
mod services;
mod world;

pub use clock::Clock;
pub use odata::precondition::Etags;
pub use options::{Error, Options, Tls};
pub use running::{Running, start};
pub use seed::Seed;
