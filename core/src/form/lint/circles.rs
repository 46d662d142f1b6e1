//! Tests that depend on themselves: a clause through other clauses, a field through its own `when`.

use super::super::mentions::whole_field;
use super::super::mistake::Mistake;
use super::super::{Form, Test};
use super::Places;
use std::collections::{BTreeMap, BTreeSet};

/// One mistake for each circle.
pub(super) fn circles(form: &Form, places: &Places) -> Vec<Mistake> {
    let mut needs = dependencies(form);
    let mut mistakes = Vec::new();
    loop {
        drop_settled(&mut needs);
        let Some(circle) = circle(&needs) else {
            return mistakes;
        };
        mistakes.extend(report(&circle, places));
        for node in circle {
            needs.remove(&node);
        }
    }
}

/// What is decided: whether a field is shown, or a clause's finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node<'f> {
    Field(&'f str),
    Clause(&'f str),
}

type Needs<'f> = BTreeMap<Node<'f>, BTreeSet<Node<'f>>>;

fn dependencies(form: &Form) -> Needs<'_> {
    let mut needs = Needs::new();
    for field in form.fields() {
        needs.entry(Node::Field(&field.id)).or_default().extend(field.when.iter().flat_map(nodes));
    }
    for condition in &form.conditions {
        let tests = condition.when.iter().chain([&condition.test]);
        needs.entry(Node::Clause(&condition.clause)).or_default().extend(tests.flat_map(nodes));
    }
    needs
}

/// Everything that a test looks at.
fn nodes(test: &Test) -> BTreeSet<Node<'_>> {
    let mut nodes: BTreeSet<_> = test.fields().into_iter().map(|id| Node::Field(whole_field(id))).collect();
    if let Test::Clause { clause } = test {
        nodes.insert(Node::Clause(clause));
    }
    nodes.extend(test.inner().into_iter().flat_map(self::nodes));
    nodes
}

/// Drops what needs nothing that is still open, until only circles and what leads to them are left. Each need is looked at
/// once: a line of thousands is no more work than as many apart.
fn drop_settled(needs: &mut Needs<'_>) {
    let mut open: BTreeMap<Node<'_>, usize> = BTreeMap::new();
    let mut waiting: BTreeMap<Node<'_>, Vec<Node<'_>>> = BTreeMap::new();
    for (node, needed) in &*needs {
        let still = needed.iter().filter(|other| needs.contains_key(other));
        open.insert(*node, still.clone().count());
        for other in still {
            waiting.entry(*other).or_default().push(*node);
        }
    }
    let mut settled: Vec<Node<'_>> =
        open.iter().filter(|(_, count)| **count == 0).map(|(node, _)| *node).collect();
    while let Some(node) = settled.pop() {
        needs.remove(&node);
        for next in waiting.remove(&node).unwrap_or_default() {
            let Some(count) = open.get_mut(&next) else { continue };
            *count -= 1;
            if *count == 0 {
                settled.push(next);
            }
        }
    }
}

/// A circle among what is left, beginning at the first node that is reached twice.
fn circle<'f>(needs: &Needs<'f>) -> Option<Vec<Node<'f>>> {
    let mut path: Vec<Node<'f>> = Vec::new();
    let mut seen = BTreeMap::new();
    let mut at = *needs.keys().next()?;
    loop {
        if let Some(first) = seen.insert(at, path.len()) {
            return Some(path.split_off(first));
        }
        path.push(at);
        at = *needs.get(&at)?.iter().find(|node| needs.contains_key(node))?;
    }
}

fn report(circle: &[Node<'_>], places: &Places) -> Option<Mistake> {
    let first = circle.first()?;
    let place = match first {
        Node::Field(id) => places.fields.get(*id),
        Node::Clause(id) => places.clauses.get(*id),
    }?;
    let names: Vec<_> = circle.iter().chain([first]).map(|node| node.name()).collect();
    let hint = "请去掉其中一处引用。";
    Some(place.mistake(format!("条件互相依赖，成了循环：{}。", names.join(" → ")), hint))
}

impl Node<'_> {
    fn name(&self) -> &str {
        match self {
            Node::Field(id) | Node::Clause(id) => id,
        }
    }
}
