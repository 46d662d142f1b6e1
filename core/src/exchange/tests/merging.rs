use crate::answers::{Attachment, Draft, Excerpt, Value, apply, edits_between, read_draft};
use crate::exchange::{Conflict, Merged, Side, merge};
use crate::form::Form;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static FORM: LazyLock<Form> = LazyLock::new(|| {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
    crate::form::load(&pack).unwrap()
});

fn of() -> Excerpt {
    let sections = FORM.sections.iter().map(|section| section.id.clone()).collect();
    let text = String::new;
    Excerpt { id: text(), sections, shown: Vec::new(), from: text(), to: text(), note: text() }
}

fn merged(base: &Draft, ours: &Draft, theirs: &Draft, side: Side) -> Merged {
    merge(&FORM, &of(), [base, ours, theirs], &mut |_| side)
}

fn empty() -> Draft {
    let json = r#"{"format":1,"form":"design-center","edition":"2023","variant":"in-house","filing_date":null,"answers":{}}"#;
    read_draft(json).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn row((name, major): (&str, &str)) -> Value {
    Value::Row(BTreeMap::from([("name".into(), text(name)), ("major".into(), text(major))]))
}

/// `甲1 乙2`: a name and a subject each.
fn roster(rows: &str) -> Draft {
    let mut draft = empty();
    if rows == "none" {
        draft.answers.insert("team.roster".into(), Value::List(Vec::new()));
    } else if !rows.is_empty() {
        let split = |row: &'static str| row.split_at(row.char_indices().nth(1).unwrap().0);
        let rows: &'static str = rows.to_owned().leak();
        draft.answers.insert(
            "team.roster".into(),
            Value::List(rows.split(' ').map(|each| row(split(each))).collect()),
        );
    }
    draft
}

fn say(draft: &Draft) -> String {
    let Some(Value::List(rows)) = draft.answers.get("team.roster") else { return String::new() };
    let say = |row: &Value| match row {
        Value::Row(cells) => ["name", "major"]
            .iter()
            .filter_map(|column| match cells.get(*column)? {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect::<String>(),
        _ => "?".into(),
    };
    if rows.is_empty() { "none".into() } else { rows.iter().map(say).collect::<Vec<_>>().join(" ") }
}

/// Conflicts by their kind, and the rows with all of them decided for each side.
fn check(base: &str, ours: &str, theirs: &str, expected: &str, conflicts: &[&str]) {
    let [base, ours, theirs] = [base, ours, theirs].map(roster);
    let result = merged(&base, &ours, &theirs, Side::Ours);
    let kinds: Vec<&str> = result
        .conflicts
        .iter()
        .map(|conflict| match conflict {
            Conflict::Answer { .. } => "answer",
            Conflict::Cell { .. } => "cell",
            Conflict::Row { .. } => "row",
            Conflict::Order { .. } => "order",
            Conflict::Files { .. } => "files",
        })
        .collect();
    assert_eq!((say(&result.draft).as_str(), kinds.as_slice()), (expected, conflicts));
}

#[test]
fn rows_of_both_sides_stay() {
    check("甲1 乙2", "甲1 乙2", "甲1 乙3", "甲1 乙3", &[]);
    check("甲1 乙2", "甲4 乙2", "甲1 乙3", "甲4 乙3", &[]);
    check("甲1 乙2", "甲1 乙2 丙3", "甲1 乙2 丁4", "甲1 乙2 丙3 丁4", &[]);
    check("甲1 乙2", "丙3 甲1 乙2", "甲1 丁4 乙2", "丙3 甲1 丁4 乙2", &[]);
    check("甲1 乙2", "甲1 乙2 丙3", "甲1 乙2 丙3", "甲1 乙2 丙3", &[]);
    check("甲1 乙2 丙3", "甲1 丙3", "甲1 乙2 丙5", "甲1 丙5", &[]);
    check("甲1 乙2", "甲3 乙2", "甲4 乙2", "甲3 乙2", &["cell"]);
    check("甲1 乙2 丙3", "甲1 丙3", "甲1 乙4 丙3", "甲1 丙3", &["row"]);
    check("甲1 乙2 丙3", "甲1 乙4 丙3", "甲1 丙3", "甲1 乙4 丙3", &["row"]);
    check("甲1 乙2 丙3", "甲1 乙2 丙3", "丙3 甲1 乙2", "丙3 甲1 乙2", &[]);
    check("甲1 乙2 丙3", "甲1 乙2 丙3 丁4", "丙3 甲1 乙2", "丙3 丁4 甲1 乙2", &[]);
    check("甲1 乙2 丙3", "乙2 甲1 丙3", "丙3 甲1 乙2", "乙2 甲1 丙3", &["order"]);
    check("", "甲1", "乙2", "甲1 乙2", &[]);
    check("", "none", "乙2", "none", &["answer"]);
    check("甲1", "甲2", "", "甲2", &["row"]);
    check("甲1", "none", "甲1 乙2", "none", &["answer"]);
    check("甲1", "", "甲1 乙2", "乙2", &[]);
}

#[test]
fn a_decision_for_the_other_side_takes_its_value() {
    let [base, ours, theirs] = ["甲1 乙2 丙3", "甲4 乙2", "甲5 乙2 丙6"].map(roster);
    let result = merged(&base, &ours, &theirs, Side::Theirs);
    assert_eq!((say(&result.draft).as_str(), result.conflicts.len()), ("甲5 乙2 丙6", 2));
}

#[test]
fn files_of_both_sides_stay_and_one_of_two_is_asked_for() {
    let with = |files: &[(&str, &str)]| {
        let mut draft = empty();
        let file = |(field, path): &(&str, &str)| Attachment {
            field: (*field).into(),
            path: (*path).into(),
            sha256: Some((*path).into()),
        };
        draft.attachments = files.iter().map(file).collect();
        draft
    };
    let (many, single) = ("evidence.other", "evidence.business_licence");
    let base = with(&[(many, "一"), (single, "甲")]);
    let ours = with(&[(many, "一"), (many, "二"), (single, "乙")]);
    let theirs = with(&[(many, "三"), (single, "丙")]);
    let paths = |side| {
        let result = merged(&base, &ours, &theirs, side);
        assert!(matches!(result.conflicts.as_slice(), [Conflict::Files { .. }]), "{:?}", result.conflicts);
        result.draft.attachments.iter().map(|file| file.path.clone()).collect::<Vec<_>>().join("")
    };
    assert_eq!((paths(Side::Ours), paths(Side::Theirs)), ("二三乙".into(), "二三丙".into()));
}

const NAMES: [&str; 5] = ["甲", "乙", "丙", "丁", "戊"];
const FIELDS: [&str; 3] = ["organisation.name", "contact.name", "contact.email"];

fn some_draft() -> impl Strategy<Value = Draft> {
    let rows = prop::collection::vec((0..5_usize, 0..3_usize), 0..7);
    (prop::collection::vec(0..4_usize, FIELDS.len()), rows, any::<bool>()).prop_map(
        |(answers, rows, says_none)| {
            let mut draft = empty();
            for (field, answer) in FIELDS.iter().zip(answers) {
                if answer > 0 {
                    draft.answers.insert((*field).into(), text(NAMES[answer]));
                }
            }
            let rows: Vec<Value> =
                rows.iter().map(|(name, major)| row((NAMES[*name], ["1", "2", "3"][*major]))).collect();
            if !rows.is_empty() || says_none {
                draft.answers.insert("team.roster".into(), Value::List(rows));
            }
            draft
        },
    )
}

fn rows_of(draft: &Draft) -> Vec<Value> {
    match draft.answers.get("team.roster") {
        Some(Value::List(rows)) => rows.clone(),
        _ => Vec::new(),
    }
}

proptest! {
    #[test]
    fn nothing_is_lost(base in some_draft(), ours in some_draft(), theirs in some_draft()) {
        let result = merged(&base, &ours, &theirs, Side::Ours);
        for field in FIELDS {
            let [was, here, there, is] = [&base, &ours, &theirs, &result.draft].map(|draft| draft.answers.get(field));
            let is_asked = result.conflicts.iter().any(|conflict| matches!(conflict, Conflict::Answer { field: asked, .. } if asked == field));
            prop_assert_eq!(is_asked, here != was && there != was && here != there);
            prop_assert_eq!(is, if there == was || is_asked || here == there { here } else { there });
        }
        // Each row that someone wrote is there, or was asked about.
        let kept = rows_of(&result.draft);
        let asked = result.conflicts.iter().any(|conflict| !matches!(conflict, Conflict::Answer { field, .. } if field != "team.roster"));
        if !asked {
            for row in rows_of(&ours).iter().chain(&rows_of(&theirs)).filter(|row| !rows_of(&base).contains(row)) {
                let Value::Row(cells) = row else { unreachable!() };
                let holds = |other: &Value| matches!(other, Value::Row(other) if cells.iter().any(|(column, cell)| other.get(column) == Some(cell)));
                prop_assert!(kept.iter().any(holds), "{row:?} is lost: {kept:?}");
            }
        }
    }

    #[test]
    fn merged_twice_is_merged_once(base in some_draft(), ours in some_draft(), theirs in some_draft(), picks in any::<bool>()) {
        let side = if picks { Side::Theirs } else { Side::Ours };
        let once = merged(&base, &ours, &theirs, side).draft;
        // What came back is what the next return is held against.
        let again = merged(&theirs, &once, &theirs, side);
        prop_assert_eq!((&again.draft, again.conflicts.len(), again.taken.len()), (&once, 0, 0));
    }

    #[test]
    fn one_changed_side_is_taken_whole(base in some_draft(), other in some_draft()) {
        prop_assert_eq!(merged(&base, &base, &other, Side::Ours).draft, other.clone());
        prop_assert_eq!(merged(&base, &other, &base, Side::Ours).draft, other.clone());
        let same = merged(&base, &other, &other, Side::Ours);
        prop_assert_eq!((same.draft, same.conflicts.len()), (other, 0));
    }

    #[test]
    fn parts_that_do_not_meet_can_come_back_in_any_order(
        base in some_draft(), here in some_draft(), there in some_draft(), other in some_draft(),
    ) {
        // One part changes the table, the other the fields.
        let mut first = base.clone();
        let mut second = base.clone();
        let table = "team.roster".to_owned();
        let put = |draft: &mut Draft, id: &String, from: &Draft| match from.answers.get(id) {
            Some(value) => _ = draft.answers.insert(id.clone(), value.clone()),
            None => _ = draft.answers.remove(id),
        };
        put(&mut first, &table, &there);
        for field in FIELDS {
            put(&mut second, &field.to_owned(), &other);
        }
        let after = |one: &Draft, two: &Draft| merged(&base, &merged(&base, &here, one, Side::Ours).draft, two, Side::Ours).draft;
        prop_assert_eq!(after(&first, &second), after(&second, &first));
    }

    #[test]
    fn decisions_change_no_question(base in some_draft(), ours in some_draft(), theirs in some_draft(), picks in prop::collection::vec(any::<bool>(), 8)) {
        let asked = merged(&base, &ours, &theirs, Side::Ours).conflicts;
        let decided = merge(&FORM, &of(), [&base, &ours, &theirs], &mut |at| if picks[at % picks.len()] { Side::Theirs } else { Side::Ours });
        prop_assert_eq!(decided.conflicts, asked);
    }

    #[test]
    fn the_edits_make_what_was_merged(base in some_draft(), ours in some_draft(), theirs in some_draft()) {
        let result = merged(&base, &ours, &theirs, Side::Theirs);
        let mut draft = ours.clone();
        for edit in edits_between(&ours, &result.draft) {
            apply(&mut draft, edit).unwrap();
        }
        prop_assert_eq!(draft, result.draft);
    }
}
