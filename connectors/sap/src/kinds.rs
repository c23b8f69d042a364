//! Both kinds of work order, which SAP keeps in services of their own: production first, then maintenance.

use std::future::Future;

use erpgate_connector::{Session, Sighting, Trouble, TroubleKind};
use erpgate_model::{Page, Query, RecordId, Reference, WorkOrderKind};

use crate::sighting;

const KINDS: [WorkOrderKind; 2] = [WorkOrderKind::Production, WorkOrderKind::Maintenance];

/// Records of which each is about one kind.
pub(crate) trait ByKind: Sync {
    /// For several records, in sentences.
    const NOUNS: &'static str;

    /// A page of one kind; the cursor is the number of the last record that was looked at.
    fn page(
        &self,
        session: &Session,
        kind: WorkOrderKind,
        query: &Query,
    ) -> impl Future<Output = Result<Page, Trouble>> + Send;

    /// The records of one kind that carry a reference.
    fn carriers(
        &self,
        session: &Session,
        kind: WorkOrderKind,
        reference: &Reference,
    ) -> impl Future<Output = Result<Vec<RecordId>, Trouble>> + Send;
}

/// One page over the kinds that are asked for. The cursor is the id of the last record that was looked at.
/// Without `kind` a service that is not there, or not open to this user, shows none.
pub(crate) async fn page(session: &Session, source: &impl ByKind, query: &Query) -> Result<Page, Trouble> {
    let reached = query.cursor.as_deref().and_then(|cursor| cursor.split_once(':'));
    let mut page = Page::default();
    let (mut begun, mut closed) = (reached.is_none(), false);
    for kind in KINDS.into_iter().filter(|kind| query.kind.is_none_or(|wanted| wanted == *kind)) {
        let after = reached.filter(|(name, _)| *name == kind.as_str()).map(|(_, number)| number);
        begun |= after.is_some();
        if !begun {
            continue;
        }
        let full = u16::try_from(page.records.len()).unwrap_or(u16::MAX);
        let left = query.limit.max(1).saturating_sub(full);
        if left == 0 {
            page.next_cursor = Some(format!("{}:", kind.as_str()));
            return Ok(page);
        }
        let cursor = after.filter(|number| !number.is_empty()).map(str::to_owned);
        match source.page(session, kind, &Query { limit: left, cursor, ..query.clone() }).await {
            Ok(part) => {
                page.records.extend(part.records);
                if let Some(number) = part.next_cursor {
                    page.next_cursor = Some(format!("{}:{number}", kind.as_str()));
                    return Ok(page);
                }
            }
            Err(trouble) if is_closed(&trouble) && query.kind.is_none() && !closed => closed = true,
            Err(trouble) => return Err(trouble),
        }
    }
    Ok(page)
}

/// Looks among both kinds. In a service that is not there, or not open to this user, nothing was made.
pub(crate) async fn sighting<S: ByKind>(
    session: &Session,
    source: &S,
    reference: &Reference,
) -> Result<Sighting, Trouble> {
    let (mut found, mut closed) = (Vec::new(), false);
    for kind in KINDS {
        match source.carriers(session, kind, reference).await {
            Ok(ids) => found.extend(ids),
            Err(trouble) if is_closed(&trouble) && !closed => closed = true,
            Err(trouble) => return Err(trouble),
        }
    }
    let ids: Vec<&str> = found.iter().map(RecordId::as_str).collect();
    Ok(sighting::of(S::NOUNS, reference, &ids))
}

/// The service itself cannot be used by this connection.
fn is_closed(trouble: &Trouble) -> bool {
    matches!(trouble.kind, TroubleKind::Misconfigured | TroubleKind::Forbidden)
}
