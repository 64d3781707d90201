//! Elements and text, as a tree.

use super::Tag;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Words, not escaped.
    Text(String),
}

/// An element with its attributes in the order in which they were set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub(super) tag: Tag,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    /// An empty element.
    #[must_use]
    pub const fn new(tag: Tag) -> Self {
        Self { tag, attributes: Vec::new(), children: Vec::new() }
    }

    /// Its name.
    #[must_use]
    pub const fn tag(&self) -> Tag {
        self.tag
    }

    /// Sets an attribute, once: a later value takes the earlier one's place.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Sets an attribute where there is a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Sets an attribute in place.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name, value)),
        }
    }

    /// Adds a class to those that it has.
    pub fn add_class(&mut self, class: &str) {
        let classes = match self.attribute("class") {
            Some(old) => format!("{old} {class}"),
            None => class.to_owned(),
        };
        self.set("class", classes);
    }

    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Adds a child.
    #[must_use]
    pub fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Adds children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = impl Into<Node>>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// Adds a child in place.
    pub fn push(&mut self, child: impl Into<Node>) {
        self.children.push(child.into());
    }

    /// Its children.
    #[must_use]
    pub fn content(&self) -> &[Node] {
        &self.children
    }

    /// Its children, to be changed.
    pub const fn content_mut(&mut self) -> &mut Vec<Node> {
        &mut self.children
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Node {
    /// Adds all words of the node and of what it holds, in order.
    pub fn words(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element(element) => element.children.iter().for_each(|child| child.words(out)),
        }
    }
}
