//! What is handed in after a filing was sent back: the list of differences, the pages that take the place of the filed
//! ones, and the workbook and the bound evidence as wholes where they differ. What was filed is only read.

use crate::answers::{Draft, compare};
use crate::bundle::{BundleError, MissingEvidence, Setting};
use crate::bundle::{
    PlannedEvidence, bound_evidence, count_evidence, not_rendered, not_tabled, planned_evidence,
};
use crate::check::Report;
use crate::compose::{self, Composed, Differences, Document, ListedMaterial, Replaced, Replacement};
use crate::form::Form;
use crate::library::Filing;
use crate::progress::{Hear, step};
use crate::render::pdf::{self, Fonts};
use crate::render::xlsx;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The finished correction.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// File names and contents, the list first.
    pub files: Vec<(String, Vec<u8>)>,
    /// What takes the place of what.
    pub replaced: Vec<Replacement>,
    /// Attachments that could not be bound.
    pub missing: Vec<MissingEvidence>,
    /// In the footers.
    pub check_code: String,
}

/// Makes the correction of a filing. `reports`: of what was filed, and of the draft as it is now, both checked today.
///
/// # Errors
/// As [`crate::bundle::build`].
pub fn correct(
    form: &Form,
    filing: &Filing,
    now: &Draft,
    reports: [&Report; 2],
    setting: &Setting<'_>,
    hear: Hear<'_>,
) -> Result<Correction, BundleError> {
    let words = compose::Setting { day: setting.day, app_version: setting.app_version.to_owned() };
    let [before, after] = [(&filing.draft, reports[0]), (now, reports[1])]
        .map(|(draft, report)| State::of(form, draft, report, &words));
    let bound = if after.binds_as(&before) { 0 } else { count_evidence(&after.evidence) };
    // The list is one more.
    let total = u32::try_from(after.composed.documents.len() + bound + 1).unwrap_or(u32::MAX);
    let mut made =
        Made { files: Vec::new(), replaced: Vec::new(), missing: Vec::new(), done: 0, total, hear };
    made.documents(&before.composed, &after.composed, setting.fonts)?;
    made.workbook(&before.composed, &after.composed)?;
    made.evidence(&before, &after, setting)?;
    let nothing = BTreeMap::new();
    let list = compose::differences(
        form,
        &Differences {
            applicant: form.name_of(now),
            filed: (filing.filed_on, &filing.check_code),
            check_code: &after.composed.check_code,
            sent_back: filing
                .sent_back
                .as_ref()
                .map(|note| (note.by.as_str(), note.on, note.reason.as_str())),
            asked: filing.sent_back.as_ref().map_or(&nothing, |note| &note.fields),
            changes: &compare(&filing.draft, now),
            replaced: &made.replaced,
        },
    );
    let rendered = pdf::render(&list, setting.fonts).map_err(|e| not_rendered(&list.file_name, &e))?;
    made.files.insert(0, (list.file_name, rendered.bytes));
    made.step()?;
    let Made { files, replaced, missing, .. } = made;
    Ok(Correction { files, replaced, missing, check_code: after.composed.check_code })
}

/// A draft as it was or is to be handed in.
struct State<'a> {
    form: &'a Form,
    draft: &'a Draft,
    report: &'a Report,
    words: &'a compose::Setting,
    composed: Composed,
    evidence: Vec<PlannedEvidence<'a>>,
}

impl<'a> State<'a> {
    fn of(form: &'a Form, draft: &'a Draft, report: &'a Report, words: &'a compose::Setting) -> State<'a> {
        let composed = compose::compose(form, draft, report, words);
        State { form, draft, report, words, composed, evidence: planned_evidence(form, draft, report) }
    }

    /// Whether its bound evidence is the same one.
    fn binds_as(&self, filed: &State<'_>) -> bool {
        match (filed.front(), self.front()) {
            (Some(was), Some(is)) => as_now(&was, &is) == is && filed.evidence == self.evidence,
            (was, is) => was == is,
        }
    }

    /// The list in front as far as it is not about the files; `None`: nothing is bound.
    fn front(&self) -> Option<Document> {
        self.list(&[]).filter(|_| count_evidence(&self.evidence) > 0)
    }

    /// In front of the bound evidence.
    fn list(&self, materials: &[ListedMaterial]) -> Option<Document> {
        let State { form, draft, report, words, composed, .. } = self;
        compose::evidence_list(form, draft, report, words, composed, materials)
    }
}

