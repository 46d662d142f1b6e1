use super::*;
use crate::answers::{Draft, Value, read_draft};
use crate::check::{self, Standing, check, why};
use crate::compose::{self, compose};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Longer than this is a window that stands still, on any machine and without optimisation.
const SOON: Duration = Duration::from_secs(20);

fn ours() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms")
}

/// One section `a` with these fields, conditions of these clauses and tests; everything is printed.
fn pack(fields: &str, ids: &[&str], conditions: &[(String, String)]) -> [String; 3] {
    let form = format!(
        "id = \"own\"\nedition = \"2026\"\ntitle = \"某项申请\"\narranged = \"自拟。\"\nnamed_by = []\n\
         [source]\ntitle = \"办法\"\nnumber = \"1号\"\nauthority = \"机关\"\nin_force_from = \"2020-01-01\"\n\
         [[variant]]\nid = \"v\"\ntitle = \"单位\"\nhint = \"单位选这一项。\"\n\
         [[section]]\nid = \"a\"\ntitle = \"页\"\n{fields}"
    );
    let condition = |(clause, test): &(String, String)| {
        format!("[[condition]]\nclause = \"{clause}\"\ncite = \"第一条\"\nasks = \"示例\"\ntest = {test}\n")
    };
    let placeholders: Vec<String> = ids.iter().map(|id| format!("{{a.{id}}}")).collect();
    let documents = format!(
        "[[document]]\nid = \"application\"\nfile_name = \"01申请表.pdf\"\ntitle = \"申请表\"\n\
         [[document.block]]\nkind = \"text\"\ntext = \"示例{}\"\n\
         [[document.block]]\nkind = \"table\"\ntable = \"a.rows\"\ncolumns = [\"n\"]\nwidths = [100]\n",
        placeholders.join("")
    );
    [form, conditions.iter().map(condition).collect(), documents]
}

const ROWS: &str = "[[section.field]]\nid = \"rows\"\nlabel = \"名单\"\nkind = \"table\"\ncolumns = [{ id = \"n\", label = \"数\", kind = \"integer\" }]\n";

fn written(folder: &Path, files: &[String; 3]) {
    fs::create_dir_all(folder).unwrap();
    for (name, text) in load::FILES.iter().zip(files) {
        fs::write(folder.join(name), text).unwrap();
    }
}

fn kept(files: &[String; 3]) -> Result<Form, PackRefusal> {
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("我的表单");
    written(&from, files);
    let store = folder.path().join("packs");
    let outcome = read(&from)?.keep(&store, &ours());
    let left: Vec<Found> = load::find(&store);
    assert_eq!(left.len(), usize::from(outcome.is_ok()), "what is refused is not kept");
    outcome
}

fn simple() -> [String; 3] {
    pack(ROWS, &[], &[("A-1".into(), "{ given = \"a.rows\" }".into())])
}

/// A draft with so many rows.
fn draft(form: &Form, rows: i32) -> Draft {
    let mut draft = Draft::empty(form, "v");
    let row = |n| Value::Row(BTreeMap::from([("n".to_owned(), Value::Integer(n))]));
    draft.answers.insert("a.rows".into(), Value::List((0..rows).map(row).collect()));
    draft
}

fn setting() -> check::Setting<'static> {
    check::Setting { today: "2026-06-15".parse().unwrap(), charset: None, pages: None }
}

#[test]
fn a_pack_is_kept_and_marked_wherever_it_is_printed() {
    let form = kept(&simple()).unwrap();
    assert!(form.unofficial);
    assert_eq!(form.title, "【非官方】某项申请");
    let draft = draft(&form, 3);
    let report = check(&form, &draft, &setting());
    assert_eq!(report.findings[0].standing, Standing::Met);
    let made =
        compose(&form, &draft, &report, &compose::Setting { day: setting().today, app_version: "1".into() });
    assert_eq!(made.documents[0].title, "【非官方】申请表");
    assert_eq!(made.documents[0].warnings[0].says, SAYS);
    assert_eq!(marked(&marked("a")), "【非官方】a");
}

