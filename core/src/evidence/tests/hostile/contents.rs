//! Pages' contents that cost more than they show.

use super::*;

#[test]
fn contents_that_cost_more_than_they_show() {
    let often = |document: &mut Document, drawn: Stream| {
        let drawn = document.add_object(drawn);
        let content = document.add_object(Stream::new(Dictionary::new(), b"/X Do ".repeat(50_000)));
        let objects = dictionary! { "XObject" => dictionary! { "X" => drawn } };
        dictionary! { "Contents" => content, "Resources" => objects }
    };
    let badly_packed = |document: &mut Document| {
        let mut drawn = form(&[], "");
        drawn.dict.set("Filter", "ASCIIHexDecode");
        drawn.content = [b" ".repeat(4_000_000).as_slice(), b">"].concat();
        often(document, drawn)
    };
    assert_eq!(inspected("packed badly", &pdf(1, badly_packed, |_, _| ())).pages, 1);
    let described = |document: &mut Document| {
        let junk: Vec<Object> = vec![0.into(); 200_000];
        let dict = dictionary! { "Subtype" => "Image", "Width" => 9, "Height" => 9, "Junk" => junk };
        often(document, Stream::new(dict, Vec::new()))
    };
    assert_eq!(inspected("described at length", &pdf(1, described, |_, _| ())).pages, 1);
    // To begin a form takes as long as several instructions: a page that draws one very often is not followed to its end.
    for (times, is_blank) in [(100_000, true), (700_000, false)] {
        let empty_forms = |document: &mut Document| {
            let drawn = document.add_object(form(&[], ""));
            let content = document.add_object(Stream::new(Dictionary::new(), b"/X Do ".repeat(times)));
            let objects = dictionary! { "XObject" => dictionary! { "X" => drawn } };
            dictionary! { "Contents" => content, "Resources" => objects }
        };
        let found = inspected("forms without end", &pdf(1, empty_forms, |_, _| ()));
        assert_eq!(found.remarks.len(), usize::from(is_blank), "{times} forms");
    }
    // What is longer than is followed is not called blank.
    for (name, count, is_blank) in [("numbers", 1_000, true), ("more numbers", 7_000_000, false)] {
        let numbers = format!("[{}] TJ", "0 ".repeat(count));
        let page = |document: &mut Document| {
            let content = document.add_object(flate(Dictionary::new(), packed(numbers.bytes())));
            dictionary! { "Contents" => content }
        };
        assert_eq!(inspect(&pdf(1, page, |_, _| ())).unwrap().remarks.len(), usize::from(is_blank), "{name}");
    }
}

/// Each part is short enough, and all of them together are not.
#[test]
fn contents_in_parts() {
    for (count, is_blank) in [(1_000, true), (3_500_000, false)] {
        let page = |document: &mut Document| {
            let parts = ["[".to_owned(), String::new()].map(|begin| begin + &"0 ".repeat(count));
            let parts = parts.into_iter().chain(["] TJ".to_owned()]);
            let parts: Vec<Object> = parts
                .map(|part| document.add_object(flate(Dictionary::new(), packed(part.bytes()))).into())
                .collect();
            dictionary! { "Contents" => parts }
        };
        let found = inspected("parts", &pdf(1, page, |_, _| ()));
        assert_eq!(found.remarks.len(), usize::from(is_blank), "{count} numbers");
    }
}

/// Short enough, and still more instructions than are followed.
#[test]
fn contents_of_very_many_instructions() {
    for (count, is_blank) in [(1_000, true), (6_200_000, false)] {
        let page = |document: &mut Document| {
            let content = document.add_object(flate(Dictionary::new(), packed("n ".repeat(count).bytes())));
            dictionary! { "Contents" => content }
        };
        let found = inspected("instructions", &pdf(1, page, |_, _| ()));
        assert_eq!(found.remarks.len(), usize::from(is_blank), "{count} instructions");
    }
}

#[test]
fn so_many_pictures_of_a_page_are_looked_at() {
    for (count, is_blank) in [(12, true), (13, false)] {
        let page = |document: &mut Document| {
            let dict = dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 900, "Height" => 900,
                "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
            };
            let picture = document.add_object(flate(dict, packed(std::iter::repeat_n(0xFF, 810_000))));
            let mut page = draws(document, picture);
            let content = b"q 500 0 0 500 0 0 cm /X Do Q ".repeat(count);
            page.set("Contents", document.add_object(Stream::new(Dictionary::new(), content)));
            page
        };
        let remarks = inspect(&pdf(1, page, |_, _| ())).unwrap().remarks;
        let found = remarks.iter().any(|remark| remark.kind == crate::evidence::RemarkKind::Blank);
        assert_eq!(found, is_blank, "{count}: {remarks:?}");
    }
}

#[test]
fn pictures_that_are_looked_at() {
    let white = packed(std::iter::repeat_n(0xFF, 60_000_000));
    let page = |document: &mut Document| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 6_000, "Height" => 10_000,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceGray",
        };
        let picture = document.add_object(flate(dict, white.clone()));
        draws(document, picture)
    };
    let found = inspect(&pdf(40, page, |_, _| ())).unwrap();
    assert_eq!(found.remarks[0].pages, (1..10).collect::<Vec<_>>(), "{found:?}");
}
