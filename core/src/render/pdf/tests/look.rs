//! Writes the documents of these tests to target/pdf for the eye.
use crate::compose::*;
use crate::render::pdf::{Fonts, render};

#[test]
fn first() {
    let fonts = Fonts::load(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts")).unwrap();
    let p = |t: &str, style| Block::Paragraph(Paragraph { text: t.into(), style, source: None });
    let doc = Document {
        id: "x".into(),
        title: "测试文件".into(),
        file_name: "x.pdf".into(),
        is_draft: true,
        check_code: "7K3F-92QM".into(),
        blocks: vec![
            Block::Heading { level: 1, text: "上海市设计创新中心申请表".into() },
            Block::Heading { level: 2, text: "一、基本情况".into() },
            p(
                "本公司成立于2012年，设计团队36人，其中具有本科以上学历者占92.5%；“十四五”以来，累计获得授权专利128件（其中发明专利21件），参与制定《工业设计术语》（GB/T 41304—2022）等标准3项。详见 https://www.example.com/design-center/annual-report-2023/index.html?lang=zh-CN 。",
                Style::Body,
            ),
            p("一项", Style::Item),
            p("注：𠮷野家䶮", Style::Note),
        ],
    };
    let t = std::time::Instant::now();
    let r = render(&doc, &fonts).unwrap();
    println!("{:?}", t.elapsed());
    std::fs::write("/tmp/look.pdf", r.bytes).unwrap();
}
