//! The HTTP API of erpgate, its configuration, its command line, and the wiring.
//!
//! The room for a change: a route is one file under [`routes`], which also holds its request type
//! and its documentation; [`api`] is the router as one column and the OpenAPI document made from it.

pub mod api;
pub mod app;
pub mod auth;
pub mod cli;
pub mod config;
mod document;
mod http;
pub mod problem;
mod registry;
pub mod routes;
pub mod server;
pub mod source;
mod tls;
mod webhook_document;
