//! The short code in every footer, so that paper and file can be matched.

use crate::answers::Draft;
use sha2::{Digest, Sha256};

/// Without 0, 1, I and O, which people mix up when they read a code aloud.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Eight characters, `7KQ2-M9XD`, from everything that the draft says and the edition it was written for. Files count
/// by their content, not by the folder they lie in.
pub fn check_code(draft: &Draft) -> String {
    let files: Vec<_> =
        draft.attachments.iter().map(|file| (&file.field, file_name(&file.path), &file.sha256)).collect();
    let said = (&draft.form, &draft.edition, &draft.variant, &draft.filing_date, &draft.answers, files);
    // Text, numbers and lists always serialise.
    let digest = Sha256::digest(serde_json::to_vec(&said).unwrap_or_default());
    let characters = digest.iter().take(8).map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let code: String = characters.collect();
    let (left, right) = code.split_at(4);
    format!("{left}-{right}")
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
