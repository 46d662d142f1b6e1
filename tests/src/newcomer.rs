//! Someone who fills a form in for the first time, with the keyboard alone: Tab from place to place, and at each place what an
//! example answers there. Nothing is clicked, and nothing is known of the page but where the keyboard is.

use crate::window::Window;
use rust_decimal::Decimal;
use serde::Deserialize;
use shenbao_core::answers::{Draft, Value};
use shenbao_core::form::{Field, FieldKind, Form, MoneyUnit};
use std::path::{Path, PathBuf};

const TAB: &str = "\u{e004}";
const BACK_TAB: &str = "\u{e008}\u{e004}\u{e008}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const RIGHT: &str = "\u{e014}";
const SELECT_ALL: &str = "\u{e009}a\u{e009}";

/// A page with more places than these goes in a circle.
const MOST_PLACES: usize = 400;

/// The person, with what is to be filled in.
pub struct Newcomer<'a> {
    window: &'a Window,
    form: &'a Form,
    draft: &'a Draft,
    /// Beside it lie the files to attach.
    example: &'a Path,
    /// The file that says what the next dialog returns.
    next_pick: PathBuf,
    pictures: PathBuf,
    taken: usize,
}

/// Where the keyboard is.
#[derive(Deserialize, Debug, Default, PartialEq)]
struct Focus {
    id: String,
    tag: String,
    kind: String,
    /// Of the element, or of the label around it.
    text: String,
    value: String,
    /// Of a radio button: its group; its place in it; how many are there.
    group: String,
    at: usize,
    checked: bool,
    /// Of a list: the options' values.
    options: Vec<String>,
}

const FOCUS: &str = r#"
const e = document.activeElement ?? document.body;
const box = e.closest("[role=radiogroup], [role=group], fieldset");
const radios = e.type === "radio" ? [...box.querySelectorAll("input[type=radio]")] : [];
return {
    id: e.id, tag: e.tagName, kind: e.type ?? "", value: String(e.value ?? ""),
    text: ((e.closest("label") ?? e).innerText ?? "").trim() || e.getAttribute("aria-label") || "",
    group: box?.id ?? "", at: Math.max(0, radios.indexOf(e)), checked: e.checked === true,
    options: e.tagName === "SELECT" ? [...e.options].map(o => o.value) : [],
}"#;