/// What is made so far.
struct Made<'h> {
    files: Vec<(String, Vec<u8>)>,
    replaced: Vec<Replacement>,
    missing: Vec<MissingEvidence>,
    done: u32,
    total: u32,
    hear: Hear<'h>,
}

impl Made<'_> {
    fn documents(&mut self, before: &Composed, after: &Composed, fonts: &Fonts) -> Result<(), BundleError> {
        for document in &after.documents {
            let filed = before.documents.iter().find(|filed| filed.id == document.id);
            self.document(filed, document, fonts)?;
            self.step()?;
        }
        let stays = |filed: &&Document| after.documents.iter().any(|document| document.id == filed.id);
        for gone in before.documents.iter().filter(|filed| !stays(filed)) {
            self.note(&gone.file_name, Replaced::Gone);
        }
        Ok(())
    }

    fn document(
        &mut self,
        filed: Option<&Document>,
        document: &Document,
        fonts: &Fonts,
    ) -> Result<(), BundleError> {
        let name = &document.file_name;
        let rendered = pdf::render(document, fonts).map_err(|e| not_rendered(name, &e))?;
        let total = rendered.pages;
        let Some(filed) = filed else {
            self.keep(name, rendered.bytes, Replaced::Whole { pages: Some(total), is_new: true });
            return Ok(());
        };
        let (pages, before) = pdf::changed_pages(&as_now(filed, document), document, fonts);
        if !pages.is_empty() {
            let bytes = pdf::only_pages(&rendered, &pages).map_err(|e| not_rendered(name, &e))?;
            self.keep(name, bytes, Replaced::Pages { pages, total, before });
        } else if before != total {
            self.note(name, Replaced::Pages { pages, total, before });
        }
        Ok(())
    }

    fn workbook(&mut self, before: &Composed, after: &Composed) -> Result<(), BundleError> {
        let [was, is] = [before, after].map(|composed| composed.workbook.as_ref());
        let Some(workbook) = is.filter(|is| was.is_none_or(|was| was.sheets != is.sheets)) else {
            return Ok(());
        };
        let bytes = xlsx::render(workbook).map_err(|e| not_tabled(&workbook.file_name, &e))?;
        self.keep(&workbook.file_name, bytes, Replaced::Whole { pages: None, is_new: was.is_none() });
        Ok(())
    }

    /// Bound anew as a whole: one more file moves the numbers of all pages behind it.
    fn evidence(
        &mut self,
        before: &State<'_>,
        after: &State<'_>,
        setting: &Setting<'_>,
    ) -> Result<(), BundleError> {
        if after.binds_as(before) {
            return Ok(());
        }
        let mut step = |_: &str| self.step().map_or(ControlFlow::Break(()), ControlFlow::Continue);
        let bound = bound_evidence(&after.evidence, setting, &|listed| after.list(listed), &mut step)?;
        match (bound, before.front()) {
            (Some(volume), filed) => {
                let how = Replaced::Whole { pages: Some(volume.pages), is_new: filed.is_none() };
                self.keep(&volume.file_name, volume.bytes, how);
                self.missing = volume.missing;
            }
            (None, Some(filed)) => self.note(&filed.file_name, Replaced::Gone),
            (None, None) => {}
        }
        Ok(())
    }

    fn keep(&mut self, file: &str, bytes: Vec<u8>, how: Replaced) {
        self.files.push((file.to_owned(), bytes));
        self.note(file, how);
    }

    fn note(&mut self, file: &str, how: Replaced) {
        self.replaced.push(Replacement { file: file.to_owned(), how });
    }

    fn step(&mut self) -> Result<(), BundleError> {
        self.done += 1;
        step(self.hear, self.done.min(self.total), self.total).map_err(|_| BundleError::Cancelled)
    }
}