#[test]
fn official_forms_are_not_and_cannot_be_replaced() {
    let official = load::load(&ours().join("design-center/2023")).unwrap();
    assert!(!official.unofficial && !official.title.contains(MARK));
    for id in ["design-center", "Design-Center", "blocks", "profiles"] {
        let files = simple().map(|text| text.replace("id = \"own\"", &format!("id = \"{id}\"")));
        assert_eq!(kept(&files), Err(PackRefusal::Official(id.into())));
    }
    // One that was kept before we had a form of that id is not offered any more.
    let store = tempfile::tempdir().unwrap();
    let files = simple().map(|text| text.replace("id = \"own\"", "id = \"science-award\""));
    written(&store.path().join("science-award/2026"), &files);
    assert!(load_all(store.path(), &ours()).is_empty());
}

#[test]
fn a_newer_copy_takes_the_place_of_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("packs");
    for title in ["某项申请", "另一项申请"] {
        let from = folder.path().join("from");
        written(&from, &simple().map(|text| text.replace("某项申请", title)));
        read(&from).unwrap().keep(&store, &ours()).unwrap();
    }
    let all = load_all(&store, &ours());
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].1.as_ref().unwrap().title, "【非官方】另一项申请");
}

#[test]
fn names_lead_nowhere() {
    for id in ["..", "../own", "a/b", "CON", "nul", "", "长", "a\u{202e}b", &"a".repeat(41)] {
        let files = simple().map(|text| text.replace("id = \"own\"", &format!("id = \"{id}\"")));
        assert_eq!(kept(&files), Err(PackRefusal::NotAPack), "{id:?}");
    }
    for (from, to) in [
        ("arranged", "extends = \"../../etc@passwd\"\narranged"),
        ("title = \"页\"", "title = \"页\"\nblock = \"../../secret\""),
        ("title = \"页\"", "title = \"页\"\nblock = \"/etc/passwd\""),
        ("file_name = \"01申请表.pdf\"", "file_name = \"../01申请表.pdf\""),
        ("file_name = \"01申请表.pdf\"", "file_name = \"CON.pdf\""),
    ] {
        let files = simple().map(|text| text.replace(from, to));
        assert!(matches!(kept(&files), Err(PackRefusal::Mistakes(_))), "{to}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("from");
    written(&from, &simple());
    fs::write(folder.path().join("secret"), "secret = 1").unwrap();
    fs::remove_file(from.join("conditions.toml")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("secret"), from.join("conditions.toml")).unwrap();
    assert_eq!(read(&from), Err(PackRefusal::Unread("conditions.toml".into())));
}

/// A zip of these files; a content is its text, then so many megabytes of spaces.
fn zip(path: &Path, files: &[(&str, &str, usize)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, text, swells) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        for _ in 0..*swells {
            zip.write_all(&[b' '; 1 << 20]).unwrap();
        }
    }
    zip.finish().unwrap();
}

#[test]
fn a_zip_is_read_into_memory_and_within_limits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.zip");
    let [form, conditions, documents] = simple();
    for prefix in ["", "own/", "own/2026/", "../../evil/"] {
        let name = |file: &str| format!("{prefix}{file}");
        let names = load::FILES.map(name);
        zip(
            &path,
            &[
                (&names[0], &form, 0),
                (&names[1], &conditions, 0),
                (&names[2], &documents, 0),
                ("../x.exe", "x", 0),
            ],
        );
        assert!(read(&path).is_ok(), "{prefix}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is unpacked");
    zip(
        &path,
        &[("form.toml", &form, 0), ("conditions.toml", &conditions, 600), ("documents.toml", &documents, 0)],
    );
    let started = Instant::now();
    assert_eq!(read(&path), Err(PackRefusal::TooLarge));
    assert!(started.elapsed() < SOON);
    zip(&path, &[("a/form.toml", &form, 0), ("b/form.toml", &form, 0)]);
    assert_eq!(read(&path), Err(PackRefusal::NotAPack));
    zip(&path, &[("form.toml", &form, 0)]);
    assert_eq!(read(&path), Err(PackRefusal::Unread("conditions.toml".into())));
    fs::write(&path, "no zip").unwrap();
    assert_eq!(read(&path), Err(PackRefusal::NotAPack));
}

/// Whatever the tests of a pack are, looking at a draft ends.
fn ends(what: &str, conditions: &[(String, String)]) -> check::Report {
    let form = kept(&pack(ROWS, &[], conditions)).unwrap();
    let draft = draft(&form, 1_000);
    let started = Instant::now();
    let report = check(&form, &draft, &setting());
    std::hint::black_box(why(&form, &draft, &conditions[conditions.len() - 1].0));
    assert!(started.elapsed() < SOON, "{what}: {:?}", started.elapsed());
    report
}

#[test]
fn clauses_that_name_each_other_twice_end() {
    let mut conditions =
        vec![("C-0".to_owned(), "{ at_least = 2000, of = { rows = \"a.rows\" } }".to_owned())];
    for at in 1..60 {
        let before = format!("{{ clause = \"C-{}\" }}", at - 1);
        conditions.push((format!("C-{at}"), format!("{{ all = [{before}, {before}] }}")));
    }
    let report = ends("two to the sixtieth", &conditions);
    assert_eq!(report.findings[1].standing, Standing::NotMet, "what is little work is decided");
    let last = report.findings.last().unwrap();
    assert!(last.advice.as_ref().is_some_and(|says| says.contains("过于复杂")), "{last:?}");
}

#[test]
fn rows_within_rows_end() {
    let mut test = "{ at_least = 1, of = \".n\" }".to_owned();
    for _ in 0..6 {
        test = format!(
            "{{ at_least = 1, of = {{ rows = \"a.rows\", where = {{ all = [{{ at_least = 1, of = \".n\" }}, {test}] }} }} }}"
        );
    }
    ends("a thousand to the sixth", &[("A-1".into(), test)]);
    let inner = "{ each = \"a.rows\", row = { at_least = 0, of = \".n\" } }";
    let nested = format!(
        "{{ each = \"a.rows\", row = {{ each = \"a.rows\", row = {{ all = [{inner}, {inner}] }} }} }}"
    );
    if let Ok(form) = kept(&pack(ROWS, &[], &[("A-1".into(), nested)])) {
        let started = Instant::now();
        check(&form, &draft(&form, 1_000), &setting());
        assert!(started.elapsed() < SOON);
    }
}

#[test]
fn circles_and_masses_are_refused_in_time() {
    let circle = [("A-1", "A-2"), ("A-2", "A-1")]
        .map(|(own, other)| (own.to_owned(), format!("{{ clause = \"{other}\" }}")));
    assert!(matches!(kept(&pack(ROWS, &[], &circle)), Err(PackRefusal::Mistakes(_))));
    let many: Vec<(String, String)> =
        (0..3_000).map(|at| (format!("A-{at}"), "{ given = \"a.rows\" }".to_owned())).collect();
    // A long line of fields, each asked after the one before; and names that are almost right, each of them.
    let chain = |length| -> String {
        let field = |at: i32| {
            let when = if at == 0 { String::new() } else { format!("when={{given=\"a.f{}\"}}", at - 1) };
            format!("[[section.field]]\nid=\"f{at}\"\nlabel=\"x\"\nkind=\"text\"\n{when}\n")
        };
        std::iter::once(ROWS.to_owned()).chain((0..length).map(field)).collect()
    };
    let wrong: Vec<(String, String)> =
        (0..200).map(|at| (format!("B-{at}"), format!("{{ given = \"a.f{at}x\" }}"))).collect();
    let packs = [
        ("many", pack(ROWS, &[], &many)),
        ("long line", pack(&chain(5_000), &[], &[])),
        ("line", pack(&chain(800), &[], &[])),
        ("wrong", pack(&chain(800), &[], &wrong)),
        (
            "long names",
            pack(
                &chain(1).replace("f0", &"f".repeat(200_000)),
                &[],
                &[("A-1".into(), format!("{{ given = \"a.{}\" }}", "f".repeat(200_001)))],
            ),
        ),
        ("deep", pack(ROWS, &[], &[("A-1".into(), format!("{}1", "[".repeat(200_000)))])),
        ("long", simple().map(|text| text.replace("某项申请", &"长".repeat(150_000)))),
    ];
    for (what, files) in packs {
        let started = Instant::now();
        let outcome = kept(&files);
        assert!(started.elapsed() < SOON, "{what}: {:?}", started.elapsed());
        assert!(outcome.is_err() || what == "long", "{what}");
    }
    let larger = simple().map(|text| format!("{text}#{}", " ".repeat(600 * 1024)));
    assert_eq!(kept(&larger), Err(PackRefusal::TooLarge));
}

/// Ours, as long as they are, never come near the end of what such a pack may do.
#[test]
fn our_own_packs_would_be_taken() {
    for found in load::find(&ours()) {
        let mut form = load::load(&found.folder).unwrap();
        assert_eq!(limits::exceeded(&form), []);
        for example in fs::read_dir(found.folder.join("examples")).into_iter().flatten().flatten() {
            let Ok(json) = fs::read_to_string(example.path()) else { continue };
            let draft = read_draft(&json).unwrap();
            form.unofficial = false;
            let as_ours = check(&form, &draft, &setting());
            form.unofficial = true;
            assert_eq!(check(&form, &draft, &setting()), as_ours, "{}", example.path().display());
        }
    }
}

/// What one limit refuses is not refused by another before it.
#[test]
fn each_limit_refuses() {
    let fields = |count: usize| -> String {
        let field = |at| format!("[[section.field]]\nid=\"f{at}\"\nlabel=\"x\"\nkind=\"text\"\n");
        std::iter::once(ROWS.to_owned()).chain((0..count).map(field)).collect()
    };
    let given = "{ given = \"a.rows\" }";
    let all =
        |count: usize| vec![("A-1".to_owned(), format!("{{ all = [{}] }}", vec![given; count].join(",")))];
    let printed = |count: usize| {
        let [form, conditions, documents] = simple();
        let block = "[[document.block]]\nkind = \"text\"\ntext = \"示例\"\n";
        [form, conditions, documents + &block.repeat(count)]
    };
    let cases = [
        ("字段有 1503 项", pack(&fields(1_501), &[], &[])),
        ("条件有 10001 项", pack(ROWS, &[], &all(10_000))),
        ("打印内容有 1003 项", printed(1_000)),
    ];
    for (says, files) in cases {
        let refused = kept(&files).unwrap_err();
        let PackRefusal::Mistakes(mistakes) = &refused else { panic!("{says}: {refused}") };
        assert!(mistakes.iter().any(|mistake| mistake.says.starts_with(says)), "{says}: {refused}");
    }
    assert!(kept(&printed(900)).is_ok());
}

#[test]
fn a_large_zip_is_not_looked_through() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.zip");
    let [form, conditions, documents] = simple();
    let with = |others: usize, other: &str| {
        let names: Vec<String> = (0..others).map(|at| format!("x{at}")).collect();
        let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), other)).collect();
        files.extend(load::FILES.into_iter().zip([form.as_str(), &conditions, &documents]));
        let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, text) in files {
            zip.start_file(name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        read(&path)
    };
    assert!(with(900, "x").is_ok());
    assert_eq!(with(1_000, "x"), Err(PackRefusal::TooLarge));
    assert_eq!(with(1, &"x".repeat(17 << 20)), Err(PackRefusal::TooLarge));
}

