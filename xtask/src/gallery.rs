//! `cargo xtask gallery`: every page of every example's documents and every screen as pictures, to be looked at.

use crate::steps::{Steps, Stop, call};
use crate::{fonts, prerequisites, project};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FORMS: &str = "forms";

/// Fills `gallery/` anew.
pub(crate) fn gallery() -> Result<(), Stop> {
    let mut steps = Steps::default();
    let out = project::root().join("gallery");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    steps.run("prerequisites", || prerequisites::install(prerequisites::For::Testing))?;
    steps.run("npm packages", project::install_packages)?;
    steps.run("fonts", fonts::fetch)?;
    steps.run("user interface", || call(&mut project::npm(&["run", "build"])))?;
    steps.run("build", || call(&mut project::cargo(&["build"])))?;
    steps.run("pages", || pages(&out.join("pages")))?;
    steps.run("screens", || screens(&out.join("screens")))?;
    println!("\nPictures: {}", out.display());
    Ok(())
}

/// Bundles each example and turns each file of the bundle into pictures.
fn pages(out: &Path) -> Result<(), Stop> {
    for (form, example) in examples()? {
        let name = stem(&example).trim_end_matches(".shenbao").to_owned();
        let folder = out.join(form).join(name);
        let bundle = folder.join("bundle");
        fs::create_dir_all(&folder)?;
        let mut shenbao = Command::new(project::built("shenbao"));
        shenbao.arg("bundle").arg(&example).arg("-o").arg(&bundle);
        // A draft that is not ready ends with 1 and is printed all the same.
        let status = shenbao.status()?;
        if status.code().is_none_or(|code| code > 1) {
            return Err(Stop(format!("shenbao bundle {} ended with {status}", example.display())));
        }
        for workbook in files_in(&bundle, "xlsx")? {
            let mut convert = Command::new("soffice");
            convert.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder).arg(&workbook);
            call(&mut convert)?;
            picture(&folder.join(format!("{}.pdf", stem(&workbook))), &folder)?;
        }
        for document in files_in(&bundle, "pdf")? {
            picture(&document, &folder)?;
        }
    }
    Ok(())
}

/// The examples of every edition of every form, each with its form's name.
fn examples() -> Result<Vec<(String, PathBuf)>, Stop> {
    let mut examples = Vec::new();
    for form in folders_in(&project::root().join(FORMS))? {
        for edition in folders_in(&form)? {
            let folder = edition.join("examples");
            if folder.is_dir() {
                examples.extend(files_in(&folder, "json")?.into_iter().map(|file| (stem(&form), file)));
            }
        }
    }
    Ok(examples)
}

fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut folders: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    Ok(folders)
}

fn picture(document: &Path, folder: &Path) -> Result<(), Stop> {
    call(Command::new("pdftoppm").args(["-r", "80", "-png"]).arg(document).arg(folder.join(stem(document))))
}

#[cfg(target_os = "linux")]
fn screens(out: &Path) -> Result<(), Stop> {
    let mut screens = Command::new(project::built("screens"));
    screens.arg(out);
    crate::display::with_display(&screens, "1920x1080")
}

/// Only WebKitGTK's driver can be had without a screen.
#[cfg(not(target_os = "linux"))]
fn screens(_: &Path) -> Result<(), Stop> {
    println!("skipped: screens are taken on Linux only");
    Ok(())
}

fn files_in(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