/// Apart from what every page carries only the content counts; a warning that is said today was not said then.
fn as_now(filed: &Document, now: &Document) -> Document {
    let Document { is_draft, warnings, check_code, .. } = now.clone();
    Document { is_draft, warnings, check_code, ..filed.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Value;
    use crate::bundle::evidence_beside;
    use crate::compose::{Block, Paragraph, Part, Template};
    use crate::library::SentBack;
    use crate::progress::{Progress, unheard};
    use crate::{check, form};
    use std::path::{Path, PathBuf};

    const EVIDENCE: &str = "05证明材料.pdf";

    fn pack() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023")
    }

    fn filed() -> Filing {
        let json = std::fs::read_to_string(pack().join("examples/in-house.shenbao.json")).unwrap();
        let draft = crate::answers::read_draft(&json).unwrap();
        let sent_back = SentBack {
            by: "市经济信息化委".into(),
            on: "2026-07-01".parse().unwrap(),
            reason: "人员情况请核实。".into(),
            fields: BTreeMap::from([
                ("team.headcount".into(), "与花名册不一致".into()),
                ("contact.email".into(), "无法送达".into()),
            ]),
        };
        let day = "2026-06-15".parse().unwrap();
        let check_code = compose::check_code(&draft);
        Filing { id: 1, filed_on: day, check_code, draft, sent_back: Some(sent_back) }
    }

    /// `from`: changes what was filed; `to`: what is handed in now.
    fn try_to_correct(
        from: impl Fn(&mut Draft),
        to: impl Fn(&mut Draft),
        hear: Hear<'_>,
    ) -> Result<Correction, BundleError> {
        let form = form::load(&pack()).unwrap();
        let fonts = Fonts::load(&pack().join("../../../fonts")).unwrap();
        let day = "2026-07-02".parse().unwrap();
        let mut filing = filed();
        from(&mut filing.draft);
        let mut now = filing.draft.clone();
        to(&mut now);
        let checking = check::Setting { today: day, charset: None, pages: None };
        let [was, is] = [&filing.draft, &now].map(|draft| check::check(&form, draft, &checking));
        let evidence = evidence_beside(&pack().join("examples"));
        let setting = Setting { day, app_version: "0", fonts: &fonts, evidence: &evidence };
        correct(&form, &filing, &now, [&was, &is], &setting, hear)
    }

    fn corrected(change: impl Fn(&mut Draft)) -> Correction {
        try_to_correct(|_| (), change, &mut unheard).unwrap()
    }

    fn names(made: &Correction) -> Vec<&str> {
        made.files.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn how<'a>(made: &'a Correction, file: &str) -> Option<&'a Replaced> {
        made.replaced.iter().find(|replaced| replaced.file == file).map(|replaced| &replaced.how)
    }

    fn pages((_, bytes): &(String, Vec<u8>)) -> u32 {
        u32::try_from(lopdf::Document::load_mem(bytes).unwrap().get_pages().len()).unwrap()
    }

    fn text((_, bytes): &(String, Vec<u8>), page: u32) -> String {
        lopdf::Document::load_mem(bytes).unwrap().extract_text(&[page]).unwrap().replace('\n', "")
    }

    #[test]
    fn the_same_draft_has_no_changed_page() {
        let made = corrected(|_| ());
        assert_eq!((names(&made), made.replaced.len()), (vec!["00修改说明.pdf"], 0));
    }

    /// What was found when it was filed and what is found now are two things, also where no answer differs.
    #[test]
    fn each_state_is_told_by_its_own_report() {
        let form = form::load(&pack()).unwrap();
        let fonts = Fonts::load(&pack().join("../../../fonts")).unwrap();
        let day = "2026-07-02".parse().unwrap();
        let checking = check::Setting { today: day, charset: None, pages: None };
        let filing = filed();
        let mut small = filing.draft.clone();
        small.answers.insert("team.headcount".into(), Value::Integer(29));
        let [met, not_met] = [&filing.draft, &small].map(|draft| check::check(&form, draft, &checking));
        let evidence = evidence_beside(&pack().join("examples"));
        let setting = Setting { day, app_version: "0", fonts: &fonts, evidence: &evidence };
        for reports in [[&met, &not_met], [&not_met, &met]] {
            let made = correct(&form, &filing, &filing.draft, reports, &setting, &mut unheard).unwrap();
            assert!(names(&made).contains(&"02自评报告.pdf"), "{:?}", names(&made));
        }
    }

    #[test]
    fn only_the_pages_that_differ_are_made() {
        let made = corrected(|draft| {
            draft.answers.insert("contact.email".into(), Value::Text("new@example.com".into()));
        });
        let (mut changed, mut all) = (0, 0);
        for Replacement { file, how } in &made.replaced {
            let Replaced::Pages { pages: these, total, .. } = how else { panic!("{file}: {how:?}") };
            let (_, bytes) = made.files.iter().find(|(name, _)| name == file).unwrap();
            let count = pages(&(file.clone(), bytes.clone()));
            assert_eq!(count as usize, these.len());
            (changed, all) = (changed + count, all + total);
        }
        assert!(changed > 0 && changed < all / 2, "{:?}", made.replaced);
    }

    #[test]
    fn a_changed_table_makes_the_workbook_anew() {
        let made = corrected(|draft| {
            let Some(Value::List(rows)) = draft.answers.get_mut("team.roster") else { panic!("no roster") };
            rows.remove(3);
        });
        let whole = Replaced::Whole { pages: None, is_new: false };
        assert_eq!(how(&made, "04数据工作簿.xlsx"), Some(&whole));
        assert!(
            made.files.iter().any(|(name, bytes)| name == "04数据工作簿.xlsx" && bytes.starts_with(b"PK"))
        );
        assert_eq!(how(&made, EVIDENCE), None);
    }

    /// Other files, others at their places, other places, another content under the same name.
    #[test]
    fn changed_attachments_are_bound_anew() {
        let unsealed = |draft: &mut Draft| draft.attachments[0].sha256 = None;
        let sealed = filed().draft.attachments[0].sha256.clone();
        let changes: [&dyn Fn(&mut Draft); 4] = [
            &|draft| drop(draft.attachments.remove(0)),
            &|draft| draft.attachments.push(draft.attachments[1].clone()),
            &|draft| draft.attachments.swap(2, 3),
            &|draft| draft.attachments[0].sha256 = sealed.clone(),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let made = try_to_correct(unsealed, change, &mut unheard).unwrap();
            let bound = made.files.iter().find(|(name, _)| name == EVIDENCE).unwrap();
            let whole = Replaced::Whole { pages: Some(pages(bound)), is_new: false };
            assert_eq!((how(&made, EVIDENCE), made.missing.len()), (Some(&whole), 0), "{number}");
            assert!(text(bound, 1).contains(&made.check_code), "{number}: {}", text(bound, 1));
            let kept = filed().draft.attachments[3].path.clone();
            let name = kept.rsplit('/').next().unwrap();
            assert!(text(bound, 1).contains(name), "{number}: {}", text(bound, 1));
        }
    }

    /// Where a form's words on the list in front hold an answer.
    #[test]
    fn evidence_is_bound_anew_where_its_list_differs() {
        let mut form = form::load(&pack()).unwrap();
        let text = Template { parts: vec![Part::Field("organisation.name".into())] };
        form.documents.evidence.as_mut().unwrap().text = text;
        let day = "2026-07-02".parse().unwrap();
        let words = compose::Setting { day, app_version: "0".into() };
        let draft = filed().draft;
        let with = |field: &str, answer: &str| {
            let mut now = draft.clone();
            now.answers.insert(field.into(), Value::Text(answer.into()));
            now
        };
        let binds_as_filed = |now: &Draft| {
            let checking = check::Setting { today: day, charset: None, pages: None };
            let [was, is] = [&draft, now].map(|draft| check::check(&form, draft, &checking));
            State::of(&form, now, &is, &words).binds_as(&State::of(&form, &draft, &was, &words))
        };
        assert!(binds_as_filed(&with("contact.email", "new@example.com")));
        assert!(!binds_as_filed(&with("organisation.name", "上海改名后有限公司")));
    }

    #[test]
    fn bound_evidence_comes_and_goes() {
        let bare = |draft: &mut Draft| draft.attachments.clear();
        let made = corrected(bare);
        assert_eq!(how(&made, EVIDENCE), Some(&Replaced::Gone));
        assert!(!names(&made).contains(&EVIDENCE));
        let first = filed().draft.attachments[0].clone();
        let made = try_to_correct(bare, |draft| draft.attachments.push(first.clone()), &mut unheard).unwrap();
        assert!(
            matches!(how(&made, EVIDENCE), Some(Replaced::Whole { is_new: true, .. })),
            "{:?}",
            made.replaced
        );
        assert!(names(&made).contains(&EVIDENCE));
    }

    /// One ends a page earlier, one is new, one is gone; a workbook is new.
    #[test]
    fn what_comes_goes_and_ends_earlier_is_said() {
        let form = form::load(&pack()).unwrap();
        let fonts = Fonts::load(&pack().join("../../../fonts")).unwrap();
        let draft = filed().draft;
        let day = "2026-07-02".parse().unwrap();
        let report = check::check(&form, &draft, &check::Setting { today: day, charset: None, pages: None });
        let words = compose::Setting { day, app_version: "0".into() };
        let mut after = compose::compose(&form, &draft, &report, &words);
        after.documents.truncate(2);
        let mut before = after.clone();
        let more = Paragraph { text: "附页".into(), ..Paragraph::default() };
        before.documents[0].blocks.extend([Block::PageBreak, Block::Paragraph(more)]);
        before.documents[1].id = "gone".into();
        before.documents[1].file_name = "99旧文件.pdf".into();
        before.workbook = None;
        let (files, replaced, missing) = (Vec::new(), Vec::new(), Vec::new());
        let mut made = Made { files, replaced, missing, done: 0, total: 9, hear: &mut unheard };
        made.documents(&before, &after, &fonts).unwrap();
        made.workbook(&before, &after).unwrap();
        let [earlier, new, gone, workbook] = &made.replaced[..] else { panic!("{:?}", made.replaced) };
        let Replaced::Pages { pages: changed, total, before: were } = &earlier.how else {
            panic!("{earlier:?}")
        };
        assert_eq!((changed.len(), total + 1), (0, *were));
        let all = Some(pages(&made.files[0]));
        assert_eq!(new.how, Replaced::Whole { pages: all, is_new: true });
        assert_eq!((gone.file.as_str(), &gone.how), ("99旧文件.pdf", &Replaced::Gone));
        assert_eq!(workbook.how, Replaced::Whole { pages: None, is_new: true });
    }

    #[test]
    fn what_cannot_be_bound_is_said() {
        let made = corrected(|draft| draft.attachments[0].path += "x");
        assert_eq!(made.missing.len(), 1);
        assert!(made.missing[0].says.contains("找不到文件"), "{:?}", made.missing);
    }

    #[test]
    fn it_says_how_far_it_is_and_can_be_broken_off() {
        let removed = |draft: &mut Draft| drop(draft.attachments.remove(0));
        let mut heard = Vec::new();
        let mut hear = |Progress { done, total, .. }| {
            heard.push((done, total));
            ControlFlow::Continue(())
        };
        try_to_correct(|_| (), removed, &mut hear).unwrap();
        let whole = heard.len();
        assert!(whole > filed().draft.attachments.len(), "{heard:?}");
        assert!(
            (1..).zip(&heard).all(|(at, (done, total))| *done == at && *total as usize == whole),
            "{heard:?}"
        );
        for stop in [1, whole / 2, whole] {
            let mut left = stop;
            let mut hear = |_| {
                left -= 1;
                if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            };
            let stopped = try_to_correct(|_| (), removed, &mut hear);
            assert!(matches!(stopped, Err(BundleError::Cancelled)), "{stop}");
        }
    }

    /// What it is made from is tried below; here, that it is made from this filing and this draft.
    #[test]
    fn the_list_is_about_this_filing() {
        let made = corrected(|draft| {
            draft.answers.insert("contact.email".into(), Value::Text("new@example.com".into()));
        });
        let list = &made.files[0];
        let said: String = (1..=pages(list)).map(|page| text(list, page)).collect();
        let said = said.replace(' ', "");
        let filed = filed();
        let filed_as =
            format!("于2026年6月15日提交《上海市设计创新中心认定申请》（核对码{}）", filed.check_code);
        let again = format!("现提交修改后的内容（核对码{}）", made.check_code);
        let sent_back = "市经济信息化委于2026年7月1日退回修改，意见：人员情况请核实。";
        for expected in [&filed_as, &again, sent_back, "与花名册不一致未改动", "无法送达已修改"]
        {
            assert!(said.contains(expected), "{expected}: {said}");
        }
        let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"));
        let Some(Value::Text(was)) = filed.draft.answers.get("contact.email") else { panic!("an address") };
        assert!(at(was) < at("new@example.com"), "{said}");
        for Replacement { file, .. } in &made.replaced {
            assert!(said.contains(file.as_str()), "{file}: {said}");
        }
    }

    #[test]
    fn the_list_names_every_difference() {
        let (form, filing) = (form::load(&pack()).unwrap(), filed());
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
        now.attachments[0].sha256 = None;
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
                replaced: &[
                    Replacement {
                        file: "01申请表.pdf".into(),
                        how: Replaced::Pages { pages: vec![2, 5], total: 6, before: 7 },
                    },
                    Replacement {
                        file: "04数据工作簿.xlsx".into(),
                        how: Replaced::Whole { pages: None, is_new: false },
                    },
                    Replacement {
                        file: EVIDENCE.into(),
                        how: Replaced::Whole { pages: Some(12), is_new: false },
                    },
                    Replacement { file: "07补充说明.pdf".into(), how: Replaced::Gone },
                ],
            },
        );
        insta::assert_json_snapshot!(list);
    }
}
