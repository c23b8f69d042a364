//! Lists of what NetSuite keeps in several record types: one type after the other.

use erpgate_connector::Trouble;
use erpgate_model::{Page, Query};

use super::list::bad;

/// One page over the parts, which are asked with `list` by their place in `names`. A cursor names the part in
/// which the page ended, and where in it.
///
/// # Errors
/// `BadQuestion` for a cursor that is none of ours, and what `list` says.
pub(crate) async fn in_turn<F, Answer>(names: &[&str], query: &Query, list: F) -> Result<Page, Trouble>
where
    F: Fn(usize, Query) -> Answer,
    Answer: Future<Output = Result<Page, Trouble>>,
{
    let (start, mut cursor) = match &query.cursor {
        None => (0, None),
        Some(cursor) => begin(names, cursor)?,
    };
    let mut all = Page::default();
    for (place, name) in names.iter().enumerate().skip(start) {
        let limit = query.limit.saturating_sub(u16::try_from(all.records.len()).unwrap_or(u16::MAX));
        if limit == 0 {
            // Whether the part has anything is seen with the next page.
            all.next_cursor = Some(format!("{name}:"));
            break;
        }
        let page = list(place, Query { cursor: cursor.take(), limit, ..query.clone() }).await?;
        all.records.extend(page.records);
        if let Some(next) = page.next_cursor {
            all.next_cursor = Some(format!("{name}:{next}"));
            break;
        }
    }
    Ok(all)
}

fn begin(names: &[&str], cursor: &str) -> Result<(usize, Option<String>), Trouble> {
    let (name, rest) = cursor.split_once(':').unwrap_or((cursor, ""));
    let place = names.iter().position(|known| *known == name);
    let place = place.ok_or_else(|| bad("the cursor is not one that this list gave"))?;
    Ok((place, Some(rest.to_owned()).filter(|rest| !rest.is_empty())))
}

#[cfg(test)]
mod tests {
    use erpgate_connector::TroubleKind;

    use super::*;

    /// Two parts with a page that goes on in the first.
    async fn asked(
        cursor: Option<&str>,
        first_goes_on: bool,
    ) -> (Vec<(usize, Option<String>)>, Option<String>) {
        let asked = std::sync::Mutex::new(Vec::new());
        let query = Query { limit: 2, cursor: cursor.map(str::to_owned), ..Query::default() };
        let page = in_turn(&["a", "b"], &query, |place, query| {
            asked.lock().unwrap().push((place, query.cursor));
            let next_cursor = (place == 0 && first_goes_on).then(|| "9".to_owned());
            async { Ok(Page { records: Vec::new(), next_cursor }) }
        });
        let next = page.await.unwrap().next_cursor;
        (asked.into_inner().unwrap(), next)
    }

    #[tokio::test]
    async fn the_second_part_begins_where_the_first_has_ended() {
        assert_eq!(asked(None, true).await, (vec![(0, None)], Some("a:9".into())));
        assert_eq!(asked(Some("a:9"), false).await, (vec![(0, Some("9".into())), (1, None)], None));
        assert_eq!(asked(Some("b:"), false).await, (vec![(1, None)], None));
    }

    #[tokio::test]
    async fn a_cursor_of_another_list_is_a_bad_question() {
        let query = Query { limit: 2, cursor: Some("c:1".into()), ..Query::default() };
        let page = in_turn(&["a", "b"], &query, async |_, _| Ok(Page::default())).await;
        assert_eq!(page.unwrap_err().kind, TroubleKind::BadQuestion);
    }
}
