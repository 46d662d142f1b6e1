//! One function a command: read, call the core, say.

use crate::Outcome;
use crate::args::{self, Args, Command, Format, Today};
use crate::carried;
use crate::evidence;
use crate::failure::Failure;
use crate::input::{self, Shelf};
use crate::parcel;
use crate::say;
use crate::tables;
use chrono::NaiveDate;
use serde::Serialize;
use shenbao_core::answers::{self, Draft};
use shenbao_core::bundle::{self, Bundle, Manifest};
use shenbao_core::check::{self, DraftStanding, Report};
use shenbao_core::compose::ToSign;
use shenbao_core::form::{self, Field, Form, Mistake};
use shenbao_core::render::pdf::{self, Fonts};
use std::fs::{self, File};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Does what the command line says.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    match &args.command {
        Command::Forms(wanted) => forms(args, wanted),
        Command::New(new) => self::new(args, new),
        Command::Check(check) => self::check(args, check),
        Command::Bundle(bundle) => self::bundle(args, bundle),
        Command::Inspect(inspect) => self::inspect(args, inspect),
        Command::Sign(sign) => self::sign(args, sign),
        Command::Import(import) => tables::import(args, import),
        Command::Template(template) => tables::template(args, template),
        Command::Verify(verify) => self::verify(args, verify),
        Command::Pack(pack) => parcel::pack(args, pack),
        Command::Unpack(unpack) => parcel::unpack(args, unpack),
        Command::Lint(lint) => self::lint(args, lint),
        Command::Schema(schema) => self::schema(args, schema),
    }
}

fn forms(args: &Args, wanted: &args::Forms) -> Result<Outcome, Failure> {
    let forms = input::shelf(args)?.forms()?;
    Ok(done(say::in_format(args.format, &forms, |forms| say::forms(forms, wanted.today.day()))))
}

fn new(args: &Args, new: &args::New) -> Result<Outcome, Failure> {
    let shelf = input::shelf(args)?;
    let form = input::form_named(&shelf, &new.form)?;
    if let Some(older) = &new.from {
        return carried::new(&shelf, &form, older, new.output.as_deref());
    }
    let variant = new.variant.as_deref().unwrap_or_default();
    if !form.variants.iter().any(|known| known.id == variant) {
        return Err(input::no_variant(&form, variant));
    }
    let draft = say::json(&answers::empty_draft(&form, variant));
    let in_force = check::in_force(&form.source, None, new.today.day());
    let remarks = say::warnings(&form, in_force.out_of_force());
    let Some(path) = &new.output else { return Ok(Outcome { remarks, ..done(draft) }) };
    let written = File::create_new(path).and_then(|mut file| file.write_all(draft.as_bytes()));
    written.map_err(|e| Failure::of_disk(path, &e))?;
    Ok(Outcome { remarks, ..done(say::made(path)) })
}

fn check(args: &Args, check: &args::Check) -> Result<Outcome, Failure> {
    let shelf = input::shelf(args)?;
    let (form, draft) = input::draft(&shelf, &check.draft)?;
    let fonts = load_fonts(&shelf)?;
    let report = report(&form, &draft, &fonts, check.today.day());
    let output = say::in_format(args.format, &report, |report| say::report(&form, &draft, report));
    let mut remarks = say::warnings(&form, None);
    remarks.extend(say::remarks(&evidence::of_draft(&draft, folder_of(&check.draft))));
    Ok(Outcome { output, remarks, is_good: report.standing == DraftStanding::Ready })
}

fn bundle(args: &Args, wanted: &args::Bundle) -> Result<Outcome, Failure> {
    let shelf = input::shelf(args)?;
    let (form, draft) = input::draft(&shelf, &wanted.draft)?;
    let fonts = load_fonts(&shelf)?;
    let day = wanted.today.day();
    let report = report(&form, &draft, &fonts, day);
    let folder = folder_of(&wanted.draft);
    let setting = bundle::Setting {
        day,
        app_version: env!("CARGO_PKG_VERSION"),
        fonts: &fonts,
        evidence: &bundle::evidence_beside(folder),
    };
    let made = bundle::build(&form, &draft, &report, &setting, &mut |_| ControlFlow::Continue(()))
        .map_err(|e| Failure::of_bundle(&e))?;
    let path = write_bundle(&made, wanted)?;
    let (manifest, to_sign) = (&made.manifest, &made.to_sign);
    let made = MadeBundle { path: path.display().to_string(), to_sign, manifest };
    let mut remarks = say::warnings(&form, report.in_force.out_of_force());
    remarks.extend(say::not_looked_at(&report));
    remarks.extend(manifest.missing.iter().map(say::missing_evidence));
    // What could not be bound is said above, with its reason.
    let bound: Vec<_> =
        evidence::of_draft(&draft, folder).into_iter().filter(|file| file.refusal.is_none()).collect();
    remarks.extend(say::remarks(&bound));
    Ok(Outcome {
        output: say::in_format(args.format, &made, |made| say::bundle(&made.path, manifest, to_sign)),
        remarks,
        is_good: manifest.standing == DraftStanding::Ready && manifest.missing.is_empty(),
    })
}

