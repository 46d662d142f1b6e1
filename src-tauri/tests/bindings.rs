//! Writes the window's view of the commands. Whoever changes a command commits the changed file with it; CI compares.

#[test]
fn bindings_are_written() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/bindings.ts");
    shenbao_desktop::command_list()
        .export(specta_typescript::Typescript::default(), path)
        .expect("every type of a command can be said in TypeScript");
}
