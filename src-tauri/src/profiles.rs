//! Profiles: kept from drafts, filled into drafts, and found. Each is a draft of its own form.

use crate::contract::*;
use crate::desk::{Desk, changed, library};
use crate::failure::{Failure, FailureCode};
use chrono::Local;
use shenbao_core::answers::{Answers, Draft, Path, Value, apply};
use shenbao_core::check::Facts;
use shenbao_core::form::Form;
use shenbao_core::library::{Held, Wanted};
use shenbao_core::profile::{Spot, differences, fill, keep, number_field, spots, subjects};
use std::sync::Arc;

/// So many are shown at once; whoever looks for another one types more of its name.
const MOST_SHOWN: usize = 200;

impl Desk {
    /// The profiles in which every word stands. `deleted`: those that were deleted, instead of those that were not.
    pub fn find_profiles(&self, words: &str, deleted: bool) -> Result<FoundProfiles, Failure> {
        let words = self.packs()?.sought(words);
        let wanted = Wanted { words, profiles: true, deleted, ..Wanted::default() };
        let mut table = self.table();
        let found = library(&mut table)?.find(&wanted, MOST_SHOWN)?;
        let mut line = |id: i64| {
            let held = if deleted {
                library(&mut table)?.read_deleted(id)?
            } else {
                self.held(&mut table, &id.to_string())?.clone()
            };
            self.profile_line(&held)
        };
        let profiles = found.lines.iter().map(|found| line(found.id)).collect::<Result<_, _>>()?;
        let kinds = self.packs()?.profiles().iter().map(|form| kind(form)).collect();
        Ok(FoundProfiles { profiles, total: u32::try_from(found.total).unwrap_or(u32::MAX), kinds })
    }

    /// A new, empty profile.
    pub fn create_profile(&self, id: &str) -> Result<OpenDraft, Failure> {
        let form = self.profile_form(id)?;
        let draft = empty(&form);
        self.add(form, draft)
    }

    /// The organisations and people that a draft speaks of, and where a profile can be filled in.
    pub fn profile_places(&self, id: &str) -> Result<Vec<ProfilePlace>, Failure> {
        let copy = self.copy(id)?;
        let mut places = Vec::new();
        for profile in self.packs()?.profiles() {
            let known = self.all_of(profile)?;
            let named = subjects(profile, &copy.form, &copy.draft);
            let place = |place: String, title: &str, name: Option<String>, known: Option<i64>| ProfilePlace {
                place,
                title: title.to_owned(),
                kind: kind(profile),
                name,
                known: known.map(|id| id.to_string()),
            };
            let facts = Facts::new(&copy.form, &copy.draft);
            for spot in spots(profile, &copy.form).iter().filter(|spot| spot.is_asked(&facts)) {
                for at in spot.places(&copy.draft) {
                    let subject = named.iter().find(|subject| subject.place == at);
                    let same = subject.and_then(|subject| {
                        known.iter().find(|(_, draft)| is_same(profile, draft, &subject.answers))
                    });
                    let name = subject.map(|subject| subject.name.clone());
                    places.push(place(at.to_string(), &spot.title, name, same.map(|(id, _)| *id)));
                }
                if spot.is_table {
                    let rows = spot.places(&copy.draft).len();
                    places.push(place(Path::row(&spot.at, rows).to_string(), &spot.title, None, None));
                }
            }
        }
        Ok(places)
    }

    /// A place of a draft beside a profile; without one, beside an empty one of that kind.
    pub fn compare_profile(
        &self,
        id: &str,
        place: &str,
        kind: &str,
        profile: Option<&str>,
        fills: bool,
    ) -> Result<ComparedProfile, Failure> {
        let copy = self.copy(id)?;
        let form = self.profile_form(kind)?;
        let (spot, place) = spot_of(&form, &copy.form, place)?;
        let kept = match profile {
            Some(profile) => self.copy(profile)?.draft,
            None => empty(&form),
        };
        let drafted = spot.answers(&copy.draft, &place);
        // What one side does not say takes nothing from the other.
        let given = if fills { spot.fillable(&kept) } else { drafted.clone() };
        let apart = differences(&form, &kept.answers, &drafted);
        let field = |id: &str| form.fields().find(|field| field.id == id).cloned();
        let fields: Vec<ComparedField> = apart
            .into_iter()
            .filter(|apart| given.contains_key(&apart.field))
            .filter_map(|apart| {
                let field = field(&apart.field)?;
                Some(ComparedField { field, kept: apart.kept, drafted: apart.drafted })
            })
            .collect();
        let same = given.len().saturating_sub(fields.len());
        Ok(ComparedProfile { fields, same: u32::try_from(same).unwrap_or(u32::MAX) })
    }

