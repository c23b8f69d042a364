//! Records: list, create, read, update, upsert, delete.

use hyper::{Method, StatusCode};

use super::{Call, Handled, batch, list, select_options};
use crate::http::{Answer, Problem, media};
use crate::records::{self, Address};
use crate::world::{Draft, World};

/// `/{type}`.
pub(super) fn collection(call: Call<'_>, name: &str) -> Handled {
    let is_batch =
        call.request.media_type_is("content-type", "collection") || call.request.parameter("ids").is_some();
    match call.request.method {
        Method::GET => list::list(call, name),
        Method::POST if !is_batch => create(call, name),
        Method::POST | Method::PATCH | Method::PUT | Method::DELETE => batch::refuse_synchronous(),
        _ => Err(Problem::method(&call.request.method)),
    }
}

/// `/{type}/{id}` and `/{type}/eid:{external id}`.
pub(super) fn single(call: Call<'_>, name: &str, id: &str) -> Handled {
    let address = Address::parse(id, &call.request.path)?;
    match call.request.method {
        Method::GET => read(call, name, &address),
        Method::PATCH => update(call, name, &address),
        Method::PUT => upsert(call, name, id, &address),
        Method::DELETE => delete(call, name, &address),
        _ => Err(Problem::method(&call.request.method)),
    }
}

fn create(call: Call<'_>, name: &str) -> Handled {
    let mut world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let choices = select_options::wanted(call);
    let body = if choices { call.optional_body()? } else { call.body()? };
    let writing = call.writing(&world)?;
    let keep = !choices && !call.request.media_type_is("accept", "create-form");
    let draft = records::create(&mut world, &one, &body, &writing, &call.writer(), keep)?;
    if choices {
        return select_options::answer(call, &world, &one, &draft);
    }
    if keep {
        return Ok(done(call, &draft));
    }
    create_form(call, &world, &draft)
}

/// A record as it would be created.
pub(super) fn create_form(call: Call<'_>, world: &World, draft: &Draft) -> Handled {
    let shown = records::render(world, &draft.record, &call.view(&draft.one)?);
    Ok(Answer::json(StatusCode::OK, "application/vnd.oracle.resource+json; type=create-form", &shown))
}

fn read(call: Call<'_>, name: &str, address: &Address) -> Handled {
    let world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let id = records::locate(&world, &one, address)?;
    let record = world.get(&one.name, id).ok_or_else(Problem::no_such_record)?;
    let shown = records::render(&world, record, &call.view(&one)?);
    Ok(Answer::json(StatusCode::OK, media::SINGULAR, &shown))
}

fn update(call: Call<'_>, name: &str, address: &Address) -> Handled {
    let mut world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let id = records::locate(&world, &one, address)?;
    let choices = select_options::wanted(call);
    let body = if choices { call.optional_body()? } else { call.body()? };
    let writing = call.writing(&world)?;
    let keep = !choices && !call.request.media_type_is("accept", "edit-form");
    let draft = records::update(&mut world, &one, id, &body, &writing, &call.writer(), keep)?;
    if choices {
        return select_options::answer(call, &world, &one, &draft);
    }
    if keep {
        return Ok(done(call, &draft));
    }
    let shown = records::render(&world, &draft.record, &call.view(&one)?);
    Ok(Answer::json(StatusCode::OK, "application/vnd.oracle.resource+json; type=edit-form", &shown))
}

fn upsert(call: Call<'_>, name: &str, id: &str, address: &Address) -> Handled {
    let Address::External(external_id) = address else {
        // An internal id cannot be chosen by the client, so there is nothing to upsert.
        return Err(records::invalid_id(id, &call.request.path));
    };
    let mut world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let (body, writing) = (call.body()?, call.writing(&world)?);
    let draft = records::upsert(&mut world, &one, external_id, &body, &writing, &call.writer())?;
    Ok(done(call, &draft))
}

fn delete(call: Call<'_>, name: &str, address: &Address) -> Handled {
    let mut world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let id = records::locate(&world, &one, address)?;
    records::delete(&mut world, &one, id, &call.writer())?;
    Ok(Answer::no_content())
}

/// 204 with the record's address, and the names that were ignored.
pub(super) fn done(call: Call<'_>, draft: &Draft) -> Answer {
    let href = records::href(&call.request.origin, &draft.one.name, Some(draft.record.id));
    let answer = Answer::no_content().with("location", href);
    if draft.ignored.is_empty() {
        return answer;
    }
    answer.with("warning", format!("299 - \"Ignored properties: {}\"", draft.ignored.join(", ")))
}
