//! Backups, restoring, rescuing and finding, as the window asks for them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use shenbao_core::answers::{Edit, Path as Place, Value};
use shenbao_desktop::contract::{BackupReason, Label, LibraryState, Start, WantedDrafts};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::failure::FailureCode;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const PASSPHRASE: &str = "一个足够长的口令";

fn named(desk: &Desk, name: &str) -> String {
    let id = desk.create("design-center", "2023", "in-house").unwrap().id;
    let edit = Edit::Set { path: Place::field("organisation.name"), value: Some(Value::Text(name.into())) };
    desk.edit(&id, edit).unwrap();
    id
}

/// An open library with one draft.
fn desk(keychain: &FakeKeychain) -> (TempDir, Desk, String) {
    let folder = tempdir().unwrap();
    let desk = begin(folder.path(), keychain);
    if matches!(desk.start().unwrap().library, LibraryState::NeedsPassphrase { .. }) {
        desk.unlock(PASSPHRASE).unwrap();
    }
    let id = named(&desk, "上海甲设计有限公司");
    (folder, desk, id)
}

fn is_open(start: &Start) -> bool {
    matches!(start.library, LibraryState::Open { .. })
}

fn failed(start: Start) -> FailureCode {
    match start.library {
        LibraryState::Failed(failure) => failure.code,
        _ => panic!("the library is not refused"),
    }
}

fn find(desk: &Desk, words: &str) -> Vec<String> {
    let wanted = WantedDrafts { words: words.into(), ..WantedDrafts::default() };
    desk.find(wanted).unwrap().drafts.into_iter().filter_map(|draft| draft.applicant).collect()
}

/// Flips a bit of every page but so many at the beginning.
fn damage(folder: &Path, sound_pages: usize) {
    let path = folder.join("library.db");
    let mut bytes = fs::read(&path).unwrap();
    for page in (sound_pages..bytes.len() / 4096).map(|page| page * 4096) {
        bytes[page + 99] ^= 1;
    }
    fs::write(&path, bytes).unwrap();
}

#[test]
fn a_day_has_one_backup_and_what_it_replaces_is_kept() {
    let (_folder, desk, id) = desk(&FakeKeychain::default());
    desk.back_up_if_due().unwrap();
    desk.back_up_if_due().unwrap();
    assert_eq!(desk.list_backups().len(), 1);
    named(&desk, "上海乙设计有限公司");
    let start = desk.restore_backup(&desk.list_backups()[0].name, None, &|_| ()).unwrap();
    assert_eq!((is_open(&start), start.drafts.total), (true, 1));
    desk.edit(&id, Edit::FilingDate { date: None }).unwrap();
    let kept = desk.list_backups();
    let before = kept.iter().find(|backup| backup.reason == BackupReason::BeforeRestore).unwrap();
    assert_eq!(desk.restore_backup(&before.name, None, &|_| ()).unwrap().drafts.total, 2);
    assert_eq!(desk.restore_backup("../library.db", None, &|_| ()).unwrap_err().code, FailureCode::NotFound);
}

#[test]
fn a_library_that_is_gone_or_damaged_is_restored_and_its_file_kept() {
    for (breaks, code, has_passphrase) in [
        ("gone", FailureCode::LibraryMissing, false),
        ("page", FailureCode::LibraryDamaged, false),
        ("head", FailureCode::LibraryDamaged, false),
        ("page", FailureCode::LibraryDamaged, true),
    ] {
        let keychain = FakeKeychain::default();
        keychain.refuse(has_passphrase);
        let (folder, first, _) = desk(&keychain);
        first.make_backup(&|_| ()).unwrap();
        drop(first);
        match breaks {
            "gone" => fs::remove_file(folder.path().join("library.db")).unwrap(),
            "page" => damage(folder.path(), 1),
            _ => damage(folder.path(), 0),
        }
        let desk = begin(folder.path(), &keychain);
        let start = if has_passphrase { desk.unlock(PASSPHRASE) } else { desk.start() };
        assert_eq!(failed(start.unwrap()), code, "{breaks}");
        let name = desk.list_backups().remove(0).name;
        if has_passphrase {
            assert_eq!(
                desk.restore_backup(&name, None, &|_| ()).unwrap_err().code,
                FailureCode::PassphraseNeeded
            );
        }
        let start = desk.restore_backup(&name, has_passphrase.then_some(PASSPHRASE), &|_| ()).unwrap();
        assert_eq!((is_open(&start), start.drafts.total), (true, 1), "{breaks}");
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let is_kept = names.filter(|name| name.to_string_lossy().starts_with("library-damaged-")).count() > 0;
        assert_eq!(is_kept, breaks != "gone", "{breaks}");
    }
}

