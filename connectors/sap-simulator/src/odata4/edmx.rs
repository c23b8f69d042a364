//! The `$metadata` document of V4: EDMX 4.0 with SAP's annotations.

use crate::odata::metadata::{Edm, EntitySet, Metadata, Navigation, Property};
use std::fmt::Write;

// Writing into a String cannot fail, so the results are dropped throughout. Every name written here comes
// from the metadata files, or was checked, and needs no escaping.

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
    <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" \
    xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">";

/// Vocabulary, its alias, and where it is published.
const VOCABULARIES: [(&str, &str, &str); 4] = [
    ("Org.OData.Core.V1", "SAP__core", "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/"),
    (
        "Org.OData.Capabilities.V1",
        "SAP__capabilities",
        "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/",
    ),
    (
        "Org.OData.Measures.V1",
        "SAP__measures",
        "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/",
    ),
    (
        "com.sap.vocabularies.Common.v1",
        "SAP__common",
        "https://sap.github.io/odata-vocabularies/vocabularies/",
    ),
];

/// A message inside an entity.
const MESSAGE: &str = "<ComplexType Name=\"SAP__Message\">\
    <Property Name=\"code\" Type=\"Edm.String\" Nullable=\"false\"/>\
    <Property Name=\"message\" Type=\"Edm.String\" Nullable=\"false\"/>\
    <Property Name=\"target\" Type=\"Edm.String\"/>\
    <Property Name=\"additionalTargets\" Type=\"Collection(Edm.String)\" Nullable=\"false\"/>\
    <Property Name=\"transition\" Type=\"Edm.Boolean\" Nullable=\"false\"/>\
    <Property Name=\"numericSeverity\" Type=\"Edm.Byte\" Nullable=\"false\"/>\
    <Property Name=\"longtextUrl\" Type=\"Edm.String\"/></ComplexType>";

/// The whole document.
pub(crate) fn document(metadata: &Metadata) -> String {
    let mut out = HEAD.to_owned();
    for (namespace, alias, uri) in VOCABULARIES {
        let _ = write!(
            out,
            "<edmx:Reference Uri=\"{uri}{namespace}.xml\">\
             <edmx:Include Namespace=\"{namespace}\" Alias=\"{alias}\"/></edmx:Reference>"
        );
    }
    let namespace = &metadata.namespace;
    let _ = write!(out, "<edmx:DataServices><Schema Namespace=\"{namespace}\" Alias=\"SAP__self\">");
    for set in &metadata.sets {
        entity_type(&mut out, metadata, set);
    }
    out.push_str(MESSAGE);
    container(&mut out, metadata);
    for set in &metadata.sets {
        capabilities(&mut out, set);
        for property in &set.properties {
            annotations(&mut out, set, property);
        }
    }
    out.push_str("</Schema></edmx:DataServices></edmx:Edmx>");
    out
}

fn entity_type(out: &mut String, metadata: &Metadata, set: &EntitySet) {
    let _ = write!(out, "<EntityType Name=\"{}\"><Key>", set.type_name);
    for key in &set.keys {
        let _ = write!(out, "<PropertyRef Name=\"{key}\"/>");
    }
    out.push_str("</Key>");
    for property in &set.properties {
        self::property(out, property);
    }
    if set.messages {
        let namespace = &metadata.namespace;
        let _ = write!(
            out,
            "<Property Name=\"SAP__Messages\" Type=\"Collection({namespace}.SAP__Message)\" Nullable=\"false\"/>"
        );
    }
    for navigation in &set.navigation {
        self::navigation(out, metadata, navigation);
    }
    out.push_str("</EntityType>");
}

fn property(out: &mut String, property: &Property) {
    let _ = write!(out, "<Property Name=\"{}\" Type=\"{}\"", property.name, property.edm.name());
    if !property.nullable {
        out.push_str(" Nullable=\"false\"");
    }
    if let Some(length) = property.max_length {
        let _ = write!(out, " MaxLength=\"{length}\"");
    }
    if let Some(precision) = property.precision {
        let _ = write!(out, " Precision=\"{precision}\"");
    }
    match property.scale {
        _ if property.edm != Edm::Decimal => {}
        _ if property.variable => out.push_str(" Scale=\"variable\""),
        Some(scale) if scale > 0 => {
            let _ = write!(out, " Scale=\"{scale}\"");
        }
        _ => {}
    }
    out.push_str("/>");
}

