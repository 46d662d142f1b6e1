//! A tree as it lies on the user's disk, then a .deb and, where `rpmbuild` is there, an .rpm of it.

use super::{clear, copy, resources};
use crate::steps::{Stop, answer, call};
use crate::{licences, project};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

const PROGRAMS: [&str; 2] = ["shenbao", "shenbao-desktop"];
const APP: &str = "cn.shenbao.desktop";
const ICONS: [(&str, &str); 5] = [
    ("32x32.png", "32x32"),
    ("128x128.png", "128x128"),
    ("128x128@2x.png", "256x256"),
    ("icon.png", "512x512"),
    ("icon.svg", "scalable"),
];

/// Writes the packages into `folder`.
pub(super) fn write(folder: &Path) -> Result<(), Stop> {
    clear(folder)?;
    let tree = folder.join("tree");
    lay_out(&tree)?;
    deb(&tree, folder)?;
    if answer(Command::new("rpmbuild").arg("--version")).is_some() {
        rpm(&tree, folder)?;
    } else {
        println!("no .rpm: rpmbuild is not installed (package rpm)");
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.path().is_file() {
            println!("{}  {:.1} MB", entry.path().display(), entry.metadata()?.len() as f64 / 1e6);
        }
    }
    Ok(())
}

fn lay_out(tree: &Path) -> Result<(), Stop> {
    let share = tree.join("usr/share");
    for program in PROGRAMS {
        let target = tree.join("usr/bin").join(program);
        copy(&project::built(program), &target)?;
        call(Command::new("strip").arg(&target))?;
    }
    resources(&tree.join("usr/lib/Shenbao"), &licences::folder())?;
    let packaging = project::root().join("packaging/linux");
    copy(&packaging.join(format!("{APP}.desktop")), &share.join(format!("applications/{APP}.desktop")))?;
    copy(&packaging.join(format!("{APP}.xml")), &share.join(format!("mime/packages/{APP}.xml")))?;
    for (icon, size) in ICONS {
        let ending = icon.rsplit('.').next().unwrap_or_default();
        let target = share.join(format!("icons/hicolor/{size}/apps/{APP}.{ending}"));
        copy(&project::root().join("icons").join(icon), &target)?;
    }
    copy(&project::root().join("LICENSE"), &share.join("doc/shenbao/copyright"))?;
    copy(&project::root().join("licences/sbom.cdx.json"), &share.join("doc/shenbao/sbom.cdx.json"))?;
    readable(tree)
}

/// As the system's own files are, whatever the checkout's are.
fn readable(path: &Path) -> Result<(), Stop> {
    let runs = path.is_dir() || path.parent().is_some_and(|parent| parent.ends_with("usr/bin"));
    fs::set_permissions(path, fs::Permissions::from_mode(if runs { 0o755 } else { 0o644 }))?;
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            readable(&entry?.path())?;
        }
    }
    Ok(())
}

fn deb(tree: &Path, folder: &Path) -> Result<(), Stop> {
    let version = project::version();
    let kilobytes = answer(Command::new("du").args(["-sk", "--apparent-size"]).arg(tree)).unwrap_or_default();
    let kilobytes = kilobytes.split_whitespace().next().unwrap_or("0").to_owned();
    let control = format!(
        "Package: shenbao\nVersion: {version}\nArchitecture: {}\nSection: editors\nPriority: optional\n\
         Maintainer: Shenbao\nInstalled-Size: {kilobytes}\nDepends: {}\nRecommends: gnome-keyring\n\
         Description: Prepare applications to Shanghai's authorities, offline\n \
         Type each fact once, see clause by clause what is met, and get the\n \
         finished submission as PDF and XLSX. Offline and private.\n",
        answer(Command::new("dpkg").arg("--print-architecture")).unwrap_or_default(),
        libraries(tree, folder)?,
    );
    fs::create_dir_all(tree.join("DEBIAN"))?;
    fs::write(tree.join("DEBIAN/control"), control)?;
    call(Command::new("dpkg-deb").args(["-Zzstd", "--root-owner-group", "--build"]).arg(tree).arg(folder))?;
    Ok(fs::remove_dir_all(tree.join("DEBIAN"))?)
}

/// The packages of the shared libraries that the programs load, as `dpkg-shlibdeps` finds them.
fn libraries(tree: &Path, folder: &Path) -> Result<String, Stop> {
    let scratch = folder.join("shlibdeps");
    fs::create_dir_all(scratch.join("debian"))?;
    fs::write(scratch.join("debian/control"), "Source: shenbao\n\nPackage: shenbao\nArchitecture: any\n")?;
    let mut find = Command::new("dpkg-shlibdeps");
    find.current_dir(&scratch).arg("-O");
    find.args(PROGRAMS.map(|program| tree.join("usr/bin").join(program)));
    let found = answer(&mut find).ok_or_else(|| Stop("dpkg-shlibdeps failed (package dpkg-dev)".into()))?;
    fs::remove_dir_all(&scratch)?;
    let depends = found.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    depends.map(str::to_owned).ok_or_else(|| Stop(format!("dpkg-shlibdeps says: {found}")))
}

fn rpm(tree: &Path, folder: &Path) -> Result<(), Stop> {
    let scratch = folder.join("rpmbuild");
    let mut build = Command::new("rpmbuild");
    build.args(["-bb", "--quiet", "--define", &format!("_topdir {}", scratch.display())]);
    build.args(["--define", &format!("_rpmdir {}", folder.display())]);
    build.args(["--define", "_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm"]);
    build.args(["--define", &format!("version {}", project::version())]);
    build.args(["--define", &format!("tree {}", tree.display())]);
    build.args(["--define", "_binary_payload w3.zstdio"]);
    build.args(["--define", "debug_package %{nil}", "--define", "__os_install_post %{nil}"]);
    call(build.arg(project::root().join("packaging/linux/shenbao.spec")))?;
    Ok(fs::remove_dir_all(&scratch)?)
}
