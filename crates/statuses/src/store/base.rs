//! The rows that the portal holds, in order and by their ids.

use crate::key::{Key, pair, second, sort};
use crate::name;
use crate::status::{Group, Status, StatusId};
use crate::tree::{Keys, Tree};
use std::cell::OnceCell;
use std::rc::Rc;

/// Rows by their ids, and their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    rows: Tree<Rc<Status>>,
    order: Keys,
    /// So many have the same position as the row before them in their group.
    level: usize,
    names: Texts,
    codes: Texts,
}

/// Texts of rows by their hashes; made when they are first asked for, and kept up from then on.
type Texts = OnceCell<Keys>;

/// The key of one of a row's texts.
type KeyOf = fn(&Status) -> Key;

impl PartialEq for Base {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl Eq for Base {}

/// Before all rows of a group.
pub(super) fn first_of(group: Group) -> Key {
    (group as Key) << 96
}

/// The id in a key.
pub(super) fn id_in(key: Key) -> Option<StatusId> {
    StatusId::new(u32::try_from(key & Key::from(u32::MAX)).unwrap_or_default())
}

/// An id as a key.
pub(super) fn by_id(id: StatusId) -> Key {
    Key::from(id.get())
}

/// A text with room for an id.
fn by_text(text: &str) -> Key {
    // FNV-1a: no more than a first look, for which the library's would be a lot of program.
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    Key::from(text.bytes().fold(0xcbf2_9ce4_8422_2325, mix)) << 32
}

/// A name, however it is written.
fn by_name(name: &str) -> Key {
    by_text(&name::folded(name))
}

/// A code, with or without its pipeline's prefix: the portal takes `new` for `NEW`.
fn by_code(code: &str) -> Key {
    by_text(&short(code).to_ascii_uppercase())
}

/// A code without its pipeline's prefix.
fn short(code: &str) -> &str {
    code.rsplit(':').next().unwrap_or(code)
}

fn name_of(row: &Status) -> Key {
    by_name(&row.name) | by_id(row.id)
}

fn code_of(row: &Status) -> Key {
    by_code(&row.code) | by_id(row.id)
}

impl Base {
    /// Of these.
    pub(super) fn of(rows: &[Rc<Status>]) -> Self {
        let mut ids: Vec<_> = rows.iter().zip(0..).map(|(row, at)| pair(row.id.get() as usize, at)).collect();
        sort(&mut ids);
        ids.dedup_by_key(|key| *key >> 64);
        let mut order: Vec<_> = ids.iter().map(|key| rows[second(*key)].key()).collect();
        sort(&mut order);
        let level = order.windows(2).filter(|keys| keys[0] >> 32 == keys[1] >> 32).count();
        let rows = ids.iter().map(|key| &rows[second(*key)]);
        let rows = Tree::of(&mut rows.map(|row| (by_id(row.id), Rc::clone(row))), ids.len());
        Self { rows, order: keys(&order), level, ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn get(&self, id: StatusId) -> Option<&Rc<Status>> {
        self.rows.get(by_id(id))
    }

    /// The order, as it is known by its keys.
    pub(super) fn order(&self) -> &Keys {
        &self.order
    }

    /// The place of a row, if it is there.
    pub(super) fn rank(&self, id: StatusId) -> Option<usize> {
        self.get(id).map(|row| self.order.rank(row.key()))
    }

    /// The rows in order, from a place on.
    pub(super) fn from(&self, place: usize) -> impl Iterator<Item = &Rc<Status>> {
        self.order.from(place).filter_map(|(key, ())| self.get(id_in(key)?))
    }

    /// The ids, in their own order.
    pub(super) fn ids(&self) -> impl Iterator<Item = StatusId> {
        self.rows.from(0).filter_map(|(key, _)| id_in(key))
    }

    /// The rows in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Rc<Status>> {
        self.from(0)
    }

    /// Whether no two rows of a group have the same position.
    pub(super) fn is_strict(&self) -> bool {
        self.level == 0
    }

    /// Takes a row in, in the place of the one of the same id.
    pub(super) fn put(&mut self, row: &Rc<Status>) {
        let known = self.get(row.id).cloned();
        if known.as_deref().map(Status::key) != Some(row.key()) {
            if let Some(known) = &known {
                self.lift(known);
            }
            self.order.put(row.key(), ());
            self.level += self.levels(row);
        }
        self.note(known.as_deref(), Some(row));
        self.rows.put(by_id(row.id), Rc::clone(row));
    }

    /// Takes a row out.
    pub(super) fn take(&mut self, id: StatusId) {
        let Some(row) = self.rows.take(by_id(id)) else { return };
        self.lift(&row);
        self.note(Some(&row), None);
    }

    /// Rows that may have a name, however it is written.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = StatusId> {
        self.look_up(&self.names, name_of, by_name(name))
    }

