//! Answers in Atom XML: what SAP sends to a client that did not ask for JSON.

use super::metadata::{Edm, Property};
use super::table::Row;
use super::value::Value;
use super::view::{Content, View};
use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::escape::escape;
use std::fmt::Write;

const NAMESPACES: &str = "xmlns=\"http://www.w3.org/2005/Atom\" \
    xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\" \
    xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
const SCHEME: &str = "http://schemas.microsoft.com/ado/2007/08/dataservices/scheme";
const RELATED: &str = "http://schemas.microsoft.com/ado/2007/08/dataservices/related";

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// One entity as a document.
pub(crate) fn entity(view: &View<'_>, base: &str) -> String {
    let mut out = HEAD.to_owned();
    entry(&mut out, view, base, true);
    out
}

/// A list as a document.
pub(crate) fn feed(views: &[View<'_>], count: Option<usize>, uri: &str, base: &str) -> String {
    let mut out = HEAD.to_owned();
    let now = views.iter().map(|view| view.changed).max().unwrap_or_default();
    open_feed(&mut out, uri, now, &format!(" {NAMESPACES} xml:base=\"{}/\"", escape(base)));
    if let Some(count) = count {
        let _ = write!(out, "<m:count>{count}</m:count>");
    }
    for view in views {
        entry(&mut out, view, base, false);
    }
    out.push_str("</feed>");
    out
}

// Writing into a String cannot fail, so the results are dropped here and below.
fn open_feed(out: &mut String, uri: &str, at: DateTime<Utc>, attributes: &str) {
    let title = uri.rsplit('/').next().unwrap_or(uri);
    let _ = write!(
        out,
        "<feed{attributes}><id>{}</id><title type=\"text\">{}</title><updated>{}</updated>",
        escape(uri),
        escape(title),
        instant(at)
    );
}

fn entry(out: &mut String, view: &View<'_>, base: &str, root: bool) {
    out.push_str("<entry");
    if root {
        let _ = write!(out, " {NAMESPACES} xml:base=\"{}/\"", escape(base));
    }
    if let Some(etag) = &view.etag {
        let _ = write!(out, " m:etag=\"{}\"", escape(etag));
    }
    let relative = view.uri.strip_prefix(base).unwrap_or(&view.uri).trim_start_matches('/');
    let _ = write!(
        out,
        "><id>{}</id><title type=\"text\">{title}</title><updated>{}</updated>\
         <category term=\"{}\" scheme=\"{SCHEME}\"/><link href=\"{title}\" rel=\"self\"/>",
        escape(&view.uri),
        instant(view.changed),
        escape(&view.type_name),
        title = escape(relative),
    );
    for (name, content) in &view.links {
        link(out, name, content, relative, view, base);
    }
    out.push_str("<content type=\"application/xml\"><m:properties>");
    for (property, value) in &view.properties {
        element(out, property, value);
    }
    out.push_str("</m:properties></content></entry>");
}

fn element(out: &mut String, property: &Property, value: &Value) {
    if *value == Value::Null {
        let _ = write!(out, "<d:{} m:null=\"true\"/>", property.name);
    } else {
        let text = value.plain(property);
        let _ = write!(out, "<d:{0}>{1}</d:{0}>", property.name, escape(&text));
    }
}

/// What a function with a complex result gives back.
pub(crate) fn complex(function: &str, namespace: &str, value: &Row) -> String {
    let mut out = format!(
        "{HEAD}<d:{function} m:type=\"{namespace}.{}\" \
         xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\" \
         xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">",
        value.set.type_name
    );
    for (property, value) in value.properties() {
        element(&mut out, property, value);
    }
    let _ = write!(out, "</d:{function}>");
    out
}

fn link(out: &mut String, name: &str, content: &Content<'_>, own: &str, view: &View<'_>, base: &str) {
    let kind = if matches!(content, Content::One(_)) { "entry" } else { "feed" };
    let _ = write!(
        out,
        "<link href=\"{}/{name}\" rel=\"{RELATED}/{name}\" type=\"application/atom+xml;type={kind}\" \
         title=\"{name}\"",
        escape(own)
    );
    match content {
        Content::Deferred => out.push_str("/>"),
        Content::One(one) => {
            out.push_str("><m:inline>");
            if let Some(one) = one {
                entry(out, one, base, false);
            }
            out.push_str("</m:inline></link>");
        }
        Content::Many(many) => {
            out.push_str("><m:inline>");
            open_feed(out, &format!("{}/{name}", view.uri), view.changed, "");
            for one in many {
                entry(out, one, base, false);
            }
            out.push_str("</feed></m:inline></link>");
        }
    }
}

/// One property as a document.
pub(crate) fn property(name: &str, edm: Edm, text: &str) -> String {
    format!(
        "{HEAD}<d:{name} m:type=\"{}\" \
         xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\" \
         xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">{}</d:{name}>",
        edm.name(),
        escape(text)
    )
}

/// The service document.
pub(crate) fn service<'a>(base: &str, sets: impl Iterator<Item = &'a str>) -> String {
    let collections: String = sets
        .map(|set| {
            format!(
                "<app:collection href=\"{set}\"><atom:title type=\"text\">{set}</atom:title></app:collection>"
            )
        })
        .collect();
    format!(
        "{HEAD}<app:service xml:base=\"{}/\" xmlns:app=\"http://www.w3.org/2007/app\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\"><app:workspace><atom:title type=\"text\">Data</atom:title>\
         {collections}</app:workspace></app:service>",
        escape(base)
    )
}
