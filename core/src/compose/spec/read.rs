//! Reads `documents.toml`, and reports every mistake in it.

mod block;
mod compare;
mod grid;
mod workbook;

use super::{Applies, DocumentSpec, DocumentSpecs, EvidenceSpec, SignatureSpec, SigningSpec, Template};
use crate::bundle::is_safe_path;
use crate::form::{Entry, Except, FieldId, Item, Names, Spelling, Spot, Use, Wants};
use std::collections::BTreeMap;

/// The longest file name, in characters.
const FILE_NAME: usize = 50;

/// Reads `documents.toml`.
pub(crate) fn read_documents(mut root: Entry<'_>) -> DocumentSpecs {
    let mut ids = Names::new("文件");
    let mut files = FileNames::default();
    let except = Except::read(&mut root);
    let documents = root.layered("document", "id", &except);
    let specs = DocumentSpecs {
        subject: root.text("subject"),
        documents: documents.into_iter().map(|entry| document(entry, &mut ids, &mut files)).collect(),
        workbook: root.layered_entry("workbook").map(|entry| workbook::read(entry, &mut files, &except)),
        evidence: root.layered_entry("evidence").map(|entry| evidence(entry, &mut files)),
        signing: root.layered_entry("signing").map(|entry| signing(entry, &mut files)),
    };
    except.finish();
    if specs.documents.is_empty() {
        root.report("document", "没有要打印的文件。", "请至少写一个 `[[document]]`。");
    }
    root.finish();
    specs
}

fn document(mut entry: Entry<'_>, ids: &mut Names, files: &mut FileNames) -> DocumentSpec {
    let spec = DocumentSpec {
        id: ids.define(&mut entry, "id", Spelling::Plain, ""),
        file_name: files.define(&mut entry, ".pdf"),
        title: needed_template(&mut entry, "title"),
        applies: applies(&mut entry),
        unanswered: entry.text("unanswered").unwrap_or_default(),
        blocks: blocks(&mut entry),
    };
    if spec.blocks.is_empty() {
        entry.report("block", "文件里没有内容。", "请至少写一个 `[[document.block]]`。");
    }
    entry.finish();
    spec
}

fn blocks(entry: &mut Entry<'_>) -> Vec<super::BlockSpec> {
    let mut signatures = Names::new("签章处");
    inherit(entry).into_iter().filter_map(|block| block::read(block, &mut signatures)).collect()
}

/// The document's blocks, with those of the extended pack's document in the place of each `inherited`.
fn inherit<'s>(entry: &mut Entry<'s>) -> Vec<Entry<'s>> {
    let below = entry.below().cloned().map(|mut below| below.entries("block"));
    let own = entry.entries("block");
    let Some(below) = below else { return own };
    let mut blocks = Vec::new();
    for mut block in own {
        if block.peek("kind") != Some("inherited") {
            blocks.push(block);
            continue;
        }
        block.item("kind");
        for heading in block.needed("headings").map(|item| item.items()).unwrap_or_default() {
            let Some(text) = heading.text() else { continue };
            let found = under(&below, &text);
            if found.is_empty() {
                heading.report(format!("所扩展的文件里没有标题“{text}”。"), "请核对 2 级标题的文字。");
            }
            blocks.extend(found.iter().cloned());
        }
        block.finish();
    }
    blocks
}

/// A level-2 heading's block and those after it, up to the next one.
fn under<'b, 's>(blocks: &'b [Entry<'s>], heading: &str) -> &'b [Entry<'s>] {
    let is_heading = |block: &Entry<'s>| {
        block.peek("kind") == Some("heading") && block.clone().integer("level") == Some(2)
    };
    let Some(from) = blocks.iter().position(|block| is_heading(block) && block.peek("text") == Some(heading))
    else {
        return &[];
    };
    let rest = blocks.get(from + 1..).unwrap_or_default();
    let length = rest.iter().position(is_heading).unwrap_or(rest.len());
    blocks.get(from..=from + length).unwrap_or_default()
}

fn evidence(mut entry: Entry<'_>, files: &mut FileNames) -> EvidenceSpec {
    let spec = EvidenceSpec {
        file_name: files.define(&mut entry, ".pdf"),
        title: needed_template(&mut entry, "title"),
        text: template(&mut entry, "text"),
    };
    entry.finish();
    spec
}

fn signing(mut entry: Entry<'_>, files: &mut FileNames) -> SigningSpec {
    let spec = SigningSpec {
        file_name: files.define(&mut entry, ".pdf"),
        title: needed_template(&mut entry, "title"),
        text: needed_template(&mut entry, "text"),
    };
    entry.finish();
    spec
}

