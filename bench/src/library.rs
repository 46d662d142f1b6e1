//! A library of ten thousand drafts: opening it, listing, searching; and how that grows from a hundredth of it.

use crate::sample::Sample;
use crate::table::{Row, growth, percentile, times};
use chrono::{DateTime, TimeDelta};
use shenbao_core::answers::Value;
use shenbao_core::check::DraftStanding;
use shenbao_core::form;
use shenbao_core::library::{Key, Library, Sought, Summary, Wanted};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// A hundredth, a tenth, and the whole.
const DRAFTS: [usize; 3] = [100, 1_000, 10_000];

/// As many as the window shows at once.
const SHOWN: usize = 200;

/// Of as many the window says where the words stand.
const EXPLAINED: usize = 30;

const TURNS: usize = 15;

pub(crate) fn measure(root: &Path) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut medians: Vec<(&str, Vec<f64>)> = Vec::new();
    let forms = form::load_all(&root.join("forms")).unwrap();
    for drafts in DRAFTS {
        let (path, key) = filled(root, drafts);
        let library = Library::open(&path, &key).unwrap();
        let one = format!("云岫{:05}", drafts / 2);
        let search = |words: &str| {
            let words = Sought::new(words, &forms);
            let wanted = Wanted { words: words.clone(), ..Wanted::default() };
            let found = library.find(&wanted, SHOWN).unwrap();
            for line in found.lines.iter().take(EXPLAINED) {
                black_box(library.found_in(line.id, &words).unwrap());
            }
            found.total
        };
        assert_eq!((search(&one), search("设计")), (1, drafts));
        let measured = [
            ("open the library", 300.0, times(TURNS, |_| drop(Library::open(&path, &key).unwrap()))),
            (
                "list the first 200",
                50.0,
                times(TURNS, |_| drop(black_box(library.find(&Wanted::default(), SHOWN)))),
            ),
            ("list all", 50.0, times(TURNS, |_| drop(black_box(library.list().unwrap())))),
            ("search a word of one draft", 50.0, times(TURNS, |_| assert_eq!(search(&one), 1))),
            ("search a word of every draft", 50.0, times(TURNS, |_| assert_eq!(search("设计"), drafts))),
        ];
        for (what, target, times) in measured {
            let median = percentile(&times, 50);
            match medians.iter_mut().find(|(known, _)| *known == what) {
                Some((_, known)) => known.push(median),
                None => medians.push((what, vec![median])),
            }
            if drafts == DRAFTS[2] {
                let name = format!("{what}, {drafts} drafts ({} MB), median", size(&path) / 1_000_000);
                rows.push(Row::against_target(&name, median, target, "ms"));
            }
        }
    }
    rows.extend(medians.iter().map(|(what, medians)| growth(&format!("{what}: {DRAFTS:?} drafts"), medians)));
    rows
}

/// A library with so many drafts, each the full example of another company. It is made once and kept for the next time.
fn filled(root: &Path, drafts: usize) -> (PathBuf, Key) {
    let folder = root.join("target/bench-library");
    std::fs::create_dir_all(&folder).unwrap();
    let key = Key::from_hex(&"5b".repeat(32)).unwrap();
    let path = folder.join(format!("{drafts}.db"));
    let is_full = Library::open(&path, &key)
        .is_ok_and(|library| library.find(&Wanted::default(), 1).is_ok_and(|found| found.total == drafts));
    if !is_full {
        eprintln!("making a library of {drafts} drafts …");
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("{drafts}.db{ending}")));
        }
        fill(&mut Library::create(&path, &key).unwrap(), &Sample::load(root), drafts);
    }
    (path, key)
}

fn fill(library: &mut Library, sample: &Sample, drafts: usize) {
    let begin = DateTime::from_timestamp(1_770_000_000, 0).unwrap();
    for number in 0..drafts {
        let mut draft = sample.draft.clone();
        let name = format!("上海云岫{number:05}设计有限公司");
        draft.answers.insert("organisation.name".into(), Value::Text(name.clone()));
        draft.attachments.clear();
        let summary = Summary {
            applicant: Some(name),
            standing: DraftStanding::Ready,
            answered: 80,
            required: 80,
            deadline: None,
        };
        library.add(draft, &summary, begin + TimeDelta::seconds(number as i64)).unwrap();
    }
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |file| file.len())
}
