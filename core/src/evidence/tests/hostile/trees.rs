//! Pages, forms and their trees that lead to themselves, share what is long, or were cut off.

use super::*;

#[test]
fn page_trees_that_never_end() {
    let empty = |_: &mut Document| Dictionary::new();
    let itself = pdf(1, empty, |dict, tree| {
        let Ok(Object::Array(kids)) = dict.get_mut(b"Kids") else { return };
        kids.push(tree.into());
        kids.push(tree.into());
    });
    assert_eq!(check("kids of itself", &itself), Ok(1));
    let only_itself = pdf(0, empty, |dict, tree| dict.set("Kids", vec![tree.into()]));
    assert_eq!(check("only itself", &only_itself), Err(RefusalReason::Damaged));
    let nobody = pdf(0, empty, |dict, _| dict.set("Kids", vec![Object::Reference((9_999, 0))]));
    assert_eq!(check("a page that is not there", &nobody), Err(RefusalReason::Damaged));
    let parent = pdf(2, empty, |dict, tree| dict.set("Parent", tree));
    assert_eq!(check("its own parent", &parent), Ok(2));
    assert_eq!(check("no content", &pdf(1, empty, |_, _| ())), Ok(1));
    assert_eq!(check("ten thousand pages", &pdf(10_000, empty, |_, _| ())), Err(RefusalReason::TooLarge));
    assert_eq!(check("many pages", &pdf(2_000, empty, |_, _| ())), Ok(2_000));
}

#[test]
fn forms_that_draw_themselves() {
    let page = |document: &mut Document| {
        let own = document.new_object_id();
        document.set_object(own, form(&[("A", own)], "/A Do /A Do"));
        draws(document, own)
    };
    assert_eq!(check("itself", &pdf(1, page, |_, _| ())), Ok(1));
    let page = |document: &mut Document| {
        let mut drawn = document.add_object(form(&[], "0 0 9 9 re f"));
        for _ in 0..40 {
            drawn = document.add_object(form(&[("A", drawn)], &"/A Do ".repeat(8)));
        }
        draws(document, drawn)
    };
    assert_eq!(check("eight to the fortieth", &pdf(3, page, |_, _| ())), Ok(3));
}

#[test]
fn streams_that_swell() {
    let bomb = packed(std::iter::repeat_n(b' ', 400 << 20));
    let page = |document: &mut Document| {
        let content = document.add_object(flate(Dictionary::new(), bomb.clone()));
        dictionary! { "Contents" => content }
    };
    assert_eq!(check("content", &pdf(3, page, |_, _| ())), Ok(3));
    let page = |document: &mut Document| {
        let content = document.add_object(flate(Dictionary::new(), bomb.clone()));
        dictionary! { "Contents" => vec![content.into(), content.into()] }
    };
    assert!(inspect(&pdf(1, page, |_, _| ())).is_ok());
    assert!(bound(&[vec![("a".into(), pdf(1, page, |_, _| ()))]]).materials[0][0].is_err());
    let page = |document: &mut Document| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 50_000, "Height" => 50_000,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        };
        let picture = document.add_object(flate(dict, bomb.clone()));
        draws(document, picture)
    };
    assert_eq!(check("picture", &pdf(1, page, |_, _| ())), Ok(1));
}

#[test]
fn what_was_cut_off_is_whole_or_refused() {
    for (name, bytes) in samples() {
        let Ok(whole) = inspect(&bytes) else { continue };
        for part in 0..16 {
            let cut = &bytes[..bytes.len() * part / 16];
            if let Ok(pages) = check(&format!("{name} {part}/16"), cut) {
                assert_eq!(pages, whole.pages, "{name}: {part}/16 passed for a whole file");
            }
        }
    }
}

