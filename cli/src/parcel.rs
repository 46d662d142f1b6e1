//! `shenbao pack` and `unpack`: a draft with its attachments as one file under a passphrase.

use crate::args::{self, Args};
use crate::commands::folder_of;
use crate::failure::Failure;
use crate::{Outcome, input, say};
use shenbao_core::answers::Attachment;
use shenbao_core::bundle::{evidence_beside, sha256};
use shenbao_core::exchange::{ParcelError, Purpose, open_parcel, write_parcel, write_plain};
use shenbao_core::progress::unheard;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

/// As the window asks for it.
const SHORTEST: usize = 8;
/// In bytes: more than anyone types.
const LONGEST: u64 = 4096;

pub(crate) fn pack(args: &Args, wanted: &args::Pack) -> Result<Outcome, Failure> {
    let (form, mut draft) = input::draft(&input::shelf(args)?, &wanted.draft)?;
    let passphrase = read_passphrase(&wanted.passphrase.passphrase_file)?;
    if passphrase.chars().count() < SHORTEST {
        return Err(Failure::new(format!("口令不足 {SHORTEST} 个字符"), "请换一个更长的口令"));
    }
    fresh(&wanted.output)?;
    let read = evidence_beside(folder_of(&wanted.draft));
    let mut remarks = Vec::new();
    for attachment in &mut draft.attachments {
        match read(attachment) {
            Ok(bytes) => attachment.sha256 = Some(sha256(&bytes)),
            Err(_) => {
                attachment.sha256 = None;
                remarks.push(format!("{}：找不到或无法读取，没有放入。", attachment.path));
            }
        }
    }
    let purpose = if draft.excerpt.is_some() { Purpose::Excerpt } else { Purpose::Draft };
    write_parcel(&wanted.output, &passphrase, purpose, (&form, &draft), &read, &mut unheard)
        .map_err(|e| failed(&wanted.output, &e))?;
    Ok(Outcome { output: say::made(&wanted.output), is_good: remarks.is_empty(), remarks })
}

pub(crate) fn unpack(args: &Args, wanted: &args::Unpack) -> Result<Outcome, Failure> {
    let shelf = input::shelf(args)?;
    let passphrase = read_passphrase(&wanted.passphrase.passphrase_file)?;
    fresh(&wanted.output)?;
    input::ordinary(&wanted.parcel)?;
    let mut parcel =
        open_parcel(&wanted.parcel, &passphrase, &mut unheard).map_err(|e| failed(&wanted.parcel, &e))?;
    let draft = parcel.draft.clone();
    let form = input::form_named(&shelf, &format!("{}/{}", draft.form, draft.edition))
        .map_err(|failure| failure.inside(&wanted.parcel))?;
    let mut contents = BTreeMap::new();
    parcel
        .each_content(&mut unheard, |digest, bytes| {
            contents.insert(digest.to_owned(), bytes);
            Ok::<_, ParcelError>(())
        })
        .map_err(|e| failed(&wanted.parcel, &e))?;
    let mut read = |attachment: &Attachment| {
        let found = attachment.sha256.as_ref().and_then(|digest| contents.get(digest));
        found.cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    };
    write_plain((&form, &draft), &wanted.output, &mut read)
        .map_err(|e| Failure::at(e.0.display(), "无法读写", "请检查文件和磁盘后重试"))?;
    Ok(Outcome { output: say::made(&wanted.output), remarks: Vec::new(), is_good: true })
}

/// What is there stays there.
fn fresh(path: &Path) -> Result<(), Failure> {
    if path.exists() { Err(Failure::of_disk(path, &io::ErrorKind::AlreadyExists.into())) } else { Ok(()) }
}

/// The first line of a file, of a pipe, or of standard input (`-`): a shell hands a secret on by a pipe, too.
fn read_passphrase(file: &Path) -> Result<String, Failure> {
    let mut line = Vec::new();
    let mut read = |from: &mut dyn BufRead| from.take(LONGEST + 1).read_until(b'\n', &mut line);
    let read = if file == Path::new("-") {
        read(&mut io::stdin().lock())
    } else {
        fs::File::open(file).and_then(|file| read(&mut BufReader::new(file)))
    };
    read.map_err(|e| Failure::of_disk(file, &e))?;
    if line.len() as u64 > LONGEST {
        return Err(Failure::at(file.display(), "口令过长", "请指定第一行是口令的文件"));
    }
    let line = String::from_utf8(line)
        .map_err(|_| Failure::at(file.display(), "不是 UTF-8 文本", "请以 UTF-8 编码另存后重试"))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn failed(path: &Path, error: &ParcelError) -> Failure {
    Failure::at(path.display(), error.to_string(), error.hint())
}
