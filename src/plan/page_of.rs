//! What pages are of, from what stands for it and back.

use super::Of;
use crate::model::{AnyRef, Ref, StageIndex};
use crate::value::Period;

impl<T> From<Ref<T>> for Of
where
    AnyRef: From<Ref<T>>,
{
    fn from(one: Ref<T>) -> Self {
        Self::Record(one.into())
    }
}

impl From<AnyRef> for Of {
    fn from(one: AnyRef) -> Self {
        Self::Record(one)
    }
}

impl From<Period> for Of {
    fn from(period: Period) -> Self {
        Self::Period(period)
    }
}

impl From<StageIndex> for Of {
    fn from(stage: StageIndex) -> Self {
        Self::Stage(stage)
    }
}

impl<T> TryFrom<Of> for Ref<T>
where
    Self: TryFrom<AnyRef>,
{
    type Error = Of;

    /// The record that a page is of, or else what it is of.
    fn try_from(of: Of) -> Result<Self, Of> {
        match of {
            Of::Record(one) => one.try_into().map_err(|_| of),
            other => Err(other),
        }
    }
}

macro_rules! taken_from_of {
    ($($($variant:ident)|+ as $of:ty;)*) => {
        $(impl TryFrom<Of> for $of {
            type Error = Of;

            fn try_from(of: Of) -> Result<Self, Of> {
                match of {
                    $(Of::$variant(one))|+ => Ok(one),
                    other => Err(other),
                }
            }
        })*
    };
}

taken_from_of! {
    Period as Period;
    Stage as StageIndex;
    Year as i16;
    Section | Text as usize;
}
