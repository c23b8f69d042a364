//! The SAP connector on the wire, before a scripted server and before the simulator.

mod bodies;
mod changes;
mod completions;
mod creates;
mod docs;
mod inventory;
mod maintenance_orders;
mod master_data;
mod oauth;
mod probe;
mod production_orders;
mod reads;
mod scripted;
mod stand;
mod tokens;
mod v4;
mod vendor_bodies;
mod vendor_changes;
mod vendor_doubt;
mod vendor_states;
mod vendors;
mod work_order_bodies;
mod work_order_doubt;
mod work_order_states;
