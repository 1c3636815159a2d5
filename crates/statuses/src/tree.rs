//! A list in order that states share: a copy costs nothing, and a change of the copy makes a few nodes anew.
//!
//! Everything that is looked up is in such trees, so that an edit costs the same in a list of ten and of a hundred
//! thousand. They have one type of key, whatever it is made of, because each type more would be the whole program once
//! more.

use crate::key::Key;
use std::rc::Rc;

/// Keys alone.
pub(crate) type Keys = Tree<()>;

/// Values in the order of their keys, balanced by weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tree<V>(Option<Rc<Node<V>>>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node<V> {
    key: Key,
    value: V,
    size: usize,
    left: Tree<V>,
    right: Tree<V>,
}

/// A side may weigh so many times as much as the other one.
const MOST: usize = 3;
/// From so many times on, its inner side is too heavy to be turned to the other one as a whole.
const INNER: usize = 2;

impl<V> Default for Tree<V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<V> Tree<V> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |node| node.size)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether it is the very same: then nobody has to look further.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: Key) -> Option<&V> {
        let mut at = self;
        while let Some(node) = &at.0 {
            step();
            if key == node.key {
                return Some(&node.value);
            }
            at = if key < node.key { &node.left } else { &node.right };
        }
        None
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: Key) -> bool {
        self.get(key).is_some()
    }

    /// How many keys are smaller than this one.
    pub(crate) fn rank(&self, key: Key) -> usize {
        let (mut at, mut before) = (self, 0);
        while let Some(node) = &at.0 {
            step();
            if key <= node.key {
                at = &node.left;
            } else {
                before += node.left.len() + 1;
                at = &node.right;
            }
        }
        before
    }

    /// All from a place on.
    pub(crate) fn from(&self, mut place: usize) -> Walk<'_, V> {
        let (mut at, mut stack) = (self, Vec::new());
        while let Some(node) = &at.0 {
            step();
            let before = node.left.len();
            if place > before {
                place -= before + 1;
                at = &node.right;
                continue;
            }
            stack.push(&**node);
            if place == before {
                break;
            }
            at = &node.left;
        }
        Walk(stack)
    }

    /// All from a key on.
    pub(crate) fn since(&self, key: Key) -> Walk<'_, V> {
        self.from(self.rank(key))
    }

    fn weight(&self) -> usize {
        self.len() + 1
    }
}

impl<V: Clone> Tree<V> {
    /// Of so many, in order.
    pub(crate) fn of(items: &mut dyn Iterator<Item = (Key, V)>, count: usize) -> Self {
        if count == 0 {
            return Self(None);
        }
        let left = Self::of(items, count / 2);
        let Some((key, value)) = items.next() else { return left };
        step();
        let right = Self::of(items, count - count / 2 - 1);
        let size = left.len() + right.len() + 1;
        Self(Some(Rc::new(Node { key, value, size, left, right })))
    }

    /// Puts a value in, in the place of one of the same key.
    pub(crate) fn put(&mut self, key: Key, value: V) {
        let Some(node) = &mut self.0 else {
            let (left, right) = (Self(None), Self(None));
            self.0 = Some(Rc::new(Node { key, value, size: 1, left, right }));
            return;
        };
        step();
        let node = Rc::make_mut(node);
        if key == node.key {
            node.value = value;
            return;
        }
        if key < node.key { &mut node.left } else { &mut node.right }.put(key, value);
        self.settle();
    }

    /// Takes a value out.
    pub(crate) fn take(&mut self, key: Key) -> Option<V> {
        if !self.has(key) {
            return None;
        }
        let node = Rc::make_mut(self.0.as_mut()?);
        let taken = if key < node.key {
            node.left.take(key)
        } else if key > node.key {
            node.right.take(key)
        } else if node.left.is_empty() || node.right.is_empty() {
            let rest = if node.left.is_empty() { &mut node.right } else { &mut node.left };
            let rest = std::mem::take(rest);
            let value = node.value.clone();
            *self = rest;
            return Some(value);
        } else {
            let next = node.right.from(0).next().map(|(key, _)| key)?;
            let value = node.right.take(next)?;
            node.key = next;
            Some(std::mem::replace(&mut node.value, value))
        };
        self.settle();
        taken
    }