/// Whom something is for, and when.
fn applies(entry: &mut Entry<'_>) -> Applies {
    Applies { variants: entry.variants(), when: entry.test("when") }
}

/// The keys of a place to sign, which stand in the block itself.
fn signature(entry: &mut Entry<'_>, ids: &mut Names) -> SignatureSpec {
    let by_applicant = entry.word("by", &[("applicant", true), ("authority", false)]).unwrap_or(true);
    SignatureSpec {
        id: ids.define(entry, "id", Spelling::Plain, ""),
        asks: if by_applicant { entry.needed_text("asks") } else { String::new() },
        lines: entry.texts("lines"),
        dated: entry.flag("dated"),
        by_applicant,
    }
}

/// Text with placeholders; absent: empty.
fn template(entry: &mut Entry<'_>, key: &'static str) -> Template {
    entry.item(key).map(template_of).unwrap_or_default()
}

fn needed_template(entry: &mut Entry<'_>, key: &'static str) -> Template {
    entry.needed(key).map(template_of).unwrap_or_default()
}

fn template_of(item: Item<'_>) -> Template {
    let Some(text) = item.text() else { return Template::default() };
    if text.matches('{').count() != text.matches('}').count() {
        item.report("花括号没有成对。", "占位符请写成 `{organisation.name}`。");
    }
    let template = Template::parse(&text);
    for field in template.fields() {
        item.note_use(Use::Field { id: field.to_owned(), spot: Spot::Field, wants: Wants::Answer });
    }
    template
}

/// A field that is what `wants` says, and that must be there.
fn needed_field(entry: &mut Entry<'_>, key: &'static str, wants: Wants) -> FieldId {
    entry.needed(key).and_then(|item| item.field(wants)).unwrap_or_default()
}

/// A list of fields, at least one.
fn needed_fields(entry: &mut Entry<'_>, key: &'static str, wants: Wants) -> Vec<FieldId> {
    let items = entry.needed(key).map(|item| item.items()).unwrap_or_default();
    items.into_iter().filter_map(|item| item.field(wants)).collect()
}

/// Plain ids of a table's columns, at least one.
fn columns(entry: &mut Entry<'_>, table: &str, wants: Wants) -> Vec<FieldId> {
    let items = entry.needed("columns").map(|item| item.items()).unwrap_or_default();
    let named = items.into_iter().filter_map(|item| {
        let id = item.text()?;
        item.note_use(Use::Field { id: format!("{table}.{id}"), spot: Spot::Column, wants });
        Some(id)
    });
    named.collect()
}

/// Relative widths, whole numbers.
fn widths(entry: &mut Entry<'_>) -> Vec<f32> {
    let items = entry.needed("widths").map(|item| item.items()).unwrap_or_default();
    items.into_iter().filter_map(|item| item.integer::<u8>()).map(f32::from).collect()
}

/// The names of the files of one bundle.
#[derive(Default)]
struct FileNames {
    lines: BTreeMap<String, u32>,
}

impl FileNames {
    /// The needed `file_name`, legal on every system, with this ending.
    fn define(&mut self, entry: &mut Entry<'_>, ending: &str) -> String {
        let name = entry.needed_text("file_name");
        if name.is_empty() {
            return name;
        }
        if let Some((says, hint)) = fault(&name, ending) {
            entry.report("file_name", says, hint);
        }
        let line = entry.place_of("file_name").line;
        if let Some(first) = self.lines.insert(name.to_lowercase(), line) {
            entry.report("file_name", format!("文件名与第 {first} 行重复。"), "请改用另一个文件名。");
        }
        name
    }
}

fn fault(name: &str, ending: &str) -> Option<(String, &'static str)> {
    let is_illegal = |character: char| character.is_control() || "<>:\"/\\|?*".contains(character);
    if name.chars().count() > FILE_NAME {
        return Some((format!("文件名超过 {FILE_NAME} 个字符。"), "请缩短文件名。"));
    }
    if name.contains(is_illegal) {
        return Some((
            "文件名里有 Windows 不允许的字符。".to_owned(),
            "请去掉 < > : \" / \\ | ? * 和控制字符。",
        ));
    }
    if !is_safe_path(name) {
        return Some((
            format!("\"{}\" 不能作文件名。", name.escape_debug()),
            "请不要用设备的名称和看不见的字符，也不要以空格开头、以点结尾。",
        ));
    }
    (!name.ends_with(ending)).then(|| (format!("文件名应当以 {ending} 结尾。"), "请改正扩展名。"))
}
