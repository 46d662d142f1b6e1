//! Typesets document trees with typst: `peer-typst FONTS_DIR TREES.json OUT_DIR REPETITIONS`.
//!
//! Prints one JSON line a repetition: `{"load_ms", "typeset_ms", "peak_kib"}`. The trees are those that Shenbao prints, so both
//! programs work on the same words, tables and pages.

use std::path::Path;
use std::time::Instant;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

const TEMPLATE: &str = include_str!("form.typ");

struct Peer {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
}

impl World for Peer {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [fonts, trees, out, repetitions] = arguments.as_slice() else {
        eprintln!("peer-typst FONTS_DIR TREES.json OUT_DIR REPETITIONS");
        std::process::exit(2);
    };
    let trees: Vec<serde_json::Value> =
        serde_json::from_slice(&std::fs::read(trees).expect("trees")).expect("a list of document trees");
    for _ in 0..repetitions.parse().expect("a number of repetitions") {
        let started = Instant::now();
        let fonts = load_fonts(Path::new(fonts));
        let load = started.elapsed();
        typst::comemo::evict(0);
        let started = Instant::now();
        for tree in &trees {
            let pdf = typeset(&fonts, tree);
            let name = tree["id"].as_str().expect("an id");
            std::fs::write(Path::new(out).join(format!("{name}.pdf")), pdf).expect("the output folder");
        }
        let typeset = started.elapsed();
        let (load, typeset) = (load.as_secs_f64() * 1e3, typeset.as_secs_f64() * 1e3);
        println!("{{\"load_ms\":{load:.2},\"typeset_ms\":{typeset:.2},\"peak_kib\":{}}}", peak_memory_kib());
    }
}

fn load_fonts(folder: &Path) -> Vec<Font> {
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("fonts").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ttf" || extension == "otf"));
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let file = std::fs::File::open(file).expect("a font");
            // The fonts do not change while this program runs.
            let map = unsafe { memmap2::Mmap::map(&file) }.expect("a font");
            Font::iter(Bytes::new(map))
        })
        .collect()
}

fn typeset(fonts: &[Font], tree: &serde_json::Value) -> Vec<u8> {
    let mut inputs = Dict::new();
    inputs.insert("tree".into(), tree.to_string().into_value());
    let peer = Peer {
        library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
        book: LazyHash::new(FontBook::from_fonts(fonts)),
        fonts: fonts.to_vec(),
        main: Source::detached(TEMPLATE),
    };
    let document = typst::compile::<PagedDocument>(&peer).output.unwrap_or_else(|errors| panic!("{errors:#?}"));
    typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The most memory that this process ever held (Linux); 0 where it is not known.
fn peak_memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}
