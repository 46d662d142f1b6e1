//! What makes two cells the same: numbers of certificates are, whatever their spaces and the size of their letters.

use crate::answers::Value;
use crate::answers::read::{self, Typed};
use crate::form::Field;

/// Equal for cells that say the same. `None`: not answered, or badly written, which says nothing.
pub(super) fn sameness(value: Option<&Value>, column: &Field) -> Option<String> {
    Some(match read::any(value, &column.kind).given()? {
        Typed::Text(text) => {
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
        }
        Typed::Number(number) => number.normalize().to_string(),
        Typed::Date(date) => date.to_string(),
        Typed::Year(year) => year.to_string(),
        Typed::YesNo(yes) => yes.to_string(),
        Typed::Choice(choice) => choice.id.clone(),
        Typed::Choices(chosen) => {
            let mut ids: Vec<&str> = chosen.iter().map(|choice| choice.id.as_str()).collect();
            ids.sort_unstable();
            ids.join(" ")
        }
        Typed::Region(code) => code.to_owned(),
        Typed::Rows(_) => return None,
    })
}
