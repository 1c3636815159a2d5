//! Keys: one type for all that is sorted and looked up, because the library's sorting is several kilobytes for each type.

/// A number that things are in order of.
pub(crate) type Key = u128;

/// Two numbers as a key, of which the first counts first.
pub(crate) fn pair(first: usize, second: usize) -> Key {
    (first as Key) << 64 | second as Key
}

/// The first number of a pair.
pub(crate) fn first(key: Key) -> usize {
    second(key >> 64)
}

/// The second number of a pair.
pub(crate) fn second(key: Key) -> usize {
    usize::try_from(key & Key::from(u64::MAX)).unwrap_or_default()
}

/// Puts keys in order.
pub(crate) fn sort(keys: &mut Vec<Key>) {
    if keys.is_sorted() {
        return;
    }
    let (count, mut width) = (keys.len(), 1);
    let mut merged = keys.clone();
    while width < count {
        for start in (0..count).step_by(2 * width) {
            let (middle, end) = ((start + width).min(count), (start + 2 * width).min(count));
            let (mut left, mut right) = (start, middle);
            for slot in &mut merged[start..end] {
                let from = if right == end || left < middle && keys[left] <= keys[right] {
                    &mut left
                } else {
                    &mut right
                };
                *slot = keys[*from];
                *from += 1;
            }
        }
        std::mem::swap(keys, &mut merged);
        width *= 2;
    }
}

/// Numbers in order, each once.
pub(crate) fn ascending(numbers: &[usize]) -> Vec<usize> {
    let mut keys: Vec<_> = numbers.iter().map(|number| *number as Key).collect();
    sort(&mut keys);
    keys.dedup();
    keys.into_iter().map(second).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_sorted_as_the_library_does(keys in prop::collection::vec(any::<Key>().prop_map(|key| key % 50), 0..70)) {
            let (mut ours, mut theirs) = (keys.clone(), keys);
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_pair_is_in_order_of_both(one in any::<[u32; 2]>(), other in any::<[u32; 2]>()) {
            let key = |[first, second]: [u32; 2]| pair(first as usize, second as usize);
            prop_assert_eq!(key(one).cmp(&key(other)), one.cmp(&other));
            prop_assert_eq!([first(key(one)), second(key(one))], one.map(|it| it as usize));
        }
    }
}
