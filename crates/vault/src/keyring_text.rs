//! The text of a keyring: parsing entries, writing one, moving the mark of the primary key.

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use crate::{EntryProblem, KekId, Keyring, KeyringError, Origin, aead::KEY_LEN, key::Key};

/// One entry, before it is compared with the others.
struct Entry {
    id: KekId,
    key: Key,
    marked: bool,
}

pub(crate) fn parse<'a>(
    origin: Origin,
    texts: impl Iterator<Item = &'a str>,
) -> Result<Keyring, KeyringError> {
    let mut entries: Vec<(KekId, Key)> = Vec::new();
    let mut marked: Option<usize> = None;
    for (index, text) in texts.enumerate() {
        let checked = parse_entry(text).and_then(|entry| {
            let Some(entry) = entry else { return Ok(()) };
            check_against(&entry, &entries, marked)?;
            if entry.marked {
                marked = Some(entries.len());
            }
            entries.push((entry.id, entry.key));
            Ok(())
        });
        if let Err(problem) = checked {
            return Err(KeyringError::Malformed { origin, position: index + 1, problem });
        }
    }
    if entries.is_empty() {
        return Err(KeyringError::Empty { origin });
    }
    Ok(Keyring::new(entries, marked.unwrap_or(0)))
}

/// `None` for a blank line or a comment.
fn parse_entry(text: &str) -> Result<Option<Entry>, EntryProblem> {
    let text = text.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let (marked, text) = match text.strip_prefix('*') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut words = text.split_whitespace();
    let (Some(id), Some(key), None) = (words.next(), words.next(), words.next()) else {
        return Err(EntryProblem::NotTwoWords);
    };
    let id: KekId = id.parse()?;
    let key = decode_key(key).ok_or_else(|| EntryProblem::BadKey(id.clone()))?;
    Ok(Some(Entry { id, key, marked }))
}

fn decode_key(text: &str) -> Option<Key> {
    // The decoder wants room for its estimate, which is a byte above the 32 that come out.
    let mut buffer = Zeroizing::new([0; KEY_LEN + 4]);
    let length = STANDARD.decode_slice(text, buffer.as_mut_slice()).ok()?;
    if length != KEY_LEN {
        return None;
    }
    buffer.first_chunk().map(Key::from_bytes)
}

fn check_against(entry: &Entry, others: &[(KekId, Key)], marked: Option<usize>) -> Result<(), EntryProblem> {
    for (id, key) in others {
        if *id == entry.id {
            return Err(EntryProblem::SameId(entry.id.clone()));
        }
        if key.same_as(&entry.key) {
            return Err(EntryProblem::SameKey(entry.id.clone(), id.clone()));
        }
    }
    match marked {
        Some(first) if entry.marked => {
            Err(EntryProblem::TwoPrimaries(others[first].0.clone(), entry.id.clone()))
        }
        _ => Ok(()),
    }
}

/// `id base64key` and a line break.
pub(crate) fn write_entry(id: &KekId, key: &Key) -> Zeroizing<String> {
    // Room for everything from the start: a string that grows leaves its old bytes behind.
    let mut line = Zeroizing::new(String::with_capacity(128));
    line.push_str(id.as_str());
    line.push(' ');
    STANDARD.encode_string(key.bytes(), &mut line);
    line.push('\n');
    line
}

/// The same text with `*` before `primary` and before no other entry; comments stay.
pub(crate) fn mark(text: &str, primary: &KekId) -> Zeroizing<String> {
    let mut marked = Zeroizing::new(String::with_capacity(text.len() + 2));
    for line in text.lines() {
        let entry = line.trim_start().trim_start_matches('*').trim_start();
        if line.trim_start().starts_with('#') {
            marked.push_str(line);
        } else {
            if entry.split_whitespace().next() == Some(primary.as_str()) {
                marked.push('*');
            }
            marked.push_str(entry);
        }
        marked.push('\n');
    }
    marked
}
