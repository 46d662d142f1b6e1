//! Walks a pack's documents and turns every block into nodes of the tree.

use super::context::Context;
use super::{
    Block, BlockKind, Composed, Document, DocumentSpec, Setting, blocks, check_code, compare, grid, lengths,
    standing, workbook, years,
};
use crate::answers::Draft;
use crate::check::Report;
use crate::form::Form;

/// Everything that is printed for a draft. A draft that is not ready is printed too, marked as such.
pub fn compose(form: &Form, draft: &Draft, report: &Report, setting: &Setting) -> Composed {
    let code = check_code::check_code(draft);
    let context = Context::new(form, draft, report, setting, &code);
    let specs = form.documents.documents.iter().filter(|document| context.applies(&document.applies));
    Composed {
        documents: specs.map(|spec| document(&context, spec)).collect(),
        workbook: form.documents.workbook.as_ref().map(|spec| workbook::compose(&context, spec)),
        check_code: code.clone(),
        is_draft: context.is_draft(),
    }
}

fn document(context: &Context<'_>, spec: &DocumentSpec) -> Document {
    let context = context.with_unanswered(&spec.unanswered);
    let mut numbers = Numbers::default();
    let printed = spec.blocks.iter().filter(|block| context.applies(&block.applies));
    Document {
        id: spec.id.clone(),
        title: context.title(&spec.title),
        file_name: spec.file_name.clone(),
        is_draft: context.is_draft(),
        warnings: context.warnings(),
        check_code: context.check_code.to_owned(),
        blocks: printed.flat_map(|block| compose_block(&context, &block.kind, &mut numbers)).collect(),
    }
}

fn compose_block(context: &Context<'_>, kind: &BlockKind, numbers: &mut Numbers) -> Vec<Block> {
    match kind {
        BlockKind::Cover { title, subtitle, entries, note } => {
            vec![Block::Cover(blocks::cover(context, [title, subtitle], entries, note.as_ref()))]
        }
        BlockKind::Heading { level, text, numbered } => {
            let number = if *numbered { numbers.next(*level) } else { String::new() };
            vec![Block::Heading { level: *level, text: format!("{number}{}", context.fill(text)) }]
        }
        BlockKind::Text { style, text } => {
            context.paragraphs(text, *style).into_iter().map(Block::Paragraph).collect()
        }
        BlockKind::Grid(spec) => grid::compose(context, spec).map(Block::Table).into_iter().collect(),
        BlockKind::Table(spec) => blocks::table(context, spec).map(Block::Table).into_iter().collect(),
        BlockKind::Years(spec) => years::table(context, spec).map(Block::Table).into_iter().collect(),
        BlockKind::Prose { field, boxed, min_lines } => blocks::prose(context, field, *boxed, *min_lines),
        BlockKind::Chart(spec) => blocks::chart(context, spec).map(Block::Chart).into_iter().collect(),
        BlockKind::Compare(spec) => compare::table(context, spec).map(Block::Table).into_iter().collect(),
        BlockKind::CompareChart(spec) => {
            compare::chart(context, spec).map(Block::Chart).into_iter().collect()
        }
        BlockKind::Checklist { fields } => blocks::checklist(context, fields),
        BlockKind::Attachments { fields } => {
            blocks::attachments(context, fields).map(Block::Table).into_iter().collect()
        }
        BlockKind::Signature(spec) => vec![Block::Signature(blocks::signature(spec))],
        BlockKind::Opinion { label, text, min_lines, signature } => {
            vec![Block::Table(blocks::opinion(context, label, text, *min_lines, signature))]
        }
        BlockKind::Standing => standing::summary(context),
        BlockKind::Findings => standing::findings(context),
        BlockKind::Lengths => lengths::table(context).map(Block::Table).into_iter().collect(),
        BlockKind::CrossChecks => standing::cross_checks(context).map(Block::Table).into_iter().collect(),
        BlockKind::Notices => standing::notices(context).map(Block::Table).into_iter().collect(),
        BlockKind::Missing { text } => standing::missing(context, text),
        BlockKind::Hidden { text } => standing::hidden(context, text),
        BlockKind::PageBreak { free: false } => vec![Block::PageBreak],
        BlockKind::PageBreak { free: true } => vec![Block::FreePageBreak],
    }
}

/// Counts the numbered headings of a document.
#[derive(Default)]
struct Numbers {
    sections: usize,
    sub_sections: usize,
}

impl Numbers {
    /// 一、 or （一）
    fn next(&mut self, level: u8) -> String {
        if level <= 2 {
            self.sections += 1;
            self.sub_sections = 0;
            format!("{}、", chinese(self.sections))
        } else {
            self.sub_sections += 1;
            format!("（{}）", chinese(self.sub_sections))
        }
    }
}

/// 1 to 99 in Chinese; larger numbers, which no form has, in digits.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}