impl<'a> Newcomer<'a> {
    /// Sits down in front of an open window. `pictures`: a folder that is filled anew.
    pub fn new(
        window: &'a Window,
        form: &'a Form,
        (draft, example): (&'a Draft, &'a Path),
        next_pick: &Path,
        pictures: &Path,
    ) -> Newcomer<'a> {
        let _ = std::fs::remove_dir_all(pictures);
        std::fs::create_dir_all(pictures).expect("a folder for the pictures");
        let (next_pick, pictures) = (next_pick.to_owned(), pictures.to_owned());
        Newcomer { window, form, draft, example, next_pick, pictures, taken: 0 }
    }

    /// Tabs to a button that begins with this text, and presses it.
    pub async fn press(&mut self, text: &str) {
        for _ in 0..MOST_PLACES {
            let focus = self.focus().await;
            if focus.tag == "BUTTON" && focus.text.starts_with(text) {
                self.keys(ENTER).await;
                return;
            }
            self.keys(TAB).await;
        }
        panic!("no button “{text}” can be reached by Tab");
    }

    /// The next dialog returns this.
    pub fn will_pick(&self, path: &Path) {
        std::fs::write(&self.next_pick, path.to_string_lossy().as_bytes()).expect("the note for the dialog");
    }

    /// Keeps a picture of the window.
    pub async fn picture(&mut self, name: &str) {
        // What was just done still has to be drawn; a picture has no event to wait for.
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        self.taken += 1;
        let file = self.pictures.join(format!("{:02}-{name}.png", self.taken));
        std::fs::write(file, self.window.screenshot().await).expect("the picture can be kept");
    }

    /// Goes back to the filing date, and writes it.
    pub async fn fill_in_filing_date(&mut self) {
        self.go_back_to("field:filing_date").await;
        let focus = self.focus().await;
        self.field("filing_date", &focus).await;
    }

    /// Fills in section after section, from the page's beginning to the review.
    pub async fn fill_in(&mut self) {
        let sections = self.form.sections.iter();
        let asked = |field: &Field| field.variants.is_empty() || field.variants.contains(&self.draft.variant);
        let asked: Vec<_> = sections.filter(|section| section.fields.iter().any(asked)).collect();
        for section in &asked {
            self.window.see_in("#section-title", &section.title).await;
            self.section().await;
            self.picture(&section.id).await;
            self.keys(ENTER).await;
        }
        self.window.find("#review-title").await;
    }

    /// Answers what Tab leads to, until the button that leads on is reached.
    async fn section(&mut self) {
        for _ in 0..MOST_PLACES {
            self.keys(TAB).await;
            let focus = self.focus().await;
            if focus.tag == "BUTTON" && (focus.text.starts_with("下一部分") || focus.text == "去核对")
            {
                return;
            }
            self.answer(focus).await;
        }
        panic!("the way on cannot be reached by Tab");
    }

    async fn answer(&mut self, focus: Focus) {
        let group = focus.group.strip_prefix("field:");
        if focus.kind == "radio" && !focus.checked {
            self.choose(group.unwrap_or_default(), &focus).await;
            self.see_saved().await;
        } else if focus.kind == "checkbox" && self.ticks(group.unwrap_or_default(), &focus) != focus.checked {
            self.keys(" ").await;
            self.see_saved().await;
        } else if let Some(cell) = focus.id.strip_prefix("cell:") {
            // A table that stands there by itself; others are filled in from their button on.
            let cell = cell.to_owned();
            self.cell(&cell, &focus).await;
        } else if let Some(id) = focus.id.strip_prefix("field:") {
            let id = id.to_owned();
            self.field(&id, &focus).await;
        }
    }

    /// An answer may bring further questions: a person sees them before going on.
    async fn see_saved(&self) {
        self.window.see_in(".save-state", "已保存").await;
    }

    async fn field(&mut self, id: &str, focus: &Focus) {
        if id == "filing_date" {
            let day = self.draft.filing_date.map(|day| day.to_string()).unwrap_or_default();
            return self.write(focus, &day).await;
        }
        let field = self.form.fields().find(|field| field.id == id);
        let field = field.unwrap_or_else(|| panic!("the page asks {id}, which the form does not"));
        match &field.kind {
            FieldKind::Attachment { .. } => self.attach(id).await,
            FieldKind::Table { columns, .. } => self.rows(id, columns).await,
            kind => {
                if let Some(text) = self.draft.answers.get(id).and_then(|value| typed(kind, value)) {
                    self.write(focus, &text).await;
                }
            }
        }
    }

    /// Adds row after row from the button on, each filled in from its first cell to its last.
    async fn rows(&mut self, id: &str, columns: &[Field]) {
        let Some(Value::List(rows)) = self.draft.answers.get(id) else { return };
        let count = rows.len();
        if count == 0 || self.window.count(&format!("[id^='cell:{id}:']")).await > 0 {
            return;
        }
        let concerns =
            |column: &&Field| column.variants.is_empty() || column.variants.contains(&self.draft.variant);
        let columns: Vec<&Field> = columns.iter().filter(concerns).collect();
        self.keys(ENTER).await;
        for row in 0..count {
            let first = format!("cell:{id}:{row}:{}", columns[0].id);
            self.go_back_to(&first).await;
            for (at, column) in columns.iter().enumerate() {
                let focus = self.focus().await;
                assert_eq!(focus.id, format!("cell:{id}:{row}:{}", column.id), "{focus:?}");
                let cell = format!("{id}:{row}:{}", column.id);
                self.cell(&cell, &focus).await;
                if at + 1 < columns.len() {
                    self.keys(TAB).await;
                }
            }
            if row + 1 < count {
                let last = columns.last().map(|column| format!("cell:{id}:{}:{}", row + 1, column.id));
                self.keys(ENTER).await;
                self.window.see_focused(&last.unwrap_or_default()).await;
            }
        }
    }

    async fn go_back_to(&self, id: &str) {
        for _ in 0..MOST_PLACES {
            if self.focus().await.id == id {
                return;
            }
            self.keys(BACK_TAB).await;
        }
        panic!("{id} cannot be reached by Shift+Tab");
    }

    /// `cell` is `table:row:column`.
    async fn cell(&mut self, cell: &str, focus: &Focus) {
        let mut parts = cell.splitn(3, ':');
        let (table, row, column) = (parts.next(), parts.next(), parts.next());
        let table = table.and_then(|id| self.form.fields().find(|field| field.id == id)).expect("a table");
        let row: usize = row.and_then(|row| row.parse().ok()).expect("a row");
        let column = table.kind.columns().iter().find(|known| Some(known.id.as_str()) == column);
        let column = column.expect("a column");
        let Some(Value::List(rows)) = self.draft.answers.get(&table.id) else { return };
        let Some(Value::Row(cells)) = rows.get(row) else { return };
        let text = cells.get(&column.id).and_then(|value| typed(&column.kind, value));
        if let Some(text) = text {
            self.write(focus, &text).await;
        }
    }

    /// Types a text, or goes down a list to the option.
    async fn write(&self, focus: &Focus, text: &str) {
        if focus.value == text {
            return;
        }
        if focus.tag == "SELECT" {
            let at =
                |value: &str| focus.options.iter().position(|option| option == value).unwrap_or_default();
            let (from, to) = (at(&focus.value), at(text));
            return self.keys(&DOWN.repeat(to.saturating_sub(from))).await;
        }
        if !focus.value.is_empty() {
            self.keys(SELECT_ALL).await;
        }
        self.keys(text).await;
    }

    /// In a group of radio buttons the arrows choose.
    async fn choose(&self, id: &str, focus: &Focus) {
        let Some(wanted) = self.draft.answers.get(id).and_then(|value| self.option_at(id, value)) else {
            return;
        };
        match wanted {
            0 => self.keys(" ").await,
            _ => self.keys(&RIGHT.repeat(wanted - focus.at)).await,
        }
    }

    /// Whether this box is to be ticked.
    fn ticks(&self, id: &str, focus: &Focus) -> bool {
        let Some(Value::List(chosen)) = self.draft.answers.get(id) else { return false };
        let Some(FieldKind::Choices { options }) =
            self.form.fields().find(|field| field.id == id).map(|it| &it.kind)
        else {
            return false;
        };
        let option = options.iter().find(|option| option.label == focus.text);
        option.is_some_and(|option| chosen.contains(&Value::Text(option.id.clone())))
    }

    fn option_at(&self, id: &str, value: &Value) -> Option<usize> {
        match (&self.form.fields().find(|field| field.id == id)?.kind, value) {
            (_, Value::YesNo(yes)) => Some(usize::from(!yes)),
            (FieldKind::Choice { options }, Value::Text(chosen)) => {
                options.iter().position(|option| option.id == *chosen)
            }
            _ => None,
        }
    }

    /// Chooses the example's files one by one.
    async fn attach(&mut self, id: &str) {
        let attachments: Vec<_> =
            self.draft.attachments.iter().filter(|attachment| attachment.field == id).collect();
        let label = self.form.fields().find(|field| field.id == id).map_or("", |field| &field.label);
        let rows = format!("ol[aria-label='“{label}”的文件'] > li");
        if self.window.count(&rows).await > 0 {
            return;
        }
        for (at, attachment) in attachments.iter().enumerate() {
            let folder = self.example.parent().expect("the example lies in a folder");
            self.will_pick(&folder.join(&attachment.path));
            self.keys(ENTER).await;
            let count = at + 1;
            let there = format!("return document.querySelectorAll(\"{rows}\").length === {count}");
            self.window.wait_for_script(&there, &format!("{} is attached", attachment.path)).await;
        }
    }

    async fn keys(&self, keys: &str) {
        if !keys.is_empty() {
            self.window.keys(keys).await;
        }
    }

    async fn focus(&self) -> Focus {
        serde_json::from_value(self.window.script(FOCUS).await).expect("where the keyboard is")
    }
}

/// An answer as one types it, or as its option's value.
fn typed(kind: &FieldKind, value: &Value) -> Option<String> {
    Some(match (kind, value) {
        (FieldKind::Money { shown_in: MoneyUnit::TenThousandYuan, .. }, Value::Text(yuan)) => {
            let yuan: Decimal = yuan.parse().ok()?;
            (yuan / Decimal::from(10_000)).normalize().to_string()
        }
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Integer(number)) => number.to_string(),
        (_, Value::YesNo(yes)) => yes.to_string(),
        _ => return None,
    })
}
