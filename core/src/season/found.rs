//! Everyone and everything of a season, with their places.

use super::{Member, SeasonPlace};
use crate::answers::{Path, Value, read};
use crate::check::{Facts, Standing};
use crate::form::{Field, Form, SeasonWork, Somebody};
use crate::identity::{doi, folded_name};

pub(super) struct Found {
    pub(super) people: Vec<One>,
    pub(super) units: Vec<One>,
    pub(super) works: Vec<One>,
}

/// Somebody, or a work.
pub(super) struct One {
    /// The draft's place among the members.
    pub(super) member: usize,
    pub(super) place: SeasonPlace,
    pub(super) name: String,
    pub(super) folded: String,
    /// Canonical, where it can be read.
    pub(super) number: Option<String>,
    /// 论文和专著; empty for people and organisations.
    pub(super) what: String,
    pub(super) creators: Option<String>,
    pub(super) creates: bool,
}

impl Found {
    pub(super) fn of(members: &[Member<'_>]) -> Found {
        let mut found = Found { people: Vec::new(), units: Vec::new(), works: Vec::new() };
        for (at, member) in members.iter().enumerate() {
            let Some(season) = &member.form.season else { continue };
            let reader = Reader { at, member: *member, facts: Facts::new(member.form, member.draft) };
            found.people.extend(season.people.iter().flat_map(|it| reader.somebody(it)));
            found.units.extend(season.units.iter().flat_map(|it| reader.somebody(it)));
            found.works.extend(season.works.iter().flat_map(|it| reader.works(it)));
        }
        found
    }
}

struct Reader<'a> {
    at: usize,
    member: Member<'a>,
    facts: Facts<'a>,
}

impl Reader<'_> {
    /// Nobody where the number is not asked: a candidate that is an organisation has no identity document.
    fn somebody(&self, it: &Somebody) -> Vec<One> {
        let number = Some(it.number.as_str());
        let ones = self.ones(&it.name, number, None);
        ones.into_iter().map(|one| One { creates: it.creates, ..one }).collect()
    }

    fn works(&self, it: &SeasonWork) -> Vec<One> {
        let ones = self.ones(&it.title, it.number.as_deref(), it.creators.as_deref());
        let fold = |number: String| doi(&number).unwrap_or_else(|| folded_name(&number));
        ones.into_iter()
            .map(|one| One { what: it.what.clone(), number: one.number.map(fold), ..one })
            .collect()
    }

    fn ones(&self, name: &str, number: Option<&str>, creators: Option<&str>) -> Vec<One> {
        let is_shown = |id: &str| self.facts.shown(id) == Standing::Met;
        let Some(table) = table_of(self.member.form, name) else {
            if !is_shown(name) || !number.is_none_or(is_shown) {
                return Vec::new();
            }
            let get = |id: &str| self.member.draft.answers.get(id);
            return self.one(Path::field(name), name, number, creators, get).into_iter().collect();
        };
        if !is_shown(&table.id) {
            return Vec::new();
        }
        let rows = read::rows(self.member.draft.answers.get(&table.id)).given().unwrap_or_default();
        let cells = rows.iter().enumerate().filter_map(|(at, row)| match row {
            Value::Row(cells) => Some((at, cells)),
            _ => None,
        });
        let one = |(at, cells): (usize, &std::collections::BTreeMap<String, Value>)| {
            let get = |id: &str| cells.get(column_of(id));
            self.one(Path::cell(&*table.id, at, column_of(name)), name, number, creators, get)
        };
        cells.filter_map(one).collect()
    }

    fn one<'v>(
        &self,
        path: Path,
        name: &str,
        number: Option<&str>,
        creators: Option<&str>,
        get: impl Fn(&str) -> Option<&'v Value>,
    ) -> Option<One> {
        let text = |id: &str| Some(read::text(get(id)).given()?.into_owned());
        let code = |id: &str| {
            let kind = &field_of(self.member.form, id)?.kind;
            let readable = read::code(get(id), kind).given();
            readable.or_else(|| text(id))
        };
        let name = text(name)?;
        Some(One {
            member: self.at,
            place: SeasonPlace { draft: self.member.id.to_string(), title: self.member.title(), path },
            folded: folded_name(&name),
            name,
            number: number.and_then(code),
            what: String::new(),
            creators: creators.and_then(text),
            creates: false,
        })
    }
}

/// `completers.persons` of `completers.persons.name`; `None`: the id is a field's own.
fn table_of<'f>(form: &'f Form, id: &str) -> Option<&'f Field> {
    let (table, _) = id.rsplit_once('.')?;
    form.fields().find(|field| field.id == table)
}

fn field_of<'f>(form: &'f Form, id: &str) -> Option<&'f Field> {
    match table_of(form, id) {
        Some(table) => table.kind.columns().iter().find(|column| column.id == column_of(id)),
        None => form.fields().find(|field| field.id == id),
    }
}

fn column_of(id: &str) -> &str {
    id.rsplit('.').next().unwrap_or(id)
}

/// Each key with the places that share it, where they are of at least two drafts.
pub(super) fn shared<K: Ord>(
    ones: &[One],
    key: impl Fn(&One) -> Option<K>,
) -> std::collections::BTreeMap<K, Vec<&One>> {
    let mut groups = std::collections::BTreeMap::<K, Vec<&One>>::new();
    for one in ones {
        if let Some(key) = key(one) {
            groups.entry(key).or_default().push(one);
        }
    }
    groups.retain(|_, group| is_of_two(group));
    groups
}

pub(super) fn is_of_two(group: &[&One]) -> bool {
    group.iter().any(|one| Some(one.member) != group.first().map(|first| first.member))
}

/// Their places, in the order of the drafts.
pub(super) fn places(group: &[&One]) -> Vec<SeasonPlace> {
    group.iter().map(|one| one.place.clone()).collect()
}

/// How many drafts they are of.
pub(super) fn drafts(group: &[&One]) -> usize {
    let mut members: Vec<usize> = group.iter().map(|one| one.member).collect();
    members.sort_unstable();
    members.dedup();
    members.len()
}
