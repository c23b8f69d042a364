//! The `$metadata` document: EDMX 1.0 with SAP's annotations.

use super::function::{Function, Returns};
use super::metadata::{EntitySet, Metadata, Navigation, Property};
use std::fmt::Write;

// Writing into a String cannot fail, so the results are dropped throughout. Every name written here comes
// from the metadata files, or was checked, and needs no escaping.

/// The whole document.
pub(crate) fn document(metadata: &Metadata) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <edmx:Edmx Version=\"1.0\" xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\" \
         xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\" \
         xmlns:sap=\"http://www.sap.com/Protocols/SAPData\"><edmx:DataServices m:DataServiceVersion=\"2.0\">",
    );
    let namespace = &metadata.namespace;
    let _ = write!(
        out,
        "<Schema Namespace=\"{namespace}\" xml:lang=\"en\" sap:schema-version=\"1\" \
         xmlns=\"http://schemas.microsoft.com/ado/2008/09/edm\">"
    );
    for set in &metadata.sets {
        entity_type(&mut out, set, namespace);
    }
    for complex in &metadata.complex {
        let _ = write!(out, "<ComplexType Name=\"{}\">", complex.type_name);
        for property in &complex.properties {
            self::property(&mut out, property, false);
        }
        out.push_str("</ComplexType>");
    }
    for set in &metadata.sets {
        for navigation in &set.navigation {
            association(&mut out, metadata, set, navigation);
        }
    }
    container(&mut out, metadata);
    out.push_str("</Schema></edmx:DataServices></edmx:Edmx>");
    out
}

fn relation(set: &EntitySet, navigation: &Navigation) -> String {
    format!("{}_{}", set.set, navigation.name)
}

fn entity_type(out: &mut String, set: &EntitySet, namespace: &str) {
    let _ = write!(out, "<EntityType Name=\"{}\" sap:content-version=\"1\"><Key>", set.type_name);
    for key in &set.keys {
        let _ = write!(out, "<PropertyRef Name=\"{key}\"/>");
    }
    out.push_str("</Key>");
    for property in &set.properties {
        self::property(out, property, set.is_key(&property.name));
    }
    for navigation in &set.navigation {
        let relation = relation(set, navigation);
        let _ = write!(
            out,
            "<NavigationProperty Name=\"{}\" Relationship=\"{namespace}.{relation}\" \
             FromRole=\"FromRole_{relation}\" ToRole=\"ToRole_{relation}\"/>",
            navigation.name
        );
    }
    out.push_str("</EntityType>");
}

fn property(out: &mut String, property: &Property, key: bool) {
    let _ = write!(out, "<Property Name=\"{}\" Type=\"{}\"", property.name, property.edm.name());
    let mut attribute = |name: &str, value: &str| {
        let _ = write!(out, " {name}=\"{value}\"");
    };
    if key || !property.nullable {
        attribute("Nullable", "false");
    }
    if let Some(length) = property.max_length {
        attribute("MaxLength", &length.to_string());
    }
    if let Some(precision) = property.precision {
        attribute("Precision", &precision.to_string());
    }
    if let Some(scale) = property.scale {
        attribute("Scale", &scale.to_string());
    }
    for (name, allowed) in [
        ("sap:creatable", property.creatable),
        ("sap:updatable", property.updatable && !property.immutable),
        ("sap:filterable", property.filterable),
        ("sap:sortable", property.sortable),
    ] {
        if !allowed {
            attribute(name, "false");
        }
    }
    if let Some(display) = &property.display {
        attribute("sap:display-format", display);
    }
    if let Some(unit) = &property.unit {
        attribute("sap:unit", unit);
    }
    if let Some(semantics) = &property.semantics {
        attribute("sap:semantics", semantics);
    }
    if property.mandatory {
        attribute("sap:required-in-create", "true");
    }
    out.push_str("/>");
}

