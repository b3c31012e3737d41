//! Lists and texts that stay, in memory of exactly their size.

/// The same list without room to grow. It is copied: to shrink a list in place leaves it in the
/// same block of memory, of which up to half is lost, and a ledger has hundreds of thousands.
#[must_use]
pub fn shrink<T>(list: Vec<T>) -> Vec<T> {
    if list.len() == list.capacity() {
        return list;
    }
    let mut copy = Vec::with_capacity(list.len());
    copy.extend(list);
    copy
}
