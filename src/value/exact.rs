//! Lists and texts that stay, in memory of exactly their size.

/// The same list without room to grow. It is copied: to shrink a list in place leaves it in the
/// same block of memory, of which up to half is lost, and a ledger has hundreds of thousands.
#[must_use]
pub fn exact<T>(list: Vec<T>) -> Vec<T> {
    if list.len() == list.capacity() {
        return list;
    }
    let mut copy = Vec::with_capacity(list.len());
    copy.extend(list);
    copy
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn a_list_keeps_its_items_and_loses_its_room() {
        let mut list = Vec::with_capacity(8);
        list.extend(["a", "b", "c"]);
        let list = exact(list);
        assert_eq!((list.capacity(), &*list), (3, &["a", "b", "c"][..]));
    }
}
