//! What holds for the records of every resource.

mod custom_fields;
mod dry_run;
mod paths;
mod scopes;
mod unsupported;
