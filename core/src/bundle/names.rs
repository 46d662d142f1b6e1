//! File names that every system takes: a bundle is copied to Windows machines and into upload forms that cut long names.

/// The longest file name, in characters, its extension included.
pub(super) const LONGEST: usize = 50;

/// Makes a legal file name of `stem` and `extension`: at most [`LONGEST`] characters, no character and no ending that
/// Windows refuses. The stem is cut, never the extension.
pub(crate) fn legal(stem: &str, extension: &str) -> String {
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let room = LONGEST - if extension.is_empty() { 0 } else { extension.len() + 1 };
    let stem: String = stem.chars().map(|c| if is_legal(c) { c } else { '_' }).take(room).collect();
    let stem = match stem.trim_matches([' ', '.']) {
        "" => "文件",
        stem => stem,
    };
    let guard = if is_reserved(stem) { "_" } else { "" };
    match extension.as_str() {
        "" => format!("{guard}{stem}"),
        extension => format!("{guard}{stem}.{}", extension.to_ascii_lowercase()),
    }
}

/// Whether `path` may stand in a bundle: relative, folders parted by `/`, each part a legal file name.
pub(crate) fn is_safe(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty()
            && part.chars().count() <= LONGEST
            && part.chars().all(is_legal)
            && !part.starts_with(' ')
            && !part.ends_with([' ', '.'])
            && !is_reserved(part)
    })
}

/// The number that a file name begins with, by which a bundle is ordered; names without one come last.
pub(super) fn number(path: &str) -> u32 {
    let digits = path.find(|c: char| !c.is_ascii_digit()).map_or(path, |end| &path[..end]);
    digits.parse().unwrap_or(u32::MAX)
}

fn is_legal(c: char) -> bool {
    !c.is_control() && !is_invisible(c) && !r#"<>:"/\|?*"#.contains(c)
}

/// Marks that turn the direction of writing or take no room: with them `fdp.exe` can be shown as `exe.pdf`.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Names of devices, with any extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" => true,
        _ => match stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")) {
            Some(port) => port.len() == 1 && port.chars().all(|c| c.is_ascii_digit()),
            None => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_legal() {
        let check = |stem: &str, extension: &str, name: &str| {
            assert_eq!(legal(stem, extension), name);
            assert!(is_safe(name), "{name}");
        };
        check("01营业执照", "PDF", "01营业执照.pdf");
        check("a/b\\c:d*e?f\"g<h>i|j\n", "", "a_b_c_d_e_f_g_h_i_j_");
        check("con", "txt", "_con.txt");
        check("合同\u{202e}fdp", "exe", "合同_fdp.exe");
        check("Com1 ", "", "_Com1");
        check(" . ", "pdf", "文件.pdf");
        check("尾点...", "", "尾点");
        check(&"长".repeat(80), "docx", &format!("{}.docx", "长".repeat(45)));
        check("𠮷".repeat(80).as_str(), "", &"𠮷".repeat(50));
    }

    #[test]
    fn files_are_numbered_by_their_names() {
        for (path, expected) in [("01申请表.pdf", 1), ("10签章.pdf", 10), ("05证明材料/01a.pdf", 5), ("7", 7)]
        {
            assert_eq!(number(path), expected, "{path}");
        }
        for path in ["申请表.pdf", "", "99999999999a.pdf", "０1.pdf"] {
            assert_eq!(number(path), u32::MAX, "{path}");
        }
    }

    #[test]
    fn paths_that_leave_the_bundle_are_refused() {
        for path in
            ["", "/a", "../a", "a/../b", "a//b", "a\\b", "C:/a", "a/", "a/.", "nul", "a/aux.pdf", "b ", "\0"]
        {
            assert!(!is_safe(path), "{path:?}");
        }
        for path in ["01申请表.pdf", "05证明材料/01营业执照.pdf", ".hidden", "manifest.json"] {
            assert!(is_safe(path), "{path:?}");
        }
    }
}
