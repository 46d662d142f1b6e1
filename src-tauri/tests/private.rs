//! Nothing that was typed stands anywhere on the disk in plain text: not in the library, its log, its backups, nor in
//! what the program leaves in temporary folders or the home directory.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

mod common;

use common::{FakeKeychain, begin};
use rusqlite::Connection;
use shenbao_core::answers::{Edit, Path as Place, Value};
use shenbao_desktop::contract::{Arrival, HandoutRequest, WantedDrafts};
use shenbao_desktop::desk::Desk;
use shenbao_desktop::press::Press;
use shenbao_tests::plain;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Names, numbers and codes of nobody.
const PLANTED: [&str; 7] = [
    "上海翡翠湾云栖设计有限公司",
    "欧阳蓁蓁",
    "13917654328",
    "91310106MA7PLANT3X",
    "31010619871203574X",
    "zhenzhen@feicuiwan.example",
    "7391824.65",
];

/// A person's day with one draft, then a kill: the log is left as it was.
#[test]
#[ignore = "is started and killed by another test"]
fn works_until_it_is_killed() {
    let Some(folder) = std::env::var_os("SHENBAO_TESTED_FOLDER").map(PathBuf::from) else { return };
    let desk = begin(&folder.join("data"), &FakeKeychain::default());
    desk.start().unwrap();
    let id = desk.create("design-center", "2023", "in-house").unwrap().id;
    let set = |field: &str, text: &str| {
        let edit = Edit::Set { path: Place::field(field), value: Some(Value::Text(text.into())) };
        desk.edit(&id, edit).unwrap();
    };
    set("organisation.name", PLANTED[0]);
    set("organisation.credit_code", PLANTED[3]);
    set("contact.email", PLANTED[5]);
    set("written.advantage", &PLANTED.join("；"));
    let cells = [("name", PLANTED[1]), ("major", PLANTED[4])]
        .map(|(column, text)| (column.to_owned(), Value::Text(text.into())));
    let row = Value::Row(BTreeMap::from(cells));
    desk.edit(&id, Edit::InsertRow { table: "team.roster".into(), at: 0, row }).unwrap();
    desk.attach(&id, "evidence.business_licence", &[folder.join("given").join("planted.pdf")]).unwrap();
    let wanted = |words: &str| WantedDrafts { words: words.into(), ..WantedDrafts::default() };
    for word in PLANTED {
        assert_eq!(desk.find(wanted(word)).unwrap().total, 1, "{word} can be searched");
    }
    desk.make_backup(&|_| ()).unwrap();
    desk.change_key(None, &|_| ()).unwrap();
    let backup = desk.list_backups().remove(0).name;
    desk.restore_backup(&backup, None, &|_| ()).unwrap();
    desk.rescue(None, &|_| ()).unwrap();
    let press = Press::default();
    assert!(!press.preview(&desk, &id).unwrap().is_empty());
    desk.undo(&id).unwrap();
    desk.redo(&id).unwrap();
    set("contact.mobile", PLANTED[2]);
    desk.export(&id, &folder.join("exported").join("draft.shenbao.json")).unwrap();
    travel(&desk, &id, &folder.join("sealed"));
    println!("worked");
    std::thread::sleep(std::time::Duration::from_secs(60));
}

/// Everything that travels under a passphrase, out and in.
fn travel(desk: &Desk, id: &str, folder: &Path) {
    const SECRET: &str = "春江潮水连海平海上明月";
    let [whole, part, back] = ["whole", "part", "back"].map(|name| folder.join(format!("{name}.shenbao")));
    desk.export_protected(id, &whole, SECRET, &|_| ()).unwrap();
    desk.receive(&whole).unwrap();
    desk.open_locked(SECRET, &|_| ()).unwrap();
    let sections = ["team", "contact"].map(str::to_owned).to_vec();
    let [from, to, note] = [PLANTED[1], PLANTED[0], PLANTED[2]].map(str::to_owned);
    desk.hand_out(id, HandoutRequest { sections, from, to, note }, &part, SECRET, &|_| ()).unwrap();
    desk.receive(&part).unwrap();
    let Arrival::Opened { draft } = desk.open_locked(SECRET, &|_| ()).unwrap() else { panic!("no part") };
    let edit = Edit::Set { path: Place::field("contact.name"), value: Some(Value::Text(PLANTED[1].into())) };
    desk.edit(&draft.id, edit).unwrap();
    desk.give_back(&draft.id, &back, SECRET, &|_| ()).unwrap();
    desk.receive(&back).unwrap();
    desk.open_locked(SECRET, &|_| ()).unwrap();
    let merged = desk.merge_returned(&[], &|_| ()).unwrap();
    assert_eq!(merged.draft.answers["contact.name"], Value::Text(PLANTED[1].into()));
}

#[test]
fn nothing_that_was_typed_is_found_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["data", "given", "exported", "sealed", "tmp", "home", "control"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    // What the user gave and what the user took is plain text; it lies in folders of its own.
    fs::write(folder.path().join("given").join("planted.pdf"), PLANTED.join("\n")).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "works_until_it_is_killed", "--ignored", "--nocapture"])
        .env("SHENBAO_TESTED_FOLDER", folder.path())
        .env("TMPDIR", folder.path().join("tmp"))
        .env("HOME", folder.path().join("home"))
        .current_dir(folder.path().join("home"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let worked = lines.any(|line| line.contains("worked"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(worked, "the program did not come to the end of its day");
    assert!(folder.path().join("data").join("library.db-wal").metadata().unwrap().len() > 0);
    assert_eq!(fs::read_dir(folder.path().join("sealed")).unwrap().count(), 3);
    for name in ["data", "tmp", "home", "sealed"] {
        assert_eq!(plain::find(&folder.path().join(name), &PLANTED), [""; 0], "{name}");
    }
    the_search_finds_what_is_there(&folder.path().join("control"));
    for word in &PLANTED[..6] {
        assert!(!plain::find(&folder.path().join("exported"), &[word]).is_empty(), "{word} is in the export");
    }
}

/// The control: the same words in databases that are not encrypted, and in a file as Chinese systems write it.
fn the_search_finds_what_is_there(folder: &Path) {
    for encoding in ["UTF-8", "UTF-16le"] {
        let db = Connection::open(folder.join(format!("{encoding}.db"))).unwrap();
        db.pragma_update(None, "encoding", encoding).unwrap();
        db.execute("CREATE TABLE planted (word TEXT)", []).unwrap();
        for word in PLANTED {
            db.execute("INSERT INTO planted VALUES (?1)", [word]).unwrap();
        }
    }
    let gb18030: Vec<u8> = PLANTED.iter().flat_map(|word| plain::encoded(word)[2].1.clone()).collect();
    fs::write(folder.join("gb18030.txt"), gb18030).unwrap();
    for word in PLANTED {
        let found = plain::find(folder, &[word]);
        for encoding in ["UTF-8", "UTF-16LE", "GB18030"] {
            assert!(found.iter().any(|place| place.contains(encoding)), "{word} as {encoding}");
        }
    }
}
