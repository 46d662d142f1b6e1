//! Documents and bundles.

use serde::Serialize;
use shenbao_core::check::DraftStanding;
use shenbao_core::compose::ToSign;
use specta::Type;
use specta_typescript::Number;

/// A length on paper; never infinite, as TypeScript has to know.
type Points = Number<f32>;

/// A document that can be looked at.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewDocument {
    /// For `preview_pdf`.
    pub id: String,
    /// 申请表
    pub title: String,
    /// 01申请表.pdf
    pub file_name: String,
    /// How many.
    pub pages: u32,
    /// Where its answers and signatures stand.
    pub places: Vec<PreviewPlace>,
}

/// Where something stands on a page.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPlace {
    /// From 1.
    pub page: u32,
    /// Left, top, width and height in points, from the page's top left corner.
    #[specta(type = (Points, Points, Points, Points))]
    pub rect: [f32; 4],
    /// The answer that stands there.
    pub path: Option<String>,
    /// The signature that belongs there.
    pub signature: Option<String>,
}

/// How far a bundle is.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BundleProgress {
    /// What is being done, in words for people.
    pub step: String,
    /// Steps done …
    pub done: u32,
    /// … of so many.
    pub total: u32,
}

/// The finished submission.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Generated {
    /// The folder or zip.
    pub path: String,
    /// In bundle order.
    pub files: Vec<BundleFile>,
    /// In the footers.
    pub check_code: String,
    /// What was printed on it.
    pub standing: DraftStanding,
    /// What the applicant signs and seals, page by page.
    pub to_sign: Vec<ToSign>,
    /// What the applicant should know: files that could not be put in, for example.
    pub warnings: Vec<String>,
}

/// A file of the bundle.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BundleFile {
    /// With its folder inside the bundle.
    pub name: String,
    /// Its size.
    pub bytes: u32,
}

/// A document's bytes, passed to the window as they are.
#[derive(Debug, Clone)]
pub struct Pdf(pub Vec<u8>);

impl tauri::ipc::IpcResponse for Pdf {
    fn body(self) -> tauri::Result<tauri::ipc::InvokeResponseBody> {
        Ok(self.0.into())
    }
}

impl Type for Pdf {
    fn definition(_: &mut specta::Types) -> specta::datatype::DataType {
        specta_typescript::define("ArrayBuffer").into()
    }
}
