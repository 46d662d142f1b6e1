//! Parts that are out, and what was filed.

use super::{Desk, draft, now, summary};
use crate::answers::{Excerpt, Value};
use crate::library::{Library, LibraryError, SentBack};
use crate::progress::unheard;
use std::collections::BTreeMap;

fn part(id: &str) -> crate::answers::Draft {
    let mut part = draft();
    let text = String::new;
    part.excerpt = Some(Excerpt {
        id: id.into(),
        sections: vec!["team".into()],
        shown: Vec::new(),
        from: text(),
        to: "人事部".into(),
        note: text(),
    });
    part
}

#[test]
fn several_parts_are_out_at_once_and_come_back() {
    let Desk { folder: _folder, mut library, held, .. } = Desk::new();
    let id = held.id();
    library.give_out(id, &part("a"), now()).unwrap();
    library.give_out(id, &part("b"), now()).unwrap();
    assert_eq!(library.give_out(id, &draft(), now()), Err(LibraryError::NoSuchHandout));
    let mut back = part("a");
    back.answers.insert("team.headcount".into(), Value::Integer(31));
    library.take_back("a", &back, now()).unwrap();
    assert_eq!(library.handout("a").unwrap().base, back);
    let out: Vec<bool> =
        library.handouts(id).unwrap().iter().map(|handout| handout.returned_at.is_none()).collect();
    assert_eq!(out, [false, true]);
    assert_eq!(library.handout("c"), Err(LibraryError::NoSuchHandout));
    assert_eq!(library.take_back("c", &back, now()), Err(LibraryError::NoSuchHandout));
}

#[test]
fn a_part_is_listed_as_one() {
    let Desk { folder: _folder, mut library, .. } = Desk::new();
    library.add(part("a"), &summary(&draft()), now()).unwrap();
    let listed: Vec<bool> = library.list().unwrap().iter().map(|line| line.excerpt).collect();
    assert_eq!(listed, [true, false]);
}

#[test]
fn what_was_filed_stays_as_it_was() {
    let mut desk = Desk::new();
    let day = "2026-06-15".parse().unwrap();
    let filing = desk.library.file(desk.held.id(), desk.held.draft(), day, "ABCD-EFGH").unwrap();
    desk.edit(super::set("organisation.name", "新名称")).unwrap();
    let Desk { folder: _folder, mut library, held, .. } = desk;
    let note = SentBack {
        by: "市经济信息化委".into(),
        on: day,
        reason: "请补正".into(),
        fields: BTreeMap::from([("team.headcount".into(), "与花名册不一致".into())]),
    };
    assert_eq!(library.send_back(held.id(), filing + 1, &note), Err(LibraryError::NoSuchFiling));
    assert_eq!(library.send_back(held.id() + 1, filing, &note), Err(LibraryError::NoSuchFiling));
    library.send_back(held.id(), filing, &note).unwrap();
    let filings = library.filings(held.id()).unwrap();
    assert_eq!((filings.len(), &filings[0].draft, &filings[0].sent_back), (1, &draft(), &Some(note)));
    assert!(library.db.execute("UPDATE filings SET json = '{}'", []).is_err(), "it cannot be rewritten");
}

#[test]
fn parts_and_filings_are_rescued() {
    let Desk { folder, mut library, .. } = Desk::new();
    let id = library.add(part("x"), &summary(&draft()), now()).unwrap().id();
    library.give_out(id, &part("a"), now()).unwrap();
    let filing = library.file(id, &draft(), "2026-06-15".parse().unwrap(), "ABCD-EFGH").unwrap();
    let note = SentBack {
        by: "委".into(),
        on: "2026-06-20".parse().unwrap(),
        reason: String::new(),
        fields: BTreeMap::new(),
    };
    library.send_back(id, filing, &note).unwrap();
    let (handouts, filings) = (library.handouts(id).unwrap(), library.filings(id).unwrap());
    let (path, key) = (library.path.clone(), library.key.clone());
    drop(library);
    let new = folder.path().join("new.db");
    let offset = chrono::FixedOffset::east_opt(0).unwrap();
    crate::library::rescue(&path, &key, &new, offset, &mut unheard).unwrap();
    let rescued = Library::open(&new, &key).unwrap();
    assert_eq!(rescued.handouts(id).unwrap(), handouts);
    assert_eq!(rescued.filings(id).unwrap(), filings);
    assert!(rescued.list().unwrap()[0].excerpt);
}