    /// Keeps fields of a place in a profile, or in a new one; gives its line.
    pub fn keep_in_profile(
        &self,
        id: &str,
        place: &str,
        kind: &str,
        profile: Option<&str>,
        take: &[String],
    ) -> Result<ProfileLine, Failure> {
        let copy = self.copy(id)?;
        let form = self.profile_form(kind)?;
        let (spot, place) = spot_of(&form, &copy.form, place)?;
        let edit = keep(&spot.answers(&copy.draft, &place), take);
        let id = match profile {
            Some(profile) => {
                self.with(profile, |library, held, now, summarise| library.edit(held, edit, now, summarise))?;
                profile.to_owned()
            }
            None => {
                let mut draft = empty(&form);
                apply(&mut draft, edit).map_err(|_| Failure::unexpected())?;
                self.add(form, draft)?.id
            }
        };
        self.profile_line(&self.held(&mut self.table(), &id)?.clone())
    }

    /// Fills fields of a profile into a place of a draft, as one change.
    pub fn fill_from_profile(
        &self,
        id: &str,
        place: &str,
        profile: &str,
        take: &[String],
    ) -> Result<ChangedDraft, Failure> {
        let (copy, kept) = (self.copy(id)?, self.copy(profile)?);
        let (spot, place) = spot_of(&kept.form, &copy.form, place)?;
        let name = kept.form.name_of(&kept.draft).unwrap_or("未填写名称");
        let edit = fill(&spot, &copy.draft, &place, &kept.draft, name, take);
        let (held, report) =
            self.with(id, |library, held, now, summarise| library.edit(held, edit, now, summarise))?;
        Ok(changed(&held, report))
    }

    fn profile_form(&self, id: &str) -> Result<Arc<Form>, Failure> {
        let found = self.packs()?.profiles().iter().find(|form| form.id == id);
        found.cloned().ok_or_else(|| {
            Failure::new(FailureCode::NotFound, "没有这一类资料。", "请重新打开“单位与人员”后再试。")
        })
    }

    fn profile_line(&self, held: &Held) -> Result<ProfileLine, Failure> {
        let form = self.form_of(held.draft())?;
        Ok(ProfileLine {
            id: held.id().to_string(),
            kind: kind(&form),
            name: form.name_of(held.draft()).map(str::to_owned),
            number: number_of(&form, &held.draft().answers).map(masked),
            filled: u32::try_from(held.draft().answers.len()).unwrap_or(u32::MAX),
            changed_at: held.changed_at().with_timezone(&Local).to_rfc3339(),
        })
    }

    /// Every profile of one kind.
    fn all_of(&self, form: &Form) -> Result<Vec<(i64, Draft)>, Failure> {
        let mut table = self.table();
        let wanted = Wanted { form: Some(form.id.clone()), profiles: true, ..Wanted::default() };
        let lines = library(&mut table)?.find(&wanted, usize::MAX >> 1)?.lines;
        lines
            .iter()
            .map(|line| Ok((line.id, self.held(&mut table, &line.id.to_string())?.draft().clone())))
            .collect()
    }
}

fn kind(form: &Form) -> ProfileKind {
    ProfileKind { id: form.id.clone(), title: form.title.clone() }
}

fn empty(form: &Form) -> Draft {
    let variant = form.variants.first().map(|variant| variant.id.as_str()).unwrap_or_default();
    Draft::empty(form, variant)
}

/// A place by its path; the kind of profile decides which of a section's two it is.
fn spot_of(profile: &Form, form: &Form, place: &str) -> Result<(Spot, Path), Failure> {
    let path: Option<Path> = place.parse().ok();
    let found = path.and_then(|path| {
        let spot = spots(profile, form).into_iter().find(|spot| spot.at == path.field)?;
        (spot.is_table == path.row.is_some()).then_some((spot, path))
    });
    found.ok_or_else(|| Failure::new(FailureCode::NotFound, "表单中没有这一处。", "请重新打开草稿后再试。"))
}

/// By the number where both have one, else by the name.
fn is_same(profile: &Form, kept: &Draft, drafted: &Answers) -> bool {
    let numbers = (number_of(profile, &kept.answers), number_of(profile, drafted));
    if let (Some(one), Some(other)) = numbers {
        return one == other;
    }
    profile.named_by.iter().any(|id| kept.answers.contains_key(id) && kept.answers.get(id) == drafted.get(id))
}

fn number_of<'a>(profile: &Form, answers: &'a Answers) -> Option<&'a str> {
    match answers.get(&number_field(profile)?.id) {
        Some(Value::Text(number)) => Some(number),
        _ => None,
    }
}

/// `310106********1234`: enough to tell one from another.
pub(crate) fn masked(number: &str) -> String {
    let (ends, length) = (4, number.chars().count());
    let is_end = |at: usize| length > 3 * ends && (at < ends || at + ends >= length);
    number.chars().enumerate().map(|(at, c)| if is_end(at) { c } else { '*' }).collect()
}
