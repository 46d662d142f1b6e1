use super::*;
use crate::answers::{apply, read_draft};
use crate::form::{load, load_profiles};
use chrono::NaiveDate;

fn forms() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms")
}

fn form(id: &str) -> Form {
    load(&forms().join(id)).unwrap()
}

fn example(id: &str, name: &str) -> Draft {
    let path = forms().join(id).join("examples").join(format!("{name}.shenbao.json"));
    read_draft(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn profile(id: &str) -> Form {
    let profiles = load_profiles(&forms()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    profiles.into_iter().find(|profile| profile.id == format!("profile.{id}")).unwrap()
}

/// A place's profile, as it is kept for the first time.
fn kept(profile: &Form, subject: &Subject) -> Draft {
    let mut draft = Draft::empty(profile, &profile.variants[0].id);
    let take: Vec<String> = subject.answers.keys().cloned().collect();
    apply(&mut draft, keep(&subject.answers, &take)).unwrap();
    draft
}

#[test]
fn places_are_known_by_what_they_ask() {
    let of = |id: &str, pack: &str| {
        let form = form(pack);
        spots(&profile(id), &form).into_iter().map(|spot| spot.at).collect::<Vec<_>>()
    };
    for (id, pack, expected) in [
        ("organisation", "design-center/2023", vec!["organisation"]),
        ("organisation", "livestream-base/2023", vec!["organisation", "tenants.list"]),
        ("organisation", "livestream-base-annual/2023", vec!["organisation", "moves.left_list"]),
        ("organisation", "science-award/2024", vec!["nominator", "candidate", "completers.organisations"]),
        ("person", "design-center/2023", vec![]),
        ("person", "science-award/2024", vec!["nominator", "candidate", "completers.persons"]),
    ] {
        let found = of(id, pack);
        for at in &expected {
            assert!(found.contains(&(*at).to_owned()), "{id} {pack}: {found:?}");
        }
        assert!(
            expected.len() == found.len() || pack == "livestream-base-annual/2023",
            "{id} {pack}: {found:?}"
        );
    }
}

#[test]
fn what_is_kept_of_one_form_is_filled_into_another() {
    let organisation = profile("organisation");
    let (from, to) = (form("design-center/2023"), form("livestream-base/2023"));
    let source = example("design-center/2023", "in-house");
    let subject = subjects(&organisation, &from, &source).remove(0);
    assert_eq!(subject.place.to_string(), "organisation");
    let kept = kept(&organisation, &subject);
    for id in ["organisation.credit_code", "organisation.established", "contact.mobile"] {
        assert_eq!(kept.answers[id], source.answers[id], "{id}");
    }
    let empty = Draft::empty(&to, &to.variants[0].id);
    let spot = spots(&organisation, &to).remove(0);
    let take: Vec<String> = spot.fillable(&kept).keys().cloned().collect();
    let mut filled = empty.clone();
    let edit = fill(&spot, &filled, &Path::field("organisation"), &kept, "拾光", &take);
    let inverse = apply(&mut filled, edit).unwrap();
    assert_eq!(filled.answers["organisation.credit_code"], source.answers["organisation.credit_code"]);
    assert_eq!(filled.answers["contact.mobile"], source.answers["contact.mobile"]);
    let marked: Vec<&String> = filled.origins.keys().collect();
    assert_eq!(marked, filled.answers.keys().collect::<Vec<_>>());
    assert_eq!(filled.origins["contact.mobile"], Origin::Profile { name: "拾光".into() });
    apply(&mut filled, inverse).unwrap();
    assert_eq!(filled, empty);
}

#[test]
fn only_what_was_chosen_is_taken() {
    let organisation = profile("organisation");
    let source = example("design-center/2023", "in-house");
    let form = form("design-center/2023");
    let subject = subjects(&organisation, &form, &source).remove(0);
    let mut known = kept(&organisation, &subject);
    known.answers.insert("organisation.staff".into(), Value::Integer(9));
    known.answers.remove("organisation.website");
    let spot = spots(&organisation, &form).remove(0);
    let place = Path::field("organisation");
    let found = differences(&organisation, &spot.fillable(&known), &spot.answers(&source, &place));
    let fields: Vec<&str> = found.iter().map(|difference| difference.field.as_str()).collect();
    assert!(fields.contains(&"organisation.staff") && !fields.contains(&"organisation.name"), "{fields:?}");
    let mut filled = source.clone();
    apply(&mut filled, fill(&spot, &source, &place, &known, "拾光", &["organisation.staff".into()])).unwrap();
    assert_eq!(filled.answers["organisation.staff"], Value::Integer(9));
    assert_eq!(filled.answers["organisation.name"], source.answers["organisation.name"]);
    assert_eq!(filled.origins.len(), 1);
}

#[test]
fn people_and_organisations_of_tables_are_each_one() {
    let form = form("science-award/2024");
    let draft = example("science-award/2024", "progress");
    let person = profile("person");
    let people = subjects(&person, &form, &draft);
    let of_table = |subject: &&Subject| subject.place.field == "completers.persons";
    let rows = people.iter().filter(of_table).count();
    assert!(rows > 1, "{people:?}");
    let first = people.iter().find(of_table).unwrap();
    assert!(first.number.is_some());
    assert!(first.answers.contains_key("person.unit") && !first.answers.contains_key("person.contribution"));
    let spot = spots(&person, &form).into_iter().find(|spot| spot.is_table).unwrap();
    let known = kept(&person, first);
    let take: Vec<String> = known.answers.keys().cloned().collect();
    let mut filled = draft.clone();
    let edit = fill(&spot, &draft, &Path::row("completers.persons", rows), &known, "某", &take);
    let inverse = apply(&mut filled, edit).unwrap();
    assert_eq!(subjects(&person, &form, &filled).iter().filter(of_table).count(), rows + 1);
    apply(&mut filled, inverse).unwrap();
    assert_eq!(filled, draft);
}

#[test]
fn a_place_is_about_an_organisation_or_a_person_as_it_says() {
    let form = form("science-award/2024");
    let mut draft = example("science-award/2024", "progress");
    let at_nominator = |id: &str, draft: &Draft| {
        subjects(&profile(id), &form, draft).iter().any(|subject| subject.place.field == "nominator")
    };
    for (kind, organisation, person) in [("enterprise", true, false), ("expert", false, true)] {
        draft.answers.insert("nominator.kind".into(), Value::Text(kind.into()));
        assert_eq!(at_nominator("organisation", &draft), organisation, "{kind}");
        assert_eq!(at_nominator("person", &draft), person, "{kind}");
    }
}

#[test]
fn other_forms_are_decided_as_far_as_they_can_be() {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let all: Vec<Form> =
        ["design-center/2023", "livestream-base/2023", "science-award/2024"].map(form).into();
    let draft = example("design-center/2023", "in-house");
    let found = prospects(&all, &all[0], &draft, today);
    assert_eq!(found.len(), all.iter().map(|form| form.variants.len()).sum::<usize>());
    let of = |form: &str| found.iter().find(|prospect| prospect.form == form).unwrap();
    let own =
        found.iter().find(|prospect| prospect.form == "design-center" && prospect.variant == "in-house");
    assert!(own.unwrap().met > of("livestream-base").met);
    // Nothing is known of a livestream base itself: whatever hangs on it stays open.
    assert!(of("livestream-base").unknown > 0 && of("livestream-base").known > 0);
    for prospect in &found {
        assert_eq!(usize::try_from(prospect.met + prospect.not_met).unwrap(), prospect.decided.len());
        assert!(prospect.not_met > 0 || prospect.from == Some(today));
    }
    // The same from what is kept of the organisation alone.
    let organisation = profile("organisation");
    let kept = kept(&organisation, &subjects(&organisation, &all[0], &draft)[0]);
    assert!(prospects(&all, &organisation, &kept, today).iter().any(|prospect| prospect.known > 5));
}

#[test]
fn an_organisation_that_is_too_young_has_its_day() {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let form = form("livestream-base/2023");
    let organisation = profile("organisation");
    let mut young = Draft::empty(&organisation, "profile");
    young.answers.insert("organisation.name".into(), Value::Text("新办公司".into()));
    young.answers.insert("organisation.established".into(), Value::Text("2026-01-15".into()));
    for prospect in prospects([&form], &organisation, &young, today) {
        let days = prospect.decided.iter().filter_map(|finding| finding.earliest);
        assert_eq!(
            prospect.from.is_some(),
            prospect.not_met == 0 || days.max() > Some(today),
            "{prospect:?}"
        );
    }
}
