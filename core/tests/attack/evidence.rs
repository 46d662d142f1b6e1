//! An attachment: looked at, unlocked, bound.

use super::{files, root};
use shenbao_core::compose::{Block, Document, ListedMaterial};
use shenbao_core::evidence::{Material, bind, inspect, unlock};
use shenbao_core::render::pdf::Fonts;
use std::ops::ControlFlow;
use std::sync::LazyLock;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::load(&root().join("fonts")).unwrap());

pub(super) fn samples() -> Vec<Vec<u8>> {
    files("tests/evidence", &[".pdf", ".jpg", ".png", ".tif"])
}

pub(super) fn work(bytes: &[u8]) -> bool {
    let _ = unlock(bytes, "shenbao");
    if inspect(bytes).is_err() {
        return false;
    }
    let materials = [Material { number: 1, label: "a".into(), is_required: true, files: vec!["a".into()] }];
    let mut read = |_, _| Ok(bytes.to_vec());
    let bound = bind(&materials, &FONTS, &mut read, &list, &mut |_| ControlFlow::Continue(()));
    let Ok(bound) = bound else { panic!("one bad file keeps none from being bound") };
    bound.materials[0][0].is_ok()
}

fn list(_: &[ListedMaterial]) -> Document {
    Document {
        id: "evidence".into(),
        title: "证明材料".into(),
        file_name: "a.pdf".into(),
        is_draft: false,
        warnings: Vec::new(),
        check_code: "7K3F9Q2M".into(),
        blocks: vec![Block::Heading { level: 1, text: "证明材料".into() }],
    }
}
