//! Reads form.toml and the blocks that it uses.

use super::carry::{self, CarryEntry};
use super::{Pack, kinds, procedure, season};
use crate::form::layers::Except;
use crate::form::mistake::Place;
use crate::form::names::{Names, Spelling};
use crate::form::source::Entry;
use crate::form::uses::Wants;
use crate::form::{Field, Filer, Form, Purpose, Section, Source, Variant};
use std::collections::BTreeMap;

/// form.toml, without what the other files say.
pub(super) struct FormFile {
    pub(super) form: Form,
    /// Not held against the other forms yet.
    pub(super) carries: Vec<CarryEntry>,
    /// Where each field and column stands, by its full id.
    pub(super) places: BTreeMap<String, Place>,
}

/// Reads form.toml.
pub(super) fn read(mut root: Entry<'_>, pack: &Pack<'_>) -> FormFile {
    extends(&mut root, pack);
    let except = Except::read(&mut root);
    let carries = carry::read(&mut root);
    let mut sections =
        SectionReader { pack, except: &except, fields: Names::new("字段"), sections: Names::new("部分") };
    let form = Form {
        id: folder_name(&mut root, "id", &pack.id),
        edition: folder_name(&mut root, "edition", &pack.edition),
        title: own_text(&mut root, "title"),
        unofficial: false,
        arranged: root.needed_text("arranged"),
        purpose: root.word("purpose", &Purpose::WORDS),
        source: root.needed("source").and_then(|item| item.entry()).map(source).unwrap_or_default(),
        variants: variants(&mut root, &except),
        named_by: named_by(&mut root),
        sections: needed_layers(&mut root, "section", &except)
            .into_iter()
            .map(|entry| sections.section(entry))
            .collect(),
        conditions: Vec::new(),
        cross_checks: Vec::new(),
        notices: Vec::new(),
        procedure: procedure::read(&mut root, &except),
        carries: Vec::new(),
        documents: crate::compose::DocumentSpecs::default(),
        season: season::read(&mut root),
        year_notice: None,
    };
    let places = sections.fields.into_places();
    except.finish();
    root.finish();
    FormFile { form, carries, places }
}

/// The pack that this one extends must be there, and stand on its own.
fn extends(root: &mut Entry<'_>, pack: &Pack<'_>) {
    let Some(item) = root.own_item("extends") else { return };
    if carry::form_and_edition(&item).is_none() {
        return;
    }
    if pack.base.is_none() {
        let hint = "请核对表单和版本的名称，或者改为扩展最初的那一个。";
        item.report("没有所要扩展的表单包，或者它自己也扩展别的表单包。", hint);
        // What should lie below would be reported as missing everywhere.
        pack.gathered.damaged.set(true);
    }
}

/// Text that the pack must give itself, whatever it extends.
fn own_text(root: &mut Entry<'_>, key: &'static str) -> String {
    match root.own_item(key) {
        Some(item) => item.text().unwrap_or_default(),
        None => {
            root.report_missing(format!("缺少 `{key}`。"), format!("请补上 `{key} = …`。"));
            String::new()
        }
    }
}

/// A layered list with at least one member.
pub(super) fn needed_layers<'s>(
    entry: &mut Entry<'s>,
    key: &'static str,
    except: &Except<'_>,
) -> Vec<Entry<'s>> {
    let id = if key == "condition" { "clause" } else { "id" };
    let entries = entry.layered(key, id, except);
    if entries.is_empty() {
        entry.report_missing(format!("至少要有一个 `{key}`。"), format!("请补上 `{key}`。"));
    }
    entries
}

/// A list of tables with at least one member.
pub(super) fn needed_entries<'s>(entry: &mut Entry<'s>, key: &'static str) -> Vec<Entry<'s>> {
    let entries = entry.entries(key);
    if entries.is_empty() {
        entry.report_missing(format!("至少要有一个 `{key}`。"), format!("请补上 `{key}`。"));
    }
    entries
}

fn folder_name(root: &mut Entry<'_>, key: &'static str, folder: &str) -> String {
    let id = own_text(root, key);
    if !id.is_empty() && id != folder {
        root.report(key, format!("`{key}` 是 \"{id}\"，而文件夹名为 \"{folder}\"。"), "请使两者一致。");
    }
    id
}

fn source(mut entry: Entry<'_>) -> Source {
    let source = Source {
        title: entry.needed_text("title"),
        number: entry.needed_text("number"),
        authority: entry.needed_text("authority"),
        in_force_from: entry.needed("in_force_from").and_then(|item| item.date()).unwrap_or_default(),
        in_force_until: entry.item("in_force_until").and_then(|item| item.date()),
    };
    if source.in_force_until.is_some_and(|until| until < source.in_force_from) {
        entry.report("in_force_until", "`in_force_until` 早于 `in_force_from`。", "请核对施行日期和有效期。");
    }
    entry.finish();
    source
}