    /// Counts anew, and turns what has become too heavy on one side.
    fn settle(&mut self) {
        let Some(node) = &mut self.0 else { return };
        step();
        let node = Rc::make_mut(node);
        let (left, right) = (node.left.weight(), node.right.weight());
        if right > MOST * left {
            if let Some(inner) = &node.right.0
                && inner.left.weight() >= INNER * inner.right.weight()
            {
                node.right.turn(false);
            }
            self.turn(true);
        } else if left > MOST * right {
            if let Some(inner) = &node.left.0
                && inner.right.weight() >= INNER * inner.left.weight()
            {
                node.left.turn(true);
            }
            self.turn(false);
        } else {
            node.size = left + right - 1;
        }
    }

    /// Turns the heavier side up: the right one, if it `rises`.
    fn turn(&mut self, rises: bool) {
        let Some(mut low) = self.0.take() else { return };
        let node = Rc::make_mut(&mut low);
        let side = if rises { &mut node.right } else { &mut node.left };
        let Some(mut high) = side.0.take() else {
            self.0 = Some(low);
            return;
        };
        let top = Rc::make_mut(&mut high);
        *side = std::mem::take(if rises { &mut top.left } else { &mut top.right });
        node.size = node.left.len() + node.right.len() + 1;
        *(if rises { &mut top.left } else { &mut top.right }) = Self(Some(low));
        top.size = top.left.len() + top.right.len() + 1;
        self.0 = Some(high);
    }
}

/// A node was come by: tests count them.
fn step() {
    #[cfg(test)]
    STEPS.set(STEPS.get() + 1);
}

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How often a node of any tree was come by, in this thread.
#[cfg(test)]
pub(crate) fn steps() -> usize {
    STEPS.get()
}

/// One after the other, in order.
#[derive(Clone, Debug)]
pub(crate) struct Walk<'a, V>(Vec<&'a Node<V>>);

impl<'a, V> Iterator for Walk<'a, V> {
    type Item = (Key, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        let node = self.0.pop()?;
        step();
        let mut at = &node.right;
        while let Some(next) = &at.0 {
            self.0.push(next);
            at = &next.left;
        }
        Some((node.key, &node.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    impl<V> Tree<V> {
        fn is_sound(&self) -> bool {
            self.0.as_ref().is_none_or(|node| {
                let (left, right) = (node.left.weight(), node.right.weight());
                node.size + 1 == left + right
                    && left <= MOST * right
                    && right <= MOST * left
                    && node.left.is_sound()
                    && node.right.is_sound()
            })
        }

        /// Nodes that are not part of the other one.
        pub(crate) fn own(&self, other: &Self) -> usize {
            fn nodes<V>(tree: &Tree<V>, found: &mut std::collections::HashSet<*const Node<V>>) {
                if let Some(node) = &tree.0 {
                    found.insert(Rc::as_ptr(node));
                    nodes(&node.left, found);
                    nodes(&node.right, found);
                }
            }
            let (mut mine, mut theirs) = Default::default();
            nodes(self, &mut mine);
            nodes(other, &mut theirs);
            mine.difference(&theirs).count()
        }
    }

    proptest! {
        #[test]
        fn a_tree_is_what_a_map_is(ops in prop::collection::vec((0u8..3, 0u128..60), 0..200), start in 0u128..40) {
            let mut map: BTreeMap<Key, u32> = (0..start).map(|key| (key, 0)).collect();
            let mut tree = Tree::of(&mut (0..start).map(|key| (key, 0)), map.len());
            for (nth, (op, key)) in (1..).zip(ops) {
                let before = (tree.clone(), map.clone());
                if op == 0 {
                    prop_assert_eq!(tree.take(key), map.remove(&key));
                } else {
                    tree.put(key, nth);
                    map.insert(key, nth);
                }
                prop_assert!(tree.is_sound());
                prop_assert_eq!(tree.get(key), map.get(&key));
                prop_assert_eq!(tree.rank(key), map.range(..key).count());
                prop_assert!(tree.since(key).eq(map.range(key..).map(|(key, value)| (*key, value))));
                prop_assert!(before.0.from(0).eq(before.1.iter().map(|(key, value)| (*key, value))), "it stays");
            }
            prop_assert_eq!(tree.len(), map.len());
        }
    }

    #[test]
    fn a_change_shares_the_rest() {
        let tree = Tree::of(&mut (0..100_000u128).map(|key| (2 * key, ())), 100_000);
        for key in [0, 77_777, 100_001] {
            let mut changed = tree.clone();
            changed.put(key, ());
            assert!(changed.own(&tree) < 24, "{}", changed.own(&tree));
            let mut changed = tree.clone();
            changed.take(key & !1);
            assert!(changed.own(&tree) < 40, "{}", changed.own(&tree));
        }
        assert!(tree.is(&tree.clone()) && !tree.is(&Tree::default()));
    }
}