fn inspect(args: &Args, wanted: &args::Inspect) -> Result<Outcome, Failure> {
    let mut files = Vec::with_capacity(wanted.files.len());
    for path in &wanted.files {
        let bytes = input::file(path)?;
        files.push((path.display().to_string(), bytes));
    }
    let found = evidence::inspected(files);
    let is_good = found.iter().all(|file| file.refusal.is_none());
    let output = say::in_format(args.format, &found, |found| say::inspected(found));
    Ok(Outcome { output, remarks: Vec::new(), is_good })
}

/// The folder that a file lies in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What `shenbao bundle --format json` says.
#[derive(Serialize)]
struct MadeBundle<'a> {
    path: String,
    to_sign: &'a [ToSign],
    #[serde(flatten)]
    manifest: &'a Manifest,
}

fn write_bundle(made: &Bundle, wanted: &args::Bundle) -> Result<PathBuf, Failure> {
    let (path, written) = if wanted.zip {
        let path = wanted.output.join(format!("{}.zip", made.name()));
        (path.clone(), made.write_zip(&path))
    } else {
        (wanted.output.clone(), made.write_folder(&wanted.output))
    };
    written.map_err(|e| Failure::of_bundle(&e))?;
    Ok(path)
}

fn sign(args: &Args, sign: &args::Sign) -> Result<Outcome, Failure> {
    let scan = input::file(&sign.scan)?;
    input::file_or_folder(&sign.bundle)?;
    let manifest = bundle::insert_signed(&sign.bundle, &sign.file, sign.page, &scan)
        .map_err(|e| Failure::of_bundle(&e))?;
    Ok(done(say::in_format(args.format, &manifest, |_| say::signed(&sign.file, sign.page))))
}

fn verify(args: &Args, verify: &args::Verify) -> Result<Outcome, Failure> {
    input::file_or_folder(&verify.bundle)?;
    let found = bundle::verify(&verify.bundle).map_err(|e| Failure::of_bundle(&e))?;
    let output = say::in_format(args.format, &found, say::verified);
    Ok(Outcome { output, remarks: Vec::new(), is_good: found.is_sound() })
}

fn lint(args: &Args, lint: &args::Lint) -> Result<Outcome, Failure> {
    let folders = packs_below(&lint.packs)?;
    let mut mistakes: Vec<Mistake> =
        folders.iter().filter_map(|folder| form::load(folder).err()).flatten().collect();
    mistakes.sort();
    mistakes.dedup();
    match args.format {
        Format::Text if !mistakes.is_empty() => Err(Failure::of_pack(&mistakes)),
        Format::Json if !mistakes.is_empty() => {
            crate::print(&say::json(&mistakes));
            Err(Failure::of_pack(&mistakes))
        }
        format => Ok(done(say::in_format(format, &mistakes, |_| say::linted(folders.len())))),
    }
}

/// The packs in a folder of all forms, in one form's folder, or the one pack that the folder is.
fn packs_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let is_pack = |folder: &Path| folder.join("form.toml").is_file();
    if is_pack(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let mut packs: Vec<PathBuf> = form::find(folder).into_iter().map(|found| found.folder).collect();
    for entry in fs::read_dir(folder).map_err(|e| Failure::of_disk(folder, &e))?.flatten() {
        if is_pack(&entry.path()) {
            packs.push(entry.path());
        }
    }
    packs.sort();
    if packs.is_empty() {
        return Err(Failure::at(
            folder.display(),
            "没有表单包",
            "表单包是含有 form.toml 的文件夹，请检查路径",
        ));
    }
    Ok(packs)
}

fn schema(args: &Args, schema: &args::Schema) -> Result<Outcome, Failure> {
    let form = input::form_named(&input::shelf(args)?, &schema.form)?;
    Ok(done(say::json(&form::schema(&form))))
}

fn load_fonts(shelf: &Shelf) -> Result<Fonts, Failure> {
    let folder = shelf.fonts();
    Fonts::load(&folder).map_err(|e| Failure::at(folder.display(), e.to_string(), "请补全字体文件后重试"))
}

fn report(form: &Form, draft: &Draft, fonts: &Fonts, today: NaiveDate) -> Report {
    let pages = |field: &Field, text: &str| pdf::pages(&field.label, text, fonts);
    check::check(form, draft, &check::Setting { today, charset: Some(&fonts.charset()), pages: Some(&pages) })
}

fn done(output: String) -> Outcome {
    Outcome { output, remarks: Vec::new(), is_good: true }
}

impl Today {
    fn day(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }
}