fn variants(root: &mut Entry<'_>, except: &Except<'_>) -> Vec<Variant> {
    let mut names = Names::new("申报类型");
    let entries = needed_layers(root, "variant", except);
    entries
        .into_iter()
        .map(|mut entry| {
            let id = names.define(&mut entry, "id", Spelling::Plain, "");
            let filers = entry.items("filers").iter().filter_map(|item| item.word(&Filer::WORDS)).collect();
            let (title, hint) = (entry.needed_text("title"), entry.needed_text("hint"));
            let variant = Variant { id, title, hint, filers };
            entry.finish();
            variant
        })
        .collect()
}

/// Absent: the applying organisation of the block that has it.
pub(super) fn named_by(root: &mut Entry<'_>) -> Vec<String> {
    if !root.has("named_by") {
        // Asked for only so that its name is known.
        root.item("named_by");
        return vec!["organisation.name".to_owned()];
    }
    root.items("named_by").iter().filter_map(|item| item.field(Wants::Text)).collect()
}

pub(super) struct SectionReader<'a> {
    pub(super) pack: &'a Pack<'a>,
    pub(super) except: &'a Except<'a>,
    pub(super) fields: Names,
    pub(super) sections: Names,
}

impl SectionReader<'_> {
    pub(super) fn section(&mut self, mut entry: Entry<'_>) -> Section {
        let id = self.sections.define(&mut entry, "id", Spelling::Field, "");
        let prefix = format!("{id}.");
        let block = entry.peek("block").map(str::to_owned);
        let (title, hint) = (entry.needed_text("title"), entry.text("hint"));
        let mut section = Section { id, title, hint, block, fields: Vec::new() };
        if entry.has("block") {
            section.fields = self.block(&mut entry, &prefix);
            let own = entry.layered("field", "id", &Except::default());
            section.fields.extend(self.fields(own, &prefix));
        } else {
            let own = needed_layers(&mut entry, "field", &Except::default());
            section.fields = self.fields(own, &prefix);
            // Asked for only so that its name is known.
            entry.item("block");
        }
        entry.finish();
        section
    }

    fn block(&mut self, entry: &mut Entry<'_>, prefix: &str) -> Vec<Field> {
        let Some(block) = entry.text("block") else {
            return Vec::new();
        };
        if !Spelling::Field.allows(&block) {
            entry.report(
                "block",
                format!("\"{block}\" 不是块的名字。"),
                "请写 forms/blocks/ 里的文件名，不带 .toml。",
            );
            return Vec::new();
        }
        let pack = self.pack;
        let read = pack.read_block(&block, |mut root| {
            let fields = needed_entries(&mut root, "field");
            let fields = self.fields(fields, prefix);
            root.finish();
            fields
        });
        read.unwrap_or_else(|missing| {
            entry.report(
                "block",
                format!("读不到块 forms/{}。", missing.file),
                "请核对块的名字，或补上这个文件。",
            );
            Vec::new()
        })
    }

    fn fields(&mut self, entries: Vec<Entry<'_>>, prefix: &str) -> Vec<Field> {
        let except = self.except;
        let is_asked =
            |entry: &Entry<'_>| entry.peek("id").is_none_or(|id| !except.takes(&format!("{prefix}{id}")));
        entries.into_iter().filter(is_asked).filter_map(|entry| self.field(entry, prefix)).collect()
    }

    fn field(&mut self, mut entry: Entry<'_>, prefix: &str) -> Option<Field> {
        let id = self.fields.define(&mut entry, "id", Spelling::Field, prefix);
        let variants = entry.variants();
        let when = entry.test("when");
        let columns = format!("{id}.");
        let kind = kinds::field_kind(&mut entry, &mut |column| self.column(column, &columns));
        finish(entry, Field { variants, when, ..plain(id) }, kind)
    }

    fn column(&mut self, mut entry: Entry<'_>, prefix: &str) -> Option<Field> {
        let full = self.fields.define(&mut entry, "id", Spelling::Field, prefix);
        let id = full.strip_prefix(prefix).unwrap_or_default().to_owned();
        let kind = kinds::column_kind(&mut entry);
        finish(entry, plain(id), kind)
    }
}

/// Reads what fields and columns have in common.
fn finish(mut entry: Entry<'_>, field: Field, kind: Option<crate::form::FieldKind>) -> Option<Field> {
    let label = entry.needed_text("label");
    let (required, private) = (entry.flag("required"), entry.flag("private"));
    let (hint, example, cite) = (entry.text("hint"), entry.text("example"), entry.text("cite"));
    let open = entry.text("open");
    if open.is_some() && required {
        entry.report("open", "必填的栏目不能留空，`open` 用不上。", "请删去 `open` 或者 `required`。");
    }
    if kind.is_some() {
        entry.finish();
    }
    Some(Field { label, kind: kind?, required, private, hint, example, cite, open, ..field })
}

/// A field of which only the id is known.
fn plain(id: String) -> Field {
    Field {
        id,
        label: String::new(),
        kind: crate::form::FieldKind::YesNo,
        required: false,
        variants: Vec::new(),
        when: None,
        hint: None,
        example: None,
        cite: None,
        private: false,
        open: None,
    }
}
