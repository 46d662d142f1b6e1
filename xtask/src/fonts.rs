//! The fonts that documents are printed with: taken from pinned npm packages, checked, put into `fonts/`.

use crate::project::{root, ui};
use crate::steps::Stop;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;

/// File in the package, and SHA-256. 14.8 and 10.5 MB each: too large to keep in the repository.
const FONTS: [(&str, &str); 4] = [
    (
        "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    ),
    (
        "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
        "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
    ),
    (
        "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    (
        "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    ),
];

/// Copies each font that is missing or differs; an unexpected content stops.
pub(crate) fn fetch() -> Result<(), Stop> {
    for (file, expected) in FONTS {
        let name = file.rsplit('/').next().unwrap_or(file);
        let target = root().join("fonts").join(name);
        if fs::read(&target).is_ok_and(|bytes| digest(&bytes) == expected) {
            continue;
        }
        let source = ui().join("node_modules/@expo-google-fonts").join(file);
        let bytes = fs::read(&source).map_err(|error| Stop(format!("{}: {error}", source.display())))?;
        let found = digest(&bytes);
        if found != expected {
            return Err(Stop(format!("{name}: its SHA-256 is {found}, expected {expected}; not used")));
        }
        fs::write(&target, bytes)?;
        println!("fonts/{name}");
    }
    Ok(())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
