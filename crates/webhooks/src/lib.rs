//! Takes events from the outbox to webhook endpoints: claim, sign, deliver, log.
//!
//! The store writes a delivery in the same transaction as the event it carries, so nothing is lost
//! between the two. The [`Dispatcher`] claims deliveries under a lease, makes each one HTTP request
//! and records the result; no transaction is open during a request.
//!
//! **At least once.** A process that dies between the request and the record sends the same event
//! again when the lease has run out, with the same `webhook-id` and the same body. Exactly once over
//! a network needs the receiver's help; `docs/webhooks.md` tells receivers how.
//!
//! Requests are signed by the [Standard Webhooks](https://www.standardwebhooks.com) specification
//! ([`SigningSecret`]) and may reach only what [`Egress`] permits, at whatever time the address is
//! learnt: when an endpoint is made, when it is tested and whenever a connection is opened.

mod dispatcher;
mod egress;
mod endpoints;
mod failure;
mod lanes;
mod samples;
mod schedule;
mod sender;
mod signing;

pub use dispatcher::{Dispatcher, DispatcherOptions};
pub use egress::{BlockedAddress, Egress, EgressError};
pub use endpoints::{EndpointDraft, EndpointError, check_endpoint, new_endpoint, rotate_secret};
pub use failure::ErrorClass;
pub use samples::test_event;
pub use sender::SenderError;
pub use signing::{SecretError, SigningSecret};

/// The owner of the data key that seals signing secrets; the field is the endpoint's id.
pub const SECRET_OWNER: &str = "webhooks";
