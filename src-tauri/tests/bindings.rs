//! Writes the window's view of the commands, and what it knows of codes. Whoever changes them commits the changed files
//! with it; CI compares.

use serde_json::{Value, json};
use shenbao_core::identity::{self, DISTRICTS, FORMER_DISTRICTS, OUTSIDE};
use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn bindings_are_written() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/bindings.ts");
    shenbao_desktop::command_list()
        .export(specta_typescript::Typescript::default(), path)
        .expect("every type of a command can be said in TypeScript");
}

#[test]
fn districts_are_written() {
    let codes = DISTRICTS.iter().map(|(code, _)| *code).chain([OUTSIDE]);
    let districts: Vec<_> = codes.map(|code| (code, identity::district_name(code))).collect();
    let former = BTreeMap::from(FORMER_DISTRICTS);
    write("districts.json", &json!({ "districts": districts, "former": former }))
        .expect("the file can be written");
}

/// Numbers that hold and numbers that don't, with what they contain: the window reads them itself, so that it can say so while
/// someone types, and a test of it holds it against these.
#[test]
fn contents_of_numbers_are_written() {
    let offices = DISTRICTS.iter().chain(&FORMER_DISTRICTS).map(|(code, _)| *code);
    let codes = offices.chain(["310000", "310199", "110000"]).flat_map(|office| {
        let body = format!("91{office}MA1FL0001");
        let check = identity::credit_code_check(&body).unwrap_or_default();
        ["0", "Y", "I"].map(|wrong| format!("{body}{wrong}")).into_iter().chain([format!("{body}{check}")])
    });
    let codes =
        codes.chain(["91310115ma1fl00012", "9131011 MA1FL00012", "91310115MA1FL0001"].map(str::to_owned));
    let days = ["19491231", "20240229", "20230229", "19870230", "19001301"];
    let numbers =
        days.iter().flat_map(|day| ["002", "011", "104"].map(|order| format!("310106{day}{order}")));
    let numbers = numbers.flat_map(|body| "0123456789Xx".chars().map(move |check| format!("{body}{check}")));
    let units = codes.map(|code| json!(["credit_code", code, unit(&code)]));
    let people = numbers.map(|number| json!(["identity_number", number, person(&number)]));
    write("contents.cases.json", &units.chain(people).collect::<Vec<_>>().into())
        .expect("the file can be written");
}

/// As the window has it: of a number that is written as it is kept.
fn unit(code: &str) -> Value {
    let known = identity::credit_code(code).ok().filter(|known| known == code);
    let office = known.as_deref().and_then(identity::registrar);
    office.map_or(Value::Null, |office| match identity::district_of_registrar(office) {
        Some(district) => json!({ "district": district }),
        None => json!({}),
    })
}

fn person(number: &str) -> Value {
    let known = identity::identity_number(number).ok().filter(|known| known.number == number);
    known.map_or(
        Value::Null,
        |known| json!({ "born": known.born, "sex": if known.male { "男" } else { "女" } }),
    )
}

fn write(name: &str, value: &Value) -> std::io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/fields").join(name);
    std::fs::write(path, serde_json::to_string_pretty(value)? + "\n")
}
