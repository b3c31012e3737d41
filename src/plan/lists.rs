//! Lists of what belongs together. A page that looks at one is made from it.

use crate::model::{Dependency, START, note};
use std::fmt::Debug;

/// All groups of a list, as dependencies name them.
const EVERY_GROUP: u32 = u32::MAX;

/// What belongs to each of some groups. A page that looks at it is made from it.
#[derive(Debug)]
pub struct Lists<T> {
    /// As dependencies name these lists.
    pub(super) number: u8,
    /// By the number of the group.
    pub(super) of: Vec<Vec<T>>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { number: 0, of: Vec::new() }
    }
}

impl<T: Debug + Clone> Lists<T> {
    pub(super) fn new(number: u8, n_groups: usize) -> Self {
        Self { number, of: vec![Vec::new(); n_groups] }
    }

    /// The first of a group, [`START`] at most.
    #[must_use]
    pub fn start(&self, group: usize) -> &[T] {
        note(Dependency::Start(self.number, number(group)));
        let all = &self.of[group];
        &all[..all.len().min(START)]
    }

    /// Group by group.
    pub fn iter(&self) -> impl Iterator<Item = &Vec<T>> + Clone {
        note(Dependency::List(self.number, EVERY_GROUP));
        self.of.iter()
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    pub(super) fn told(&self, group: usize, n_told: usize) -> String {
        if group == EVERY_GROUP as usize {
            return format!("{:?}", self.of);
        }
        format!("{:?}", self.of.get(group).map(|all| &all[..all.len().min(n_told)]))
    }
}

impl<T> std::ops::Index<usize> for Lists<T> {
    type Output = Vec<T>;

    fn index(&self, group: usize) -> &Vec<T> {
        note(Dependency::List(self.number, number(group)));
        &self.of[group]
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
