//! The authors of a reference in one line.

/// Family names of two characters: 欧阳, 修 is one person, 韩若溪, 陆知远 are two.
const LONG_FAMILY_NAMES: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "长孙",
    "宇文", "端木", "呼延", "南宫", "独孤", "西门", "东郭", "澹台", "濮阳", "淳于", "申屠", "钟离", "闻人",
    "赫连", "轩辕",
];
/// What stands for those who are not named.
const OTHERS: &[&str] = &["等", "等人", "others", "et al", "et al."];
/// What parts Chinese names.
const MARKS: [char; 6] = [',', '，', ';', '；', '、', '\n'];

/// Who wrote it, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    all: Vec<String>,
    /// There are more than are named.
    pub(super) is_cut: bool,
}

impl Names {
    /// From names as catalogues keep them: `Smith, John` or `韩若溪`, at times several Chinese ones in one.
    pub(super) fn from_catalogue<'n>(names: impl Iterator<Item = &'n str>) -> Names {
        let mut found = Names::default();
        for name in names {
            if is_chinese(name) {
                found.add_chinese(name);
            } else {
                found.add(&given_name_first(name));
            }
        }
        found
    }

    /// From a line in which commas part them.
    pub(super) fn from_line(line: &str) -> Names {
        let mut found = Names::default();
        for name in line.split(MARKS) {
            found.add(name);
        }
        found
    }

    /// With the marks that their language has.
    pub(super) fn joined(&self) -> String {
        let mark = if self.all.iter().any(|name| is_chinese(name)) { "，" } else { ", " };
        self.all.join(mark)
    }

    fn add_chinese(&mut self, name: &str) {
        let parts: Vec<&str> = name.split(MARKS).map(str::trim).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [family, given] if family.chars().count() == 1 || LONG_FAMILY_NAMES.contains(family) => {
                self.add(&format!("{family}{given}"));
            }
            several => several.iter().for_each(|part| self.add(part)),
        }
    }

    fn add(&mut self, name: &str) {
        let name = name.trim();
        let named = name.strip_suffix('等').filter(|_| is_chinese(name)).unwrap_or(name).trim();
        if OTHERS.contains(&name.to_lowercase().as_str()) || named.len() < name.len() {
            self.is_cut = true;
        }
        if !named.is_empty() && !OTHERS.contains(&named.to_lowercase().as_str()) {
            self.all.push(named.to_owned());
        }
    }
}

fn given_name_first(name: &str) -> String {
    let parts: Vec<&str> = name.split(", ").map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [family, given] => format!("{given} {family}"),
        [family, generation, given] => format!("{given} {family} {generation}"),
        _ => name.trim().to_owned(),
    }
}

/// Has a Chinese character.
pub(super) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}
