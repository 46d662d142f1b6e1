//! The font files, mapped into memory: of their 50 MB only the pages that a document needs are ever read.

use crate::check::Charset;
use harfrust::Font;
use memmap2::Mmap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The five faces of every document, ready to shape with.
pub struct Fonts {
    faces: Vec<Face>,
}

/// A font file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// The file is missing or cannot be mapped.
    #[error("无法读取字体文件 {file}：{source}。请重新安装本程序，或运行 cargo xtask run 取得字体。", file = .file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no TrueType font.
    #[error("字体文件 {file} 已损坏，请重新安装本程序。", file = .0.display())]
    Damaged(PathBuf),
}

/// A face by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum FaceId {
    Serif,
    SerifBold,
    Sans,
    SansBold,
    Rare,
}

/// One face.
pub(super) struct Face {
    /// PostScript name.
    pub(super) name: &'static str,
    pub(super) font: Font,
    bytes: Arc<Mmap>,
}

impl Fonts {
    /// Maps the five font files in `folder`.
    ///
    /// # Errors
    /// A file that is missing, cannot be read, or is no font.
    pub fn load(folder: &Path) -> Result<Fonts, FontError> {
        let faces = FaceId::ALL.iter().map(|id| Face::load(folder, *id)).collect::<Result<_, _>>()?;
        Ok(Fonts { faces })
    }

    /// The characters that a document can print in any style.
    pub fn charset(&self) -> Charset {
        let carried = [FaceId::Serif, FaceId::Rare];
        let codes = carried.iter().flat_map(|id| self.face(*id).font.charmap().unicodes());
        codes.filter_map(|(code, _)| char::from_u32(code)).collect()
    }

    pub(super) fn face(&self, id: FaceId) -> &Face {
        &self.faces[id as usize]
    }

    /// The face that carries `character`: the wanted one, else its fallbacks.
    pub(super) fn carrying(&self, wanted: FaceId, character: char) -> Option<FaceId> {
        let carries = |id: &FaceId| self.face(*id).font.charmap().map_unicode(character).is_some();
        wanted.chain().into_iter().find(carries)
    }
}

impl FaceId {
    /// In the order in which they stand in a document's resources.
    pub(super) const ALL: [FaceId; 5] =
        [FaceId::Serif, FaceId::SerifBold, FaceId::Sans, FaceId::SansBold, FaceId::Rare];

    fn chain(self) -> [FaceId; 3] {
        match self {
            FaceId::SerifBold | FaceId::SansBold => [self, FaceId::SerifBold, FaceId::Rare],
            FaceId::Serif | FaceId::Sans | FaceId::Rare => [self, FaceId::Serif, FaceId::Rare],
        }
    }

    fn file(self) -> &'static str {
        match self {
            FaceId::Serif => "NotoSerifSC_400Regular.ttf",
            FaceId::SerifBold => "NotoSerifSC_700Bold.ttf",
            FaceId::Sans => "NotoSansSC_400Regular.ttf",
            FaceId::SansBold => "NotoSansSC_700Bold.ttf",
            FaceId::Rare => "ShenbaoRareHan.ttf",
        }
    }

    fn name(self) -> &'static str {
        match self {
            FaceId::Serif => "NotoSerifSC-Regular",
            FaceId::SerifBold => "NotoSerifSC-Bold",
            FaceId::Sans => "NotoSansSC-Regular",
            FaceId::SansBold => "NotoSansSC-Bold",
            FaceId::Rare => "ShenbaoRareHan-Regular",
        }
    }
}

impl Face {
    /// The whole file.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn load(folder: &Path, id: FaceId) -> Result<Face, FontError> {
        let file = folder.join(id.file());
        let bytes =
            Arc::new(map(&file).map_err(|source| FontError::Unreadable { file: file.clone(), source })?);
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
        let font = Font::new(shared, 0).ok_or(FontError::Damaged(file))?;
        Ok(Face { name: id.name(), font, bytes })
    }
}

// The one unsafe call of the crate's own: the installed fonts are not written to while the program runs.
#[allow(unsafe_code)]
fn map(file: &Path) -> std::io::Result<Mmap> {
    let file = std::fs::File::open(file)?;
    // SAFETY: the file is an installed resource that nobody changes while it is mapped.
    unsafe { Mmap::map(&file) }
}