#[test]
fn a_backup_that_is_cut_off_replaces_nothing() {
    let keychain = FakeKeychain::default();
    let (folder, first, _) = desk(&keychain);
    first.make_backup(&|_| ()).unwrap();
    let name = first.list_backups().remove(0).name;
    let backup = fs::OpenOptions::new().write(true).open(folder.path().join("backups").join(&name)).unwrap();
    backup.set_len(10 * 4096).unwrap();
    assert_eq!(first.restore_backup(&name, None, &|_| ()).unwrap_err().code, FailureCode::LibraryDamaged);
    drop(first);
    damage(folder.path(), 0);
    let before = fs::read(folder.path().join("library.db")).unwrap();
    let closed = begin(folder.path(), &keychain);
    let _ = closed.start().unwrap();
    assert_eq!(closed.restore_backup(&name, None, &|_| ()).unwrap_err().code, FailureCode::LibraryDamaged);
    assert_eq!(fs::read(folder.path().join("library.db")).unwrap(), before);
}

#[test]
fn what_can_be_read_is_rescued_and_the_rest_is_named() {
    let keychain = FakeKeychain::default();
    let (folder, first, _) = desk(&keychain);
    for number in 0..30 {
        named(&first, &format!("上海第{number}设计有限公司"));
    }
    drop(first);
    let pages =
        usize::try_from(fs::metadata(folder.path().join("library.db")).unwrap().len() / 4096).unwrap();
    // Some drafts lie on the last three pages, and all of so small ones on a few more.
    damage(folder.path(), pages - 3);
    let desk = begin(folder.path(), &keychain);
    let _ = desk.start().unwrap();
    let damaged = fs::read(folder.path().join("library.db")).unwrap();
    assert_eq!(desk.rescue(None, &|_| desk.stop_work()).unwrap_err().code, FailureCode::Cancelled);
    assert_eq!(fs::read(folder.path().join("library.db")).unwrap(), damaged);
    assert!(!folder.path().join("library.rescuing.db").exists());
    let rescued = desk.rescue(None, &|_| ()).unwrap();
    assert!(is_open(&rescued.start));
    assert_eq!(rescued.start.drafts.total, rescued.drafts);
    assert!((1..31).contains(&rescued.drafts), "{} of 31", rescued.drafts);
    let lost = rescued.losses.iter().filter(|loss| loss.starts_with("第")).count();
    assert_eq!(usize::try_from(rescued.drafts).unwrap() + lost, 31, "{:?}", rescued.losses);
    desk.examine(&|_| ()).unwrap();
    drop(desk);
    assert_eq!(begin(folder.path(), &keychain).start().unwrap().drafts.total, rescued.drafts);
}

#[test]
fn a_replacement_that_was_broken_off_is_ended_at_the_next_start() {
    let keychain = FakeKeychain::default();
    let (folder, first, _) = desk(&keychain);
    drop(first);
    fs::rename(folder.path().join("library.db"), folder.path().join("library.replacing.db")).unwrap();
    assert_eq!(begin(folder.path(), &keychain).start().unwrap().drafts.total, 1);
}

#[test]
fn another_machines_library_comes_with_its_recovery_key() {
    let (folder, there, _) = desk(&FakeKeychain::default());
    let recovery = there.recovery_key().unwrap();
    drop(there);
    let keychain = FakeKeychain::default();
    let (here_folder, here, _) = desk(&keychain);
    named(&here, "上海本机设计有限公司");
    let file = folder.path().join("library.db");
    let wrong = here.recovery_key().unwrap();
    assert_eq!(here.restore_other(&file, &wrong, &|_| ()).unwrap_err().code, FailureCode::WrongKey);
    assert_eq!(here.restore_other(&file, &recovery, &|_| ()).unwrap().drafts.total, 1);
    assert!(here.list_backups().iter().any(|backup| backup.reason == BackupReason::BeforeRestore));
    drop(here);
    assert_eq!(begin(here_folder.path(), &keychain).start().unwrap().drafts.total, 1);
}

