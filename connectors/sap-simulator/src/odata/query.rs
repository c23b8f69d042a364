//! The system query options of a URL.

use super::failure::Failure;
use std::collections::BTreeMap;

/// A tree of names: what to expand, and below that what to expand further.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree(pub(crate) BTreeMap<String, Tree>);

impl Tree {
    fn from_paths(text: &str) -> Self {
        let mut root = Self::default();
        for path in text.split(',').map(str::trim).filter(|path| !path.is_empty()) {
            let mut node = &mut root;
            for step in path.split('/') {
                node = node.0.entry(step.to_owned()).or_default();
            }
        }
        root
    }

    pub(crate) fn below(&self, name: &str) -> Option<&Self> {
        self.0.get(name)
    }
}

/// Options as sent, decoded but not yet checked against a type.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) filter: Option<String>,
    pub(crate) order_by: Option<String>,
    pub(crate) select: Option<Tree>,
    pub(crate) expand: Tree,
    pub(crate) top: Option<usize>,
    pub(crate) skip: usize,
    pub(crate) inline_count: bool,
    pub(crate) format: Option<String>,
    /// True when any system query option was there; writes refuse them.
    pub(crate) any: bool,
}

impl Options {
    /// Reads the raw query string of a URL.
    pub(crate) fn parse(raw: &str) -> Result<Self, Failure> {
        let mut options = Self::default();
        for (name, value) in url::form_urlencoded::parse(raw.as_bytes()) {
            if name.starts_with('$') {
                options.any = true;
                options.take(&name, &value)?;
            }
        }
        Ok(options)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        match name {
            "$filter" => self.filter = Some(value.to_owned()),
            "$orderby" => self.order_by = Some(value.to_owned()),
            "$select" => self.select = Some(Tree::from_paths(value)),
            "$expand" => self.expand = Tree::from_paths(value),
            "$top" => self.top = Some(number(name, value)?),
            "$skip" => self.skip = number(name, value)?,
            "$format" => self.format = Some(value.to_owned()),
            "$inlinecount" => match value {
                "allpages" => self.inline_count = true,
                "none" => self.inline_count = false,
                _ => return Err(Failure::malformed(format!("Invalid value '{value}' for $inlinecount"))),
            },
            _ => return Err(Failure::malformed(format!("Invalid system query option '{name}'"))),
        }
        Ok(())
    }
}

fn number(name: &str, value: &str) -> Result<usize, Failure> {
    value.trim().parse().map_err(|_| Failure::malformed(format!("Invalid value '{value}' for {name}")))
}