/// Pages that have the same under a key of theirs: their resources from the tree, all else as an object of its own.
fn shared(pages: usize, key: &str, value: impl Fn(&mut Document) -> Object) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf(pages, |_| Dictionary::new(), |_, _| ())).unwrap();
    let value = value(&mut document);
    let tree = document.catalog().unwrap().get(b"Pages").and_then(Object::as_reference).unwrap();
    let value = if key == "Resources" { value } else { document.add_object(value).into() };
    let pages: Vec<ObjectId> = if key == "Resources" { vec![tree] } else { document.page_iter().collect() };
    for page in pages {
        document.get_dictionary_mut(page).unwrap().set(key, value.clone());
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn pages_that_share_what_is_long() {
    let long = |_: &mut Document| -> Object {
        let entry = |at: i32| (format!("X{at}").into_bytes(), Object::Null);
        let objects: Dictionary = (0..20_000).map(entry).collect();
        dictionary! { "XObject" => objects }.into()
    };
    let bytes = shared(100, "Resources", long);
    assert_eq!(inspected("resources", &bytes).pages, 100);
    assert!(bound(&[vec![("a".into(), bytes)]]).bytes.len() < 5_000_000, "they are written once");
    let parts = |document: &mut Document| -> Object {
        let part = document.add_object(Stream::new(Dictionary::new(), b"q Q".to_vec()));
        vec![Object::from(part); 10_000].into()
    };
    let bytes = shared(100, "Contents", parts);
    assert_eq!(looked_at("contents", &bytes), (Ok(100), false));
    let notes = |document: &mut Document| -> Object {
        let look = document.add_object(form(&[], ""));
        let note = dictionary! {
            "Subtype" => "Stamp", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
            "AP" => dictionary! { "N" => look },
        };
        let note = document.add_object(note);
        vec![Object::from(note); 10_000].into()
    };
    let bytes = shared(100, "Annots", notes);
    assert_eq!(looked_at("annotations", &bytes), (Ok(100), false));
}

/// Lists so long, on so many pages, that whoever only walks along them works for minutes.
#[test]
fn pages_that_share_what_never_ends() {
    let parts = |document: &mut Document| -> Object {
        let part = document.add_object(Stream::new(Dictionary::new(), Vec::new()));
        vec![Object::from(part); 600_000].into()
    };
    assert_eq!(looked_at("contents", &shared(4_900, "Contents", parts)), (Ok(4_900), false));
    let notes = |document: &mut Document| -> Object {
        let note = document.add_object(dictionary! { "Subtype" => "Widget", "FT" => "Tx" });
        vec![Object::from(note); 600_000].into()
    };
    assert_eq!(looked_at("annotations", &shared(4_900, "Annots", notes)), (Ok(4_900), false));
    let own_parent = |document: &mut Document| -> Object {
        let id = document.new_object_id();
        document.set_object(id, dictionary! { "Subtype" => "Widget", "FT" => "Tx", "Parent" => id });
        vec![id.into()].into()
    };
    assert_eq!(looked_at("its own parent", &shared(1, "Annots", own_parent)), (Ok(1), true));
}

/// Without its table of contents a file may have lost pages, and what is left may lead in a circle.
#[test]
fn files_without_their_table() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Type/Pages/Parent 2 0 R/Kids 6 0 R/Count 1>>",
        "<</Type/Font/Next 5 0 R>>",
        "[7 0 R]",
        "<</Type/Page/Parent 4 0 R>>",
    ];
    let lost = [3, 5, 6, 7].map(|lost| (Some(lost), Err(RefusalReason::Damaged)));
    for (lost, expected) in [(None, Ok(2))].into_iter().chain(lost) {
        let kept = (1..).zip(&objects).filter(|(number, _)| Some(*number) != lost);
        let text: String =
            kept.map(|(number, object)| format!("{number} 0 obj\n{object}\nendobj\n")).collect();
        let bytes = format!("%PDF-1.7\n{text}trailer\n<</Size 8/Root 1 0 R>>\n%%EOF\n");
        assert_eq!(check("no table", bytes.as_bytes()), expected, "{lost:?}");
    }
}
