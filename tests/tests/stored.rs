//! Files of earlier versions open for ever: what lies in `stored/` was written by the version in its name, and is never
//! written anew.

use shenbao_core::answers::{Excerpt, Origin, Value, read_draft, write_draft};
use shenbao_core::exchange::{ParcelError, Purpose, open_parcel};
use shenbao_core::form;
use shenbao_core::progress::unheard;
use shenbao_tests::root;
use std::fs;
use std::path::PathBuf;

const SECRET: &str = "春江潮水连海平海上明月";

fn stored(name: &str) -> PathBuf {
    root().join("tests/stored").join(name)
}

#[test]
fn a_draft_of_format_1_opens() {
    let draft = read_draft(&fs::read_to_string(stored("format-1.shenbao.json")).unwrap()).unwrap();
    assert_eq!((draft.form.as_str(), draft.edition.as_str()), ("design-center", "2023"));
    assert_eq!(draft.answers["team.headcount"], Value::Integer(36));
    assert!(matches!(draft.origins["team.headcount"], Origin::Carried { .. }));
    assert!(matches!(&draft.excerpt, Some(Excerpt { sections, .. }) if sections == &["team"]));
    let form = form::load(&root().join("forms/design-center/2023")).unwrap();
    assert_eq!(read_draft(&write_draft(&form, &draft)).unwrap(), draft);
}

#[test]
fn a_parcel_of_format_1_opens() {
    let mut parcel = open_parcel(&stored("format-1.shenbao"), SECRET, &mut unheard).unwrap();
    assert_eq!(parcel.purpose, Purpose::Draft);
    let mut contents = Vec::new();
    parcel
        .each_content(&mut unheard, |_, bytes| {
            contents.push(bytes);
            Ok::<_, ParcelError>(())
        })
        .unwrap();
    assert_eq!(contents, [b"%PDF-1.7 stored".to_vec()]);
}

#[test]
fn a_draft_of_a_newer_format_is_refused_and_left_as_it_is() {
    let newer = fs::read_to_string(stored("format-1.shenbao.json"))
        .unwrap()
        .replace("\"format\": 1", "\"format\": 2");
    let error = read_draft(&newer).unwrap_err();
    assert!(error.hint.contains("更新本程序"), "{error}");
}