fn association(out: &mut String, metadata: &Metadata, set: &EntitySet, navigation: &Navigation) {
    let relation = relation(set, navigation);
    let target = metadata.set(&navigation.target).map_or("", |target| target.type_name.as_str());
    let namespace = &metadata.namespace;
    let many = if navigation.many { "*" } else { "0..1" };
    let _ = write!(
        out,
        "<Association Name=\"{relation}\" sap:content-version=\"1\">\
         <End Type=\"{namespace}.{}\" Multiplicity=\"1\" Role=\"FromRole_{relation}\"/>\
         <End Type=\"{namespace}.{target}\" Multiplicity=\"{many}\" Role=\"ToRole_{relation}\"/>",
        set.type_name
    );
    // The referential constraint's principal key must be the whole key of the own type.
    if navigation.many && navigation.on.len() == set.keys.len() {
        let _ = write!(out, "<ReferentialConstraint><Principal Role=\"FromRole_{relation}\">");
        for (own, _) in &navigation.on {
            let _ = write!(out, "<PropertyRef Name=\"{own}\"/>");
        }
        let _ = write!(out, "</Principal><Dependent Role=\"ToRole_{relation}\">");
        for (_, theirs) in &navigation.on {
            let _ = write!(out, "<PropertyRef Name=\"{theirs}\"/>");
        }
        out.push_str("</Dependent></ReferentialConstraint>");
    }
    out.push_str("</Association>");
}

fn container(out: &mut String, metadata: &Metadata) {
    let namespace = &metadata.namespace;
    let _ = write!(
        out,
        "<EntityContainer Name=\"{namespace}_Entities\" m:IsDefaultEntityContainer=\"true\" \
         sap:supported-formats=\"atom json\">"
    );
    for set in &metadata.sets {
        let _ = write!(out, "<EntitySet Name=\"{}\" EntityType=\"{namespace}.{}\"", set.set, set.type_name);
        for (name, allowed) in [
            ("sap:creatable", set.creatable),
            ("sap:updatable", set.updatable),
            ("sap:deletable", set.deletable),
        ] {
            if !allowed {
                let _ = write!(out, " {name}=\"false\"");
            }
        }
        out.push_str(" sap:content-version=\"1\"/>");
    }
    for set in &metadata.sets {
        for navigation in &set.navigation {
            let relation = relation(set, navigation);
            let _ = write!(
                out,
                "<AssociationSet Name=\"{relation}\" Association=\"{namespace}.{relation}\" \
                 sap:creatable=\"false\" sap:updatable=\"false\" sap:deletable=\"false\" \
                 sap:content-version=\"1\"><End EntitySet=\"{}\" Role=\"FromRole_{relation}\"/>\
                 <End EntitySet=\"{}\" Role=\"ToRole_{relation}\"/></AssociationSet>",
                set.set, navigation.target
            );
        }
    }
    for function in &metadata.functions {
        function_import(out, metadata, function);
    }
    out.push_str("</EntityContainer>");
}

fn function_import(out: &mut String, metadata: &Metadata, function: &Function) {
    let namespace = &metadata.namespace;
    let type_of = |set: &str| metadata.set(set).map_or_else(String::new, |set| set.type_name.clone());
    let _ = write!(out, "<FunctionImport Name=\"{}\" ReturnType=\"{namespace}.", function.name);
    let _ = match &function.returns {
        Returns::Entity(set) => write!(out, "{}\" EntitySet=\"{set}\"", type_of(set)),
        Returns::Complex(name) => write!(out, "{name}\""),
    };
    let _ = write!(out, " m:HttpMethod=\"{}\"", function.method.name());
    if let Some(set) = &function.action_for {
        let _ = write!(out, " sap:action-for=\"{namespace}.{}\"", type_of(set));
    }
    out.push('>');
    for parameter in &function.parameters {
        self::parameter(out, parameter);
    }
    out.push_str("</FunctionImport>");
}

fn parameter(out: &mut String, parameter: &Property) {
    let _ =
        write!(out, "<Parameter Name=\"{}\" Type=\"{}\" Mode=\"In\"", parameter.name, parameter.edm.name());
    let facets = [
        ("MaxLength", parameter.max_length.map(|length| length.to_string())),
        ("Precision", parameter.precision.map(|precision| precision.to_string())),
        ("Scale", parameter.scale.map(|scale| scale.to_string())),
        ("Nullable", parameter.nullable.then(|| "true".to_owned())),
    ];
    for (name, value) in facets {
        if let Some(value) = value {
            let _ = write!(out, " {name}=\"{value}\"");
        }
    }
    out.push_str("/>");
}
