//! How much a pack that a user brings may ask, check and print. Ours stay far below.

use crate::form::{Form, Mistake, Test};

/// Fields and columns.
const MOST_FIELDS: usize = 1_500;
/// Conditions, cross-checks, notices and steps of the procedure.
const MOST_RULES: usize = 1_500;
/// Tests, those within tests counted too.
const MOST_TESTS: usize = 10_000;
/// Documents, and what stands in all of them.
const MOST_BLOCKS: usize = 1_000;

/// What of it is too much.
pub(super) fn exceeded(form: &Form) -> Vec<Mistake> {
    let fields = form.fields().map(|field| 1 + field.kind.columns().len()).sum();
    let rules = form.conditions.len() + form.cross_checks.len() + form.notices.len() + form.procedure.len();
    let blocks = form.documents.documents.iter().map(|document| 1 + document.blocks.len()).sum();
    [
        ("form.toml", "字段", fields, MOST_FIELDS),
        ("conditions.toml", "条款和步骤", rules, MOST_RULES),
        ("conditions.toml", "条件", tests(form), MOST_TESTS),
        ("documents.toml", "打印内容", blocks, MOST_BLOCKS),
    ]
    .into_iter()
    .filter(|(.., number, most)| number > most)
    .map(|(file, what, number, most)| Mistake {
        file: format!("{}/{}/{file}", form.id, form.edition),
        line: 1,
        says: format!("{what}有 {number} 项，超过自行添加的表单包允许的 {most} 项。"),
        hint: "请拆分为几个表单包。".to_owned(),
    })
    .collect()
}

fn tests(form: &Form) -> usize {
    let conditions = form.conditions.iter().flat_map(|it| it.when.iter().chain([&it.test]));
    let checks = form.cross_checks.iter().flat_map(|it| it.when.iter().chain([&it.test]));
    let notices = form.notices.iter().filter_map(|notice| notice.when.as_ref());
    let fields = form.fields().filter_map(|field| field.when.as_ref());
    conditions.chain(checks).chain(notices).chain(fields).map(size).sum()
}

fn size(test: &Test) -> usize {
    1 + test.inner().into_iter().map(size).sum::<usize>()
}
