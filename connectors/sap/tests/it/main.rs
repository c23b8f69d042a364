//! The SAP connector on the wire, before a scripted server and before the simulator.

mod bodies;
mod changes;
mod creates;
mod docs;
mod oauth;
mod reads;
mod scripted;
mod stand;
mod tokens;