#[test]
fn signs_that_nobody_sees_are_refused() {
    for sign in ["\u{202e}", "\\u202e", "\\U0000202E", "\u{200b}", "\\u001B", "\\x1b", "\\e"] {
        let files = simple().map(|text| text.replace("某项", &format!("某{sign}项")));
        let refused = kept(&files);
        let Err(PackRefusal::Mistakes(mistakes)) = refused else { panic!("{sign}: {refused:?}") };
        assert!(mistakes[0].says.starts_with("含有看不见的字符（U+"), "{sign}: {mistakes:?}");
        assert_eq!((mistakes[0].line, mistakes[0].file.as_str()), (3, "own/2026/form.toml"), "{sign}");
    }
    for sign in ["\\t", "\\\\", "\\u4e2d"] {
        assert!(kept(&simple().map(|text| text.replace("某项", &format!("某{sign}项")))).is_ok(), "{sign}");
    }
}

#[test]
fn what_is_nested_too_deeply_is_said_so() {
    let deep = format!("{}{}{}", "{ all = [".repeat(200), "{ given = \"a.rows\" }", "] }".repeat(200));
    let refused = kept(&pack(ROWS, &[], &[("A-1".into(), deep)])).unwrap_err();
    assert!(refused.to_string().contains("嵌套过深"), "{refused}");
}
