//! Shanghai's districts by their codes in GB/T 2260, and what a registrar's code says about them.

use super::Fault;

/// What a region field holds for every place that is not in Shanghai.
pub const OUTSIDE: &str = "outside";

/// The sixteen districts, in the order of their codes.
pub const DISTRICTS: [(&str, &str); 16] = [
    ("310101", "黄浦区"),
    ("310104", "徐汇区"),
    ("310105", "长宁区"),
    ("310106", "静安区"),
    ("310107", "普陀区"),
    ("310109", "虹口区"),
    ("310110", "杨浦区"),
    ("310112", "闵行区"),
    ("310113", "宝山区"),
    ("310114", "嘉定区"),
    ("310115", "浦东新区"),
    ("310116", "金山区"),
    ("310117", "松江区"),
    ("310118", "青浦区"),
    ("310120", "奉贤区"),
    ("310151", "崇明区"),
];

/// Districts and counties that were renamed or merged, with the district they lie in today. Companies that were
/// registered before keep the old code in their credit code. Both by their codes, the old one first.
pub const FORMER_DISTRICTS: [(&str, &str); 13] = [
    ("310103", "310101"),
    ("310108", "310106"),
    ("310119", "310115"),
    ("310221", "310112"),
    ("310222", "310114"),
    ("310223", "310113"),
    ("310224", "310115"),
    ("310225", "310115"),
    ("310226", "310120"),
    ("310227", "310117"),
    ("310228", "310116"),
    ("310229", "310118"),
    ("310230", "310151"),
];

/// Reads a district's code or name, or `outside`; gives the code.
pub fn region(text: &str) -> Result<&'static str, Fault> {
    if text == OUTSIDE {
        return Ok(OUTSIDE);
    }
    DISTRICTS
        .iter()
        .find(|(code, name)| *code == text || *name == text)
        .map(|(code, _)| *code)
        .ok_or("应为本市 16 个区之一或市外，请重新选择。")
}

/// 黄浦区; 上海市外 for [`OUTSIDE`].
pub fn district_name(code: &str) -> Option<&'static str> {
    if code == OUTSIDE {
        return Some("上海市外");
    }
    DISTRICTS.iter().find(|(district, _)| *district == code).map(|(_, name)| *name)
}

/// Today's district of a registrar's code, [`OUTSIDE`] where it does not begin with 31. `None`: the registrar is the
/// city's own, or a Shanghai code that names no district, so that it says nothing about the district.
pub fn district_of_registrar(registrar: &str) -> Option<&'static str> {
    if !registrar.starts_with("31") {
        return Some(OUTSIDE);
    }
    let today = FORMER_DISTRICTS.iter().find(|(old, _)| *old == registrar).map_or(registrar, |(_, new)| *new);
    DISTRICTS.iter().map(|(code, _)| *code).find(|code| *code == today)
}