#[test]
fn drafts_are_found_by_any_word_and_by_what_the_list_says() {
    let (_folder, desk, id) = desk(&FakeKeychain::default());
    let other = named(&desk, "杭州乙文化传播有限公司");
    let row = Value::Row([("name".to_owned(), Value::Text("欧阳蓁".into()))].into());
    desk.edit(&id, Edit::InsertRow { table: "team.roster".into(), at: 0, row }).unwrap();
    assert_eq!(find(&desk, "设计 蓁"), ["上海甲设计有限公司"]);
    assert_eq!(find(&desk, "有限公司").len(), 2);
    assert_eq!(find(&desk, "没有的词"), [""; 0]);
    let found = desk.find(WantedDrafts { words: "欧阳".into(), ..WantedDrafts::default() }).unwrap();
    assert_eq!(found.drafts[0].found_in.len(), 1);
    desk.undo(&id).unwrap();
    assert_eq!(find(&desk, "欧阳"), [""; 0]);
    desk.redo(&id).unwrap();
    assert_eq!(find(&desk, "欧阳").len(), 1);

    desk.tag(&other, &["二季度".into(), " 二季度 ".into(), "重点".into(), " ".into()]).unwrap();
    let tagged = desk.find(WantedDrafts { tag: Some("二季度".into()), ..WantedDrafts::default() }).unwrap();
    assert_eq!(tagged.drafts[0].tags, ["二季度", "重点"]);
    assert_eq!(tagged.tags.len(), 2);
    desk.archive(&other, true).unwrap();
    assert_eq!(find(&desk, "有限公司").len(), 1);
    let archived = desk.find(WantedDrafts { archived: true, ..WantedDrafts::default() }).unwrap();
    assert_eq!((archived.total, archived.drafts[0].archived), (1, true));
    desk.tag(&id, &["重点".into()]).unwrap();
    let counts =
        |labels: Vec<Label>| labels.into_iter().map(|each| (each.name, each.drafts)).collect::<Vec<_>>();
    let counted = |wanted: WantedDrafts| {
        let found = desk.find(wanted).unwrap();
        (counts(found.tags), counts(found.applicants))
    };
    let said = |tags: [u32; 2], applicant: &str| {
        (vec![("二季度".to_owned(), tags[0]), ("重点".to_owned(), tags[1])], vec![(applicant.to_owned(), 1)])
    };
    assert_eq!(
        counted(WantedDrafts::default()),
        said([0, 1], "上海甲设计有限公司"),
        "each list counts its own"
    );
    let archived = WantedDrafts { archived: true, ..WantedDrafts::default() };
    assert_eq!(counted(archived), said([1, 1], "杭州乙文化传播有限公司"));
    desk.delete(&id).unwrap();
    assert_eq!(find(&desk, "设计"), [""; 0]);
    assert_eq!(desk.archive("99", true).unwrap_err().code, FailureCode::NoSuchDraft);
}

#[test]
fn a_choice_is_found_by_its_name() {
    let (_folder, desk, id) = desk(&FakeKeychain::default());
    let other = named(&desk, "private and 310104");
    let text = |text: &str| Value::Text(text.into());
    let set = |id: &str, field: &str, value: &str| {
        desk.edit(id, Edit::Set { path: Place::field(field), value: Some(text(value)) }).unwrap();
    };
    set(&id, "organisation.kind", "private");
    set(&id, "organisation.district", "310104");
    set(&id, "organisation.industry_section", "I");
    set(&other, "organisation.kind", "other");
    let row = Value::Row([("education".to_owned(), text("master"))].into());
    desk.edit(&id, Edit::InsertRow { table: "team.roster".into(), at: 0, row }).unwrap();

    let first = ["上海甲设计有限公司"];
    for words in ["民营企业", "营企", "徐汇区", "信息传输", "硕士", "民营 徐汇 硕士 设计有限"]
    {
        assert_eq!(find(&desk, words), first, "{words}");
    }
    assert_eq!(find(&desk, "民营企业 杭州"), [""; 0]);
    assert_eq!(find(&desk, "国有企业"), [""; 0]);
    assert_eq!(find(&desk, "其他"), ["private and 310104"]);
    let found = desk.find(WantedDrafts { words: "民营 硕士".into(), ..WantedDrafts::default() }).unwrap();
    assert_eq!(found.drafts[0].found_in, ["单位性质", "设计团队花名册"]);
}

#[test]
fn a_pasted_chapter_is_a_search_like_any_other() {
    let (_folder, desk, _) = desk(&FakeKeychain::default());
    assert_eq!(find(&desk, &"上海 设计 有限公司，".repeat(5_000)), ["上海甲设计有限公司"]);
    assert_eq!(find(&desk, &"上海 设计 无此词，".repeat(5_000)), [""; 0]);
}
