//! Files of kinds that are not taken, each with the way to one that is.

use super::{Refusal, RefusalReason};

/// What the file is, in words, and how to make a PDF or a picture of it. For a file that is none of those that are
/// taken.
pub(super) fn foreign(bytes: &[u8]) -> Refusal {
    let refused = |says: &str, hint: &str| Refusal::new(RefusalReason::Kind, says, hint);
    let print = "请用原软件打开，另存为或打印为 PDF 后添加。";
    let picture = "请用“画图”或“预览”打开，另存为 JPG 或 PNG 后添加。";
    let at = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if bytes.is_empty() {
        return refused("文件是空的（0 字节）。", "请重新导出或下载后添加。");
    }
    if at(4, b"ftyp") {
        return match bytes.get(8..12) {
            Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => refused(
                "HEIC 照片不能直接提交。",
                "iPhone：在“文件”中长按照片选“快速操作—转换图像”存为 JPEG，或在“设置—相机—格式”选“兼容性最佳”后重拍；Windows：用“照片”打开后另存为 JPG。",
            ),
            Some(b"avif" | b"avis") => refused("AVIF 图片不能直接提交。", picture),
            _ => refused("视频或音频不能装订成册。", "请改附截图或文字说明（PDF、JPG、PNG）。"),
        };
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return refused("WebP 图片不能直接提交。", picture);
    }
    if at(0, b"GIF8") || at(0, b"BM") && bytes.len() > 54 {
        return refused("GIF、BMP 图片不能直接提交。", picture);
    }
    if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") {
        return zipped(bytes, print);
    }
    if at(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return refused("旧版 Word、Excel、PowerPoint 或 WPS 文件不能直接提交。", print);
    }
    if at(0, b"Rar!") || at(0, b"7z\xBC\xAF\x27\x1C") || at(0, b"\x1F\x8B") {
        return refused("压缩包不能直接提交。", "请先解压，把其中的文件逐个添加。");
    }
    if at(0, b"{\\rtf") {
        return refused("RTF 文档不能直接提交。", print);
    }
    let text = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if text.iter().all(|byte| *byte == b'\t' || *byte == b'\n' || *byte == b'\r' || *byte >= 0x20) {
        return refused("文本或网页文件不能直接提交。", "请打开后打印为 PDF 再添加。");
    }
    refused("不认识这种文件。", "请转成 PDF、JPG、PNG 或 TIFF 后添加。")
}

/// Office files and OFD are zip files; the names in them tell which.
fn zipped(bytes: &[u8], print: &str) -> Refusal {
    let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
    let holds = |name: &[u8]| head.windows(name.len()).any(|part| part == name);
    let (says, hint) = if holds(b"OFD.xml") {
        ("OFD 文件不能直接提交。", "请用 OFD 阅读器（如数科、福昕）打开，另存为或打印为 PDF 后添加。")
    } else if holds(b"word/") {
        ("Word 文档不能直接提交。", "请在 Word 或 WPS 中“另存为—PDF”后添加。")
    } else if holds(b"xl/") {
        ("Excel 表格不能直接提交。", "请在 Excel 或 WPS 中“另存为—PDF”后添加。")
    } else if holds(b"ppt/") {
        ("PowerPoint 演示文稿不能直接提交。", "请在 PowerPoint 或 WPS 中“另存为—PDF”后添加。")
    } else if holds(b"mimetypeapplication/vnd.oasis") {
        ("LibreOffice 文档不能直接提交。", print)
    } else {
        ("压缩包不能直接提交。", "请先解压，把其中的文件逐个添加。")
    };
    Refusal::new(RefusalReason::Kind, says, hint)
}
