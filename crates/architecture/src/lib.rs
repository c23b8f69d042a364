//! The laws of the workspace, as tests: who may depend on whom, how sources, manifests and
//! migrations look. A law that only stands in a document is broken within a month.

#[cfg(test)]
mod dependencies;
#[cfg(test)]
mod manifests;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod sources;
#[cfg(test)]
mod tree;
