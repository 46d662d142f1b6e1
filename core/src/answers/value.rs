//! An answer as it was typed.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// An answer as it was typed; what it means is decided by its field's kind.
///
/// Decimals, money and dates are text, so that nothing is rounded on the way.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(untagged)]
pub enum Value {
    /// Yes/no and declarations.
    YesNo(bool),
    /// Whole numbers and years.
    Integer(i32),
    /// Everything typed.
    Text(String),
    /// Several choices ([`Value::Text`]) or a table's rows ([`Value::Row`]). Empty: confirmed that there is none.
    List(Vec<Value>),
    /// A table's row: cells by column id; an empty cell is absent.
    Row(BTreeMap<String, Value>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

/// Reads whatever JSON holds: a number that is no small whole number becomes the text a person would have typed, so
/// that a hand-written draft is checked, not refused.
struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer: true/false, a number, text, a list or a row")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::YesNo(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(i32::try_from(value).map_or_else(|_| Value::Text(value.to_string()), Value::Integer))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i32::try_from(value).map_or_else(|_| Value::Text(value.to_string()), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        Cells.visit_map(map).map(Value::Row)
    }
}

/// Reads answers by their ids. A null stands for "not answered" and is not kept; an id that is written twice is refused,
/// since one of the two answers would be lost without a word.
pub(super) struct Cells;

impl<'de> Visitor<'de> for Cells {
    type Value = BTreeMap<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("answers by their ids")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut cells, mut nulls) = (BTreeMap::new(), BTreeSet::new());
        while let Some(id) = map.next_key::<String>()? {
            if cells.contains_key(&id) || nulls.contains(&id) {
                return Err(A::Error::custom(format_args!("duplicate field `{id}`")));
            }
            match map.next_value::<Option<Value>>()? {
                Some(value) => _ = cells.insert(id, value),
                None => _ = nulls.insert(id),
            }
        }
        Ok(cells)
    }
}
