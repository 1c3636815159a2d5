use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::php::array;

/// An array under construction: entries in the order of their first appearance, found and appended in no time.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    entries: Vec<(String, Node)>,
    places: HashMap<String, usize>,
    /// The key that an append gets.
    next: i64,
}

#[derive(Debug)]
enum Node {
    Leaf(String),
    Array(Nodes),
}

impl Nodes {
    /// Sets a leaf; a key that is `None` appends. A scalar that stands in the way is replaced by an array.
    pub(super) fn assign(&mut self, key: Option<&str>, rest: &[Option<String>], value: String) {
        let key = key.map_or_else(|| self.next.to_string(), ToOwned::to_owned);
        let Some((next, rest)) = rest.split_first() else {
            self.put(key, Node::Leaf(value));
            return;
        };
        let place = match self.places.get(&key) {
            Some(&place) if matches!(self.entries[place].1, Node::Array(_)) => place,
            _ => self.put(key, Node::Array(Self::default())),
        };
        if let Node::Array(inner) = &mut self.entries[place].1 {
            inner.assign(next.as_deref(), rest, value);
        }
    }

    fn put(&mut self, key: String, node: Node) -> usize {
        if let Some(number) = integer_key(&key) {
            self.next = self.next.max(number.saturating_add(1));
        }
        if let Some(&place) = self.places.get(&key) {
            self.entries[place].1 = node;
            return place;
        }
        let place = self.entries.len();
        self.places.insert(key.clone(), place);
        self.entries.push((key, node));
        place
    }

    /// The entries, lists among their values recognised.
    pub(super) fn into_map(self) -> Map<String, Value> {
        self.entries.into_iter().map(|(key, node)| (key, node.into_value())).collect()
    }
}

impl Node {
    fn into_value(self) -> Value {
        match self {
            Self::Leaf(text) => Value::String(text),
            Self::Array(nodes) => array(nodes.into_map()),
        }
    }
}

/// The number of a key that the server stores as an integer: `7`, `-3`, but not `07` or `+7`.
fn integer_key(key: &str) -> Option<i64> {
    key.parse::<i64>().ok().filter(|number| number.to_string() == key)
}