fn navigation(out: &mut String, metadata: &Metadata, navigation: &Navigation) {
    let Some(target) = metadata.set(&navigation.target) else { return };
    let type_name = format!("{}.{}", metadata.namespace, target.type_name);
    let (type_name, nullable) = if navigation.many {
        (format!("Collection({type_name})"), "")
    } else {
        (type_name, " Nullable=\"false\"")
    };
    let _ = write!(out, "<NavigationProperty Name=\"{}\" Type=\"{type_name}\"{nullable}", navigation.name);
    if navigation.many {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for (own, theirs) in &navigation.on {
        let _ = write!(out, "<ReferentialConstraint Property=\"{own}\" ReferencedProperty=\"{theirs}\"/>");
    }
    out.push_str("</NavigationProperty>");
}

fn container(out: &mut String, metadata: &Metadata) {
    out.push_str("<EntityContainer Name=\"Container\">");
    for set in &metadata.sets {
        let (name, namespace) = (&set.set, &metadata.namespace);
        let _ = write!(out, "<EntitySet Name=\"{name}\" EntityType=\"{namespace}.{}\">", set.type_name);
        for navigation in &set.navigation {
            let (path, target) = (&navigation.name, &navigation.target);
            let _ = write!(out, "<NavigationPropertyBinding Path=\"{path}\" Target=\"{target}\"/>");
        }
        out.push_str("</EntitySet>");
    }
    out.push_str("</EntityContainer><Annotations Target=\"SAP__self.Container\">");
    let _ = write!(out, "<Annotation Term=\"SAP__capabilities.KeyAsSegmentSupported\"/></Annotations>");
}

fn capabilities(out: &mut String, set: &EntitySet) {
    let _ = write!(out, "<Annotations Target=\"SAP__self.Container/{}\">", set.set);
    for (term, member, allowed) in [
        ("InsertRestrictions", "Insertable", set.creatable),
        ("UpdateRestrictions", "Updatable", set.updatable),
        ("DeleteRestrictions", "Deletable", set.deletable),
    ] {
        if !allowed {
            let _ = write!(
                out,
                "<Annotation Term=\"SAP__capabilities.{term}\"><Record>\
                 <PropertyValue Property=\"{member}\" Bool=\"false\"/></Record></Annotation>"
            );
        }
    }
    if set.etag {
        out.push_str("<Annotation Term=\"SAP__core.OptimisticConcurrency\"><Collection/></Annotation>");
    }
    out.push_str("</Annotations>");
}

fn annotations(out: &mut String, set: &EntitySet, property: &Property) {
    let mut terms = String::new();
    for (term, holds) in [
        ("core.Computed", !property.creatable),
        ("core.Immutable", property.immutable),
        ("common.IsUpperCase", property.display.as_deref() == Some("UpperCase")),
        ("common.IsDigitSequence", property.display.as_deref() == Some("NonNegative")),
    ] {
        if holds {
            let _ = write!(terms, "<Annotation Term=\"SAP__{term}\"/>");
        }
    }
    if property.mandatory {
        terms.push_str(
            "<Annotation Term=\"SAP__common.FieldControl\" \
             EnumMember=\"SAP__common.FieldControlType/Mandatory\"/>",
        );
    }
    if let Some(unit) = &property.unit {
        let term = if property.variable { "ISOCurrency" } else { "Unit" };
        let _ = write!(terms, "<Annotation Term=\"SAP__measures.{term}\" Path=\"{unit}\"/>");
    }
    if !terms.is_empty() {
        let (type_name, name) = (&set.type_name, &property.name);
        let _ = write!(out, "<Annotations Target=\"SAP__self.{type_name}/{name}\">{terms}</Annotations>");
    }
}
