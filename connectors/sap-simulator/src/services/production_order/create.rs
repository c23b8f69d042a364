//! New production orders.

use super::{document, explosion, header, status, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row};
use crate::services::Work;

/// Makes an order of what was sent, with components and operations from the production version.
pub(super) fn order(work: &mut Work<'_>, draft: &Draft) -> Result<Key, Failure> {
    if let Some((navigation, _)) = draft.children.iter().find(|(_, children)| !children.is_empty()) {
        let text = format!("Deep insert is not supported: '{navigation}' comes from the production version");
        return Err(Failure::new(400, "/IWBEP/CM_MGW_RT/053", text));
    }
    let mut order = Row::new(&draft.set, work.now);
    for name in header::CREATABLE.into_iter().chain(draft.set.custom()) {
        if let Some(value) = draft.fields.get(name) {
            order.set(name, value.clone());
        }
    }
    let mut wrong = Vec::new();
    header::check(work, &order, &mut wrong);
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    let numbers = &mut work.numbers;
    numbers.production_order += 1;
    numbers.routing += 1;
    numbers.reservation += 1;
    let (number, routing) = (numbers.production_order.to_string(), numbers.routing);
    let reservation = numbers.reservation;
    header::fill(work, &mut order, &number, routing);
    order.hidden.insert(document::RESERVATION, reservation.into());
    work.user.clone_into(&mut order.author);
    let key = order.key();
    work.tables.put(order.clone());
    explosion::explode(work, &order, reservation)?;
    status::settle(work, &order);
    document::touch(work, &number);
    work.messages.push(texts::created(&number));
    Ok(key)
}
