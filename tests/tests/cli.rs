//! `shenbao` from a terminal: what it prints, and with which exit code.

#![expect(clippy::unwrap_used, reason = "a test stops at whatever it does not expect")]

use serde_json::Value;
use shenbao_tests::{Said, TODAY, example, livestream_example, root, shenbao};
use std::fs;
use std::path::Path;

const EXAMPLES: [(&str, i32, &str); 3] =
    [("in-house", 0, "ready"), ("studio", 0, "ready"), ("half-filled", 1, "not_ready")];

fn check(draft: &Path, format: &str) -> Said {
    shenbao(&["check", &draft.to_string_lossy(), "--today", TODAY, "--format", format])
}

fn json(said: &Said) -> Value {
    serde_json::from_str(&said.output).unwrap()
}

#[test]
fn each_example_is_checked() {
    for (name, code, standing) in EXAMPLES {
        let said = check(&example(name), "json");
        assert_eq!((said.code, json(&said)["standing"].as_str()), (code, Some(standing)), "{name}");
        insta::assert_snapshot!(format!("check_{name}"), check(&example(name), "text").output);
    }
}

#[test]
fn a_check_has_every_key_that_scripts_rely_on() {
    let report = json(&check(&example("half-filled"), "json"));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let has = |place: &Value, wanted: &[&str]| {
        let found = keys(place);
        assert!(wanted.iter().all(|key| found.iter().any(|found| found == key)), "{found:?}");
    };
    has(&report, &["standing", "in_force", "ready_from", "findings", "cross_checks", "notices", "hidden"]);
    has(&report["in_force"], &["from", "until", "standing"]);
    let finding = ["clause", "standing", "binding", "cite", "asks", "have", "gap", "earliest", "fields"];
    has(&report["findings"][0], &finding);
    has(&report["cross_checks"][0], &["id", "standing", "says", "fields"]);
    has(&report["notices"][0], &["clause", "cite", "says"]);
}

#[test]
fn forms_are_listed_with_everything_that_can_be_named() {
    let forms = json(&shenbao(&["forms", "--format", "json"]));
    let form = forms.as_array().unwrap().iter().find(|form| form["id"] == "design-center").unwrap();
    assert_eq!(form["source"]["in_force_from"], "2023-12-15");
    assert_eq!(form["source"]["in_force_until"], "2028-12-14");
    assert_eq!(form["sections"][0]["fields"][0]["kind"], "text");
    assert!(
        form["conditions"].as_array().unwrap().iter().any(|condition| condition["clause"] == "DC-I-team")
    );
    let text = shenbao(&["forms"]).output;
    assert!(text.contains("team.headcount") && text.contains("DC-5-2-a") && text.contains("in-house"));
}

#[test]
fn a_measure_that_has_lapsed_is_said_wherever_its_form_is_offered() {
    let lapsed = "《上海市直播电商基地创建和评估管理办法（试行）》有效期至 2026-01-01，现已失效";
    for (today, is_said) in [("2026-01-01", false), ("2026-01-02", true)] {
        let forms = shenbao(&["forms", "--today", today]).output;
        assert_eq!(forms.contains(lapsed), is_said, "{today}");
        assert!(!forms.contains("《上海市设计创新中心认定管理办法》有效期至"));
        let new = shenbao(&["new", "livestream-base", "--variant", "base", "--today", today]);
        assert_eq!((new.code, new.errors.contains(lapsed)), (0, is_said), "{today}: {}", new.errors);
        assert!(json(&new)["answers"]["tenants.list"].is_null());
    }
    for (name, code) in [("base", 0), ("half-filled", 1)] {
        let said = check(&livestream_example(name), "text");
        assert_eq!(said.code, code, "{name}");
        insta::assert_snapshot!(format!("check_livestream_{name}"), said.output);
    }
    let half_filled = check(&livestream_example("half-filled"), "text").output;
    assert!(half_filled.contains("申报日期 2026-03-20 已在有效期之外"));
}

#[test]
fn a_new_draft_has_every_field_and_is_checked() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("新草稿.shenbao.json");
    for variant in ["in-house", "studio"] {
        let said = shenbao(&["new", "design-center", "--variant", variant]);
        fs::write(&path, &said.output).unwrap();
        assert!(json(&said)["answers"]["team.headcount"].is_null(), "{variant}");
        let found = check(&path, "json");
        assert_eq!((found.code, json(&found)["standing"].as_str()), (1, Some("incomplete")), "{variant}");
    }
    let again =
        ["new", "design-center", "--variant", "studio", "-o", &path.to_string_lossy()].map(str::to_owned);
    let said = shenbao(&again);
    assert_eq!(
        (said.code, said.errors),
        (2, format!("{}：文件已存在。请换一个文件名，或先移走原文件。\n", path.display()))
    );
    fs::remove_file(&path).unwrap();
    assert_eq!(shenbao(&again).code, 0);
}

