//! Every endpoint of every resource, made from the table of resources and their verbs.

use std::sync::LazyLock;

use actix_web::http::Method;
use erpgate_model::{Resource, Scope, Verb};

use super::kind::{KINDS, Kind};

/// One route.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) kind: &'static Kind,
    pub(crate) verb: Verb,
    pub(crate) method: Method,
    /// The pattern, such as `/v1/connections/{connection_id}/vendors/{id}/block`.
    pub(crate) path: String,
    /// Such as `block_vendor`.
    pub(crate) operation_id: String,
}

static ENDPOINTS: LazyLock<Vec<Endpoint>> = LazyLock::new(|| {
    let of_kind =
        |kind: &'static Kind| kind.resource.verbs().iter().map(move |verb| Endpoint::new(kind, *verb));
    KINDS.iter().flat_map(of_kind).collect()
});

/// Every endpoint.
pub(crate) fn endpoints() -> &'static [Endpoint] {
    &ENDPOINTS
}

/// The endpoint with this operation id.
pub(crate) fn endpoint(operation_id: &str) -> Option<&'static Endpoint> {
    ENDPOINTS.iter().find(|endpoint| endpoint.operation_id == operation_id)
}

impl Endpoint {
    fn new(kind: &'static Kind, verb: Verb) -> Self {
        let below = match verb {
            Verb::Create | Verb::List => kind.within.unwrap_or(kind.path).to_owned(),
            Verb::Update | Verb::Delete | Verb::Get => format!("{}/{{id}}", kind.path),
            action => format!("{}/{{id}}/{action}", kind.path),
        };
        let noun = if verb == Verb::List { kind.plural } else { kind.resource.as_str() };
        Self {
            kind,
            verb,
            method: match verb {
                Verb::Get | Verb::List => Method::GET,
                Verb::Update => Method::PATCH,
                Verb::Delete => Method::DELETE,
                _ => Method::POST,
            },
            path: format!("/v1/connections/{{connection_id}}/{below}"),
            operation_id: format!("{verb}_{noun}"),
        }
    }

    pub(crate) fn resource(&self) -> Resource {
        self.kind.resource
    }

    /// What a key needs to use it.
    pub(crate) fn scope(&self) -> Scope {
        if self.verb.writes() { self.kind.write } else { self.kind.read }
    }

    /// True when the `{id}` in the path is that of the work order, not of the record itself.
    pub(crate) fn is_within(&self) -> bool {
        self.kind.within.is_some() && matches!(self.verb, Verb::Create | Verb::List)
    }

    /// True when the path names the record that is read or written.
    pub(crate) fn has_target(&self) -> bool {
        !matches!(self.verb, Verb::Create | Verb::List)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_verb_of_every_resource_has_one_route_and_no_two_are_alike() {
        let all = endpoints();
        let verbs: usize = Resource::ALL.iter().map(|resource| resource.verbs().len()).sum();
        // The passthrough has a route of another form.
        assert_eq!(all.len(), verbs - Resource::Passthrough.verbs().len());
        let routes: BTreeSet<_> = all.iter().map(|one| (one.method.as_str(), &one.path)).collect();
        let ids: BTreeSet<_> = all.iter().map(|one| &one.operation_id).collect();
        assert_eq!((routes.len(), ids.len()), (all.len(), all.len()));
    }

    #[test]
    fn what_reads_needs_a_scope_to_read_and_what_writes_one_to_write() {
        for endpoint in endpoints() {
            let wanted = if endpoint.verb.writes() { ":write" } else { ":read" };
            assert!(endpoint.scope().as_str().ends_with(wanted), "{}", endpoint.operation_id);
        }
    }
}