    /// Rows that may have a code, with or without its pipeline's prefix.
    pub(super) fn coded(&self, code: &str) -> impl Iterator<Item = &Rc<Status>> {
        self.look_up(&self.codes, code_of, by_code(code)).filter_map(|id| self.get(id))
    }

    fn look_up<'a>(
        &self,
        texts: &'a Texts,
        of: KeyOf,
        text: Key,
    ) -> impl Iterator<Item = StatusId> + use<'a> {
        let texts = texts.get_or_init(|| {
            let mut texts: Vec<_> = self.rows.from(0).map(|(_, row)| of(row)).collect();
            sort(&mut texts);
            keys(&texts)
        });
        let same = texts.since(text).take_while(move |(key, ())| key >> 32 == text >> 32);
        same.filter_map(|(key, ())| id_in(key))
    }

    /// The texts of a row are others now, or gone.
    fn note(&mut self, was: Option<&Status>, is: Option<&Status>) {
        let texts: [(_, KeyOf); 2] = [(&mut self.names, name_of), (&mut self.codes, code_of)];
        for (texts, of) in texts {
            let (Some(texts), (was, is)) = (texts.get_mut(), (was.map(of), is.map(of))) else { continue };
            if was != is {
                if let Some(was) = was {
                    texts.take(was);
                }
                if let Some(is) = is {
                    texts.put(is, ());
                }
            }
        }
    }

    /// Takes a row out of the order.
    fn lift(&mut self, row: &Status) {
        self.level -= self.levels(row);
        self.order.take(row.key());
    }

    /// How many pairs of the same position a row makes where it stands.
    fn levels(&self, row: &Status) -> usize {
        let (mine, rank) = (row.key(), self.order.rank(row.key()));
        let level =
            |key: Option<(Key, &())>| usize::from(key.is_some_and(|(key, ())| key >> 32 == mine >> 32));
        // Both neighbours have it: with the row there are two pairs, without it one.
        let before = level(rank.checked_sub(1).and_then(|before| self.order.from(before).next()));
        let after = level(self.order.from(rank + 1).next());
        before + after - before * after
    }
}

/// Keys that are in order.
fn keys(keys: &[Key]) -> Keys {
    Tree::of(&mut keys.iter().map(|key| (*key, ())), keys.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(id: u32, sort: i64, name: u8) -> Rc<Status> {
        let (code, named) = (format!("C5:X{name}").into(), format!("n{name}").into());
        Rc::new(Status { code, name: named, ..Status::stage(id, Group::ALL[id as usize % 3], sort) })
    }

    proptest! {
        #[test]
        fn kept_up_it_is_what_it_would_be_made_anew(
            start in prop::collection::vec((1u32..30, -3i64..4, 0u8..4), 0..20),
            ops in prop::collection::vec((1u32..30, -3i64..4, 0u8..4, any::<bool>()), 0..60),
            asked in 0usize..60,
        ) {
            let mut rows: Vec<_> = Vec::new();
            for (id, sort, name) in start {
                if rows.iter().all(|known: &Rc<Status>| known.id.get() != id) {
                    rows.push(row(id, sort, name));
                }
            }
            let mut base = Base::of(&rows);
            for (nth, (id, sort, name, out)) in ops.into_iter().enumerate() {
                if nth >= asked {
                    let _ = (base.named("n1").count(), base.coded("x1").count());
                }
                rows.retain(|known| known.id.get() != id);
                if out {
                    base.take(StatusId::new(id).unwrap());
                } else {
                    rows.push(row(id, sort, name));
                    base.put(&row(id, sort, name));
                }
                Status::arrange(&mut rows);
                prop_assert!(base.iter().eq(&rows));
                prop_assert_eq!(base.is_strict(), !rows.windows(2).any(|pair| (pair[0].group, pair[0].sort) == (pair[1].group, pair[1].sort)));
                let named = rows.iter().filter(|row| &*row.name == "n1").count();
                prop_assert_eq!(base.named("N1").count(), named);
                let coded = rows.iter().filter(|row| row.short_code() == "X1").count();
                prop_assert_eq!(base.coded("C5:x1").count(), coded);
                for (rank, row) in rows.iter().enumerate() {
                    prop_assert_eq!(base.rank(row.id), Some(rank));
                }
            }
        }
    }
}