#[test]
fn packs_are_linted() {
    let said = shenbao(&["lint", "forms"]);
    assert_eq!((said.code, said.errors.as_str()), (0, ""), "{}", said.output);
    assert_eq!(json(&shenbao(&["lint", "forms", "--format", "json"])), Value::Array(Vec::new()));
    let temp = tempfile::tempdir().unwrap();
    let pack = temp.path().join("broken/2023");
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("form.toml"), "id = \"broken\"\nedition = 2023\n").unwrap();
    for folder in [temp.path(), &temp.path().join("broken"), &pack] {
        let said = shenbao(&["lint", &folder.to_string_lossy(), "--format", "json"]);
        assert_eq!(said.code, 2);
        assert!(said.errors.contains("broken/2023/form.toml:2: "), "{}", said.errors);
        assert!(json(&said).as_array().unwrap().iter().all(|mistake| mistake["line"].is_u64()));
    }
}

#[test]
fn the_schema_describes_the_examples_fields() {
    let schema = json(&shenbao(&["schema", "design-center"]));
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let draft: Value = serde_json::from_str(&fs::read_to_string(example("in-house")).unwrap()).unwrap();
    let described = &schema["properties"]["answers"]["properties"];
    for field in draft["answers"].as_object().unwrap().keys() {
        assert!(described.get(field).is_some(), "{field}");
    }
}

#[test]
fn bad_input_is_named_with_place_and_remedy() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("a.shenbao.json");
    let good: Value = serde_json::from_str(&fs::read_to_string(example("half-filled")).unwrap()).unwrap();
    let with = |key: &str, value: Value| {
        let mut draft = good.clone();
        draft[key] = value;
        draft.to_string().into_bytes()
    };
    let drafts: [(&str, Vec<u8>); 7] = [
        ("cut", b"{\n  \"format\": 1,\n  \"form\": ".to_vec()),
        ("latin", b"{\n\xff}".to_vec()),
        ("not a draft", b"[1, 2]".to_vec()),
        ("newer", with("format", 99.into())),
        ("form", with("form", "nothing".into())),
        ("edition", with("edition", "1999".into())),
        ("variant", with("variant", "nobody".into())),
    ];
    let mut said = Vec::new();
    for (what, draft) in drafts {
        fs::write(&path, draft).unwrap();
        let found = check(&path, "text");
        assert_eq!((found.code, found.output.as_str()), (2, ""), "{what}");
        said.push(format!(
            "{what}: {}",
            found.errors.replace(&*path.to_string_lossy(), "a.shenbao.json").trim_end()
        ));
    }
    let commands: [&[&str]; 11] = [
        &[],
        &["chek"],
        &["check"],
        &["check", "nothing.json"],
        &["check", "forms"],
        &["check", "a", "--today", "2026-6-31"],
        &["check", "a", "--format", "xml"],
        &["check", "a", "--verbose"],
        &["new", "design-center", "--variant", "nobody"],
        &["verify", "forms"],
        &["lint", "core"],
    ];
    for arguments in commands {
        let found = shenbao(arguments);
        assert_eq!((found.code, found.output.as_str()), (2, ""), "{arguments:?}");
        said.push(format!("shenbao {}: {}", arguments.join(" "), found.errors.trim_end()));
    }
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn resources_can_be_named() {
    let missing = shenbao(&["forms", "--resources", "/nowhere"]);
    assert_eq!(missing.code, 2);
    assert!(
        missing.errors.contains("/nowhere") && missing.errors.contains("--resources"),
        "{}",
        missing.errors
    );
    assert_eq!(shenbao(&["forms", "--resources", &root().to_string_lossy()]).code, 0);
}

