//! A draft under a passphrase: the file as a whole, and what someone who knows the passphrase may have put in it.

use super::{FORMS, filled_in};
use age::secrecy::SecretString;
use shenbao_core::answers::{Draft, Excerpt, read_draft};
use shenbao_core::exchange::{ParcelError, Side, merge, open_parcel};
use shenbao_core::form::Form;
use shenbao_core::progress::unheard;
use std::fs;
use tempfile::NamedTempFile;

const SECRET: &str = "一个足够长的口令";
/// What the program itself asks for takes a second.
const LITTLE_WORK: u8 = 2;

pub(super) fn samples() -> Vec<Vec<u8>> {
    contents().iter().map(|content| sealed(content)).collect()
}

/// As they stand inside the age stream.
pub(super) fn contents() -> Vec<Vec<u8>> {
    let whole = |draft: &str| framed("draft", draft, &[]);
    let mut all: Vec<Vec<u8>> =
        super::drafts().iter().map(|file| whole(&without_files(&String::from_utf8_lossy(file)))).collect();
    let file = b"%PDF-1.7";
    let digest = shenbao_core::bundle::sha256(file);
    let draft = format!(
        "{{\"format\":1,\"form\":\"design-center\",\"edition\":\"2023\",\"variant\":\"in-house\",\"filing_date\":\"2024-03-15\",\"answers\":{{\"team.headcount\":36}},\"attachments\":[{{\"field\":\"evidence.licence\",\"path\":\"a.pdf\",\"sha256\":\"{digest}\"}}]"
    );
    all.push(framed("draft", &format!("{draft}}}"), &[file]));
    let excerpt = "\"excerpt\":{\"id\":\"x\",\"sections\":[\"team\"],\"shown\":[],\"from\":\"\",\"to\":\"\",\"note\":\"\"}";
    all.push(framed("return", &format!("{draft},{excerpt}}}"), &[file]));
    all
}

fn without_files(draft: &str) -> String {
    let mut draft: serde_json::Value = serde_json::from_str(draft).unwrap();
    draft["attachments"] = serde_json::json!([]);
    draft.to_string()
}

fn framed(purpose: &str, draft: &str, files: &[&[u8]]) -> Vec<u8> {
    let digests: Vec<String> = files.iter().map(|file| shenbao_core::bundle::sha256(file)).collect();
    let head = serde_json::json!({ "purpose": purpose, "draft": draft.len(), "files": digests }).to_string();
    let mut bytes = b"SHENBAO\0".to_vec();
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(u32::try_from(head.len()).unwrap().to_le_bytes());
    bytes.extend(head.as_bytes());
    bytes.extend(draft.as_bytes());
    for file in files {
        bytes.extend((file.len() as u64).to_le_bytes());
        bytes.extend(*file);
    }
    bytes
}

fn sealed(content: &[u8]) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(SECRET));
    recipient.set_work_factor(LITTLE_WORK);
    age::encrypt(&recipient, content).unwrap()
}

pub(super) fn work(bytes: &[u8]) -> bool {
    // More work than a sample's is not more to see, and is refused by a test beside the code.
    let line = bytes.split(|byte| *byte == b'\n').nth(1).unwrap_or_default();
    let asked = line.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
    asked.len() < 2 && opened(bytes)
}

pub(super) fn work_on_contents(bytes: &[u8]) -> bool {
    opened(&sealed(bytes))
}

fn opened(bytes: &[u8]) -> bool {
    let file = NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    let Ok(mut parcel) = open_parcel(file.path(), SECRET, &mut unheard) else { return false };
    let _ = parcel.each_content(&mut unheard, |_, _| Ok::<_, ParcelError>(()));
    let draft = parcel.draft;
    let Some(form) = FORMS.iter().find(|form| form.id == draft.form) else { return false };
    filled_in(form, &draft);
    if let Some(of) = &draft.excerpt {
        returned(form, of, &draft);
    }
    true
}

/// Comes back to a draft that has gone on.
fn returned(form: &Form, of: &Excerpt, draft: &Draft) {
    let own = super::drafts().iter().find_map(|file| {
        let own = read_draft(&String::from_utf8_lossy(file)).ok()?;
        (own.form == form.id).then_some(own)
    });
    let Some(ours) = own else { return };
    let base = Draft::empty(form, &ours.variant);
    let merged =
        merge(form, of, [&base, &ours, draft], &mut |at| if at % 2 == 0 { Side::Ours } else { Side::Theirs });
    filled_in(form, &merged.draft);
}
