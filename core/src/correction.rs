//! What is handed in after a filing was sent back: the list of differences, and the pages that take the place of the
//! filed ones. What was filed is only read.

use crate::answers::{Draft, compare};
use crate::check::Report;
use crate::compose::{self, ChangedPages, Differences, Document, Setting};
use crate::form::Form;
use crate::library::Filing;
use crate::render::pdf::{self, Fonts, RenderError};
use std::collections::BTreeMap;

/// The finished correction.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// File names and contents, the list first.
    pub files: Vec<(String, Vec<u8>)>,
    /// Which pages of which document.
    pub pages: Vec<ChangedPages>,
    /// In the footers.
    pub check_code: String,
}

/// Makes the correction of a filing. `reports`: of what was filed, and of the draft as it is now, both checked today.
///
/// # Errors
/// A damaged font file, or a bug.
pub fn correct(
    form: &Form,
    filing: &Filing,
    now: &Draft,
    reports: [&Report; 2],
    setting: &Setting,
    fonts: &Fonts,
) -> Result<Correction, RenderError> {
    let before = compose::compose(form, &filing.draft, reports[0], setting);
    let after = compose::compose(form, now, reports[1], setting);
    let mut pages = Vec::new();
    let mut files = Vec::new();
    for document in &after.documents {
        let filed = before.documents.iter().find(|filed| filed.id == document.id);
        let (changed, had) = match filed {
            Some(filed) => {
                let filed = as_now(filed, document);
                let (changed, had) = pdf::changed_pages(&filed, document, fonts);
                (Some(changed), Some(had))
            }
            None => (None, None),
        };
        let is_same = changed.as_ref().is_some_and(Vec::is_empty);
        let rendered = pdf::render(document, fonts)?;
        if is_same && had == Some(rendered.pages) {
            continue;
        }
        let changed = changed.unwrap_or_else(|| (1..=rendered.pages).collect());
        if !changed.is_empty() {
            files.push((document.file_name.clone(), pdf::only_pages(&rendered, &changed)?));
        }
        pages.push(ChangedPages {
            file: document.file_name.clone(),
            pages: changed,
            total: rendered.pages,
            before: had,
        });
    }
    let nothing = BTreeMap::new();
    let list = compose::differences(
        form,
        &Differences {
            applicant: form.name_of(now),
            filed: (filing.filed_on, &filing.check_code),
            check_code: &after.check_code,
            sent_back: filing
                .sent_back
                .as_ref()
                .map(|note| (note.by.as_str(), note.on, note.reason.as_str())),
            asked: filing.sent_back.as_ref().map_or(&nothing, |note| &note.fields),
            changes: &compare(&filing.draft, now),
            pages: &pages,
        },
    );
    files.insert(0, (list.file_name.clone(), pdf::render(&list, fonts)?.bytes));
    Ok(Correction { files, pages, check_code: after.check_code })
}

/// Apart from what every page carries only the content counts; a warning that is said today was not said then.
fn as_now(filed: &Document, now: &Document) -> Document {
    Document { warnings: now.warnings.clone(), ..filed.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Value;
    use crate::check;
    use crate::library::SentBack;
    use std::path::Path;

    fn filed() -> (Form, Filing, Fonts, Setting) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let pack = root.join("forms/design-center/2023");
        let json = std::fs::read_to_string(pack.join("examples/in-house.shenbao.json")).unwrap();
        let draft = crate::answers::read_draft(&json).unwrap();
        let day = "2026-06-15".parse().unwrap();
        let sent_back = SentBack {
            by: "市经济信息化委".into(),
            on: "2026-07-01".parse().unwrap(),
            reason: "人员情况请核实。".into(),
            fields: BTreeMap::from([
                ("team.headcount".into(), "与花名册不一致".into()),
                ("contact.email".into(), "无法送达".into()),
            ]),
        };
        let code = compose::check_code(&draft);
        let filing = Filing { id: 1, filed_on: day, check_code: code, draft, sent_back: Some(sent_back) };
        let setting = Setting { day: "2026-07-02".parse().unwrap(), app_version: "0".into() };
        (crate::form::load(&pack).unwrap(), filing, Fonts::load(&root.join("fonts")).unwrap(), setting)
    }

    fn corrected(change: impl Fn(&mut Draft)) -> (Correction, Vec<Vec<u32>>) {
        let (form, filing, fonts, setting) = filed();
        let mut now = filing.draft.clone();
        change(&mut now);
        let checked = |draft: &Draft| {
            check::check(&form, draft, &check::Setting { today: setting.day, charset: None, pages: None })
        };
        let reports = [&checked(&filing.draft), &checked(&now)];
        let made = correct(&form, &filing, &now, reports, &setting, &fonts).unwrap();
        let pages = made.pages.iter().map(|document| document.pages.clone()).collect();
        (made, pages)
    }

    #[test]
    fn the_same_draft_has_no_changed_page() {
        let (made, pages) = corrected(|_| ());
        assert_eq!((made.files.len(), pages.len()), (1, 0));
    }

    #[test]
    fn only_the_pages_that_differ_are_made() {
        let (made, pages) = corrected(|draft| {
            draft.answers.insert("contact.email".into(), Value::Text("new@example.com".into()));
        });
        assert_eq!(
            pages.iter().map(Vec::len).sum::<usize>(),
            made.files[1..].iter().map(count).sum::<usize>()
        );
        let total: u32 = made.pages.iter().map(|document| document.total).sum();
        assert!(
            !pages.is_empty() && pages.iter().map(Vec::len).sum::<usize>() < total as usize / 2,
            "{pages:?}"
        );
    }

    fn count((_, bytes): &(String, Vec<u8>)) -> usize {
        lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
    }

    #[test]
    fn the_list_names_every_difference() {
        let (form, filing, ..) = filed();
        let mut now = filing.draft.clone();
        now.answers.insert("team.headcount".into(), Value::Integer(40));
        now.answers.remove("contact.mobile");
        if let Some(Value::List(rows)) = now.answers.get_mut("team.roster") {
            rows.remove(3);
            if let Value::Row(cells) = &mut rows[0] {
                cells.insert("major".into(), Value::Text("交互设计".into()));
            }
        }
        now.attachments.remove(0);
        let sent_back = filing.sent_back.as_ref().unwrap();
        let list = compose::differences(
            &form,
            &Differences {
                applicant: form.name_of(&now),
                filed: (filing.filed_on, &filing.check_code),
                check_code: "NEWC-ODE2",
                sent_back: Some((&sent_back.by, sent_back.on, &sent_back.reason)),
                asked: &sent_back.fields,
                changes: &compare(&filing.draft, &now),
                pages: &[ChangedPages {
                    file: "01申请表.pdf".into(),
                    pages: vec![2, 5],
                    total: 6,
                    before: Some(7),
                }],
            },
        );
        insta::assert_json_snapshot!(list);
    }
}