#[test]
fn a_draft_is_packed_under_a_passphrase_and_unpacked_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(at("secret"), "春江潮水连海平海上明月\r\n").unwrap();
    fs::write(at("other"), "另外一个很长的口令\n").unwrap();
    let draft = example("in-house").to_string_lossy().into_owned();
    let packed = shenbao(&["pack", &draft, "-o", &at("a.shenbao"), "--passphrase-file", &at("secret")]);
    assert_eq!(packed.code, 0, "{}", packed.errors);
    let wrong = shenbao(&[
        "unpack",
        &at("a.shenbao"),
        "-o",
        &at("b.shenbao.json"),
        "--passphrase-file",
        &at("other"),
    ]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.errors.contains("口令不正确"), "{}", wrong.errors);
    assert!(!Path::new(&at("b.shenbao.json")).exists());
    let unpacked = shenbao(&[
        "unpack",
        &at("a.shenbao"),
        "-o",
        &at("b.shenbao.json"),
        "--passphrase-file",
        &at("secret"),
    ]);
    assert_eq!(unpacked.code, 0, "{}", unpacked.errors);
    assert_eq!(
        json(&check(Path::new(&at("b.shenbao.json")), "json")),
        json(&check(&example("in-house"), "json"))
    );
    let files = |folder: &Path| fs::read_dir(folder).unwrap().count();
    assert!(files(&folder.path().join("b-附件")) > 0);
    let again = shenbao(&[
        "unpack",
        &at("a.shenbao"),
        "-o",
        &at("b.shenbao.json"),
        "--passphrase-file",
        &at("secret"),
    ]);
    assert_eq!(again.code, 2, "what is there is not overwritten");
}

#[test]
fn a_table_is_imported_into_a_draft_and_its_template_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let draft = at("draft.shenbao.json");
    fs::copy(livestream_example("base"), &draft).unwrap();
    let rows = || {
        let draft: Value = serde_json::from_str(&fs::read_to_string(&draft).unwrap()).unwrap();
        draft["answers"]["tenants.list"].as_array().unwrap().clone()
    };
    let before = fs::read(&draft).unwrap();
    let first = rows();
    let sheet = root().join("tests/imports/openpyxl-merged-title.xlsx").to_string_lossy().into_owned();
    let import = |more: &[&str]| shenbao(&[&["import", &draft, "tenants.list", &sheet], more].concat());

    let preview = import(&["--preview"]);
    insta::assert_snapshot!("import_preview", preview.output);
    assert_eq!(fs::read(&draft).unwrap(), before, "a preview changes nothing");
    import(&[]);
    assert!(
        rows().len() > first.len() && rows()[..first.len()] == first[..],
        "rows come after those that are there"
    );
    import(&["--replace"]);
    assert!(rows().len() < first.len());

    let template = shenbao(&["template", "livestream-base", "tenants.list", "-o", &at("模板.xlsx")]);
    assert_eq!(template.code, 0, "{}", template.errors);
    let empty = shenbao(&["import", &draft, "tenants.list", &at("模板.xlsx")]);
    assert_eq!(empty.code, 2, "nothing is filled in");
    let no_table = shenbao(&["import", &draft, "tenants.count", &sheet]);
    assert_eq!(no_table.code, 2);
    assert!(no_table.errors.contains("tenants.list"), "{}", no_table.errors);
}

#[test]
fn a_pack_of_ones_own_is_used_and_never_taken_for_an_official_one() {
    let pack = root().join("tests/packs/街道扶持");
    let own = |arguments: &[&str]| {
        let pack = pack.to_string_lossy().into_owned();
        shenbao(&[arguments, &["--pack", &pack, "--today", TODAY]].concat())
    };
    assert!(own(&["forms"]).output.contains("【非官方】街道文化项目扶持申请\n"));
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.shenbao.json");
    let draft = draft.to_string_lossy();
    let made = own(&["new", "street-fund", "--variant", "organisation", "-o", &draft]);
    assert!(made.code == 0 && made.errors.contains("不是官方表单"), "{made:?}");
    let out = folder.path().join("out");
    let bundled = own(&["bundle", &draft, "-o", &out.to_string_lossy()]);
    assert!(bundled.code == 1 && bundled.errors.contains("不是官方表单"), "{bundled:?}");
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(manifest.contains("【非官方】街道文化项目扶持申请"), "{manifest}");
    let without = shenbao(&["check", &draft, "--today", TODAY]);
    assert_eq!(without.code, 2);
    let official = root().join("forms/design-center/2023");
    let refused = shenbao(&["forms", "--pack", &official.to_string_lossy()]);
    assert!(refused.code == 2 && refused.errors.contains("官方表单"), "{refused:?}");
}

/// A file has as many bytes as it says, whether there is a disk for them or not.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_any_length_is_not_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.pdf");
    fs::File::create(&large).unwrap().set_len(1 << 40).unwrap();
    let evidence = shenbao(&["inspect", large.to_str().unwrap()]);
    assert!(evidence.code == 2 && evidence.errors.contains("超过 200 MB"), "{evidence:?}");
    assert_eq!(check(&large, "text").code, 2);
}
