//! A draft's way between two machines in the real window: given out in part, filled in elsewhere, given back, merged. What
//! was typed on the way stands nowhere in plain text. Ignored by default: `cargo xtask test` runs it on a display.

#![expect(clippy::expect_used, reason = "a test stops at whatever it does not expect")]

use shenbao_tests::plain;
use shenbao_tests::window::{Opening, Window};
use std::path::{Path, PathBuf};

/// Names, numbers and codes of nobody.
const PLANTED: [&str; 5] =
    ["上海翡翠湾云栖设计有限公司", "欧阳蓁蓁", "91310106MA7PLANT3X", "31010619871203574X", "73918246"];
const SECRET: &str = "春江潮水连海平海上明月";

/// Enough that merging takes longer than it takes to stop it.
const SCANS: usize = 3;
/// A person's click on “取消” as soon as the bar has moved; a driver would come too late.
const STOP_ONCE_IT_RUNS: &str = "new MutationObserver((_, observer) => { \
    if (!document.querySelector('.long-work progress[value]')) return; \
    observer.disconnect(); \
    document.querySelector('.long-work button').click(); \
}).observe(document.body, { subtree: true, childList: true, attributes: true });";

#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn a_part_goes_out_comes_back_and_is_merged() {
    let folders = [(); 4].map(|()| tempfile::tempdir().expect("a folder"));
    let [here, there, sealed, scans] = [0, 1, 2, 3].map(|at| folders[at].path());
    let (out, back) = (sealed.join("part.shenbao"), sealed.join("back.shenbao"));
    let pick = scans.join("pick.next");
    let will_pick = |path: &Path| std::fs::write(&pick, path.to_string_lossy().as_bytes()).expect("a note");

    let window = Window::open(&Opening { data: here, pick: Some(&out) }).await;
    window.xpath("//button[contains(@class, 'variant')]").await.click().await.expect("a new draft");
    window.type_into("field:organisation.name", PLANTED[0]).await;
    window.type_into("field:organisation.credit_code", PLANTED[2]).await;
    section(&window, "联系方式").await;
    window.type_into("field:contact.name", "待填").await;
    window.see_in(".save-state", "已保存").await;
    choose(&window, "分发部分内容…").await;
    for section in ["联系方式", "证明材料"] {
        let input = format!("//dialog//label[normalize-space(.)='{section}']/input");
        window.xpath(&input).await.click().await.expect("a section");
    }
    say(&window, "发送人或部门", "综合办").await;
    say(&window, "填写人或部门", PLANTED[1]).await;
    seal(&window).await;
    window.see("已保存到").await;
    window.close().await;

    will_pick(&out);
    let window = Window::open(&Opening { data: there, pick: Some(&pick) }).await;
    window.button("导入申报文件").await.click().await.expect("the button");
    say(&window, "口令", SECRET).await;
    window.button("打开").await.click().await.expect("the button");
    window.see(&format!("综合办 分发给 {} 填写的部分", PLANTED[1])).await;
    assert_eq!(window.count(".section-nav li").await, 2, "only what was given out");
    window.see_value("field:contact.name", "待填").await;
    window.type_into("field:contact.name", PLANTED[1]).await;
    window.type_into("field:contact.mobile", "13917654328").await;
    section(&window, "证明材料").await;
    for number in 1..=SCANS {
        will_pick(&scan(scans, number));
        window.click("button[aria-label='为“工作场所证明”选择文件']").await;
        window.see(&format!("已附 {number} 个文件")).await;
    }
    window.see_in(".save-state", "已保存").await;
    window.kill().await;

    let window = Window::open(&Opening { data: there, pick: Some(&back) }).await;
    window.find("button.draft-open").await.click().await.expect("the part is there");
    window.xpath("//header//button[normalize-space(.)='交回']").await.click().await.expect("the way back");
    seal(&window).await;
    window.see("已保存到").await;
    window.close().await;

    let window = Window::open(&Opening { data: here, pick: Some(&back) }).await;
    window.find("button.draft-open").await.click().await.expect("the draft is there");
    section(&window, "联系方式").await;
    window.type_into("field:contact.name", PLANTED[3]).await;
    window.see_in(".save-state", "已保存").await;
    choose(&window, "合并交回的内容…").await;
    say(&window, "口令", SECRET).await;
    window.button("打开").await.click().await.expect("the button");
    window.see(&format!("合并“{}”交回的内容", PLANTED[1])).await;
    assert_eq!(window.count(".conflict").await, 1, "both sides changed the name");
    window.xpath("//label[contains(., '采用交回内容')]/input").await.click().await.expect("a decision");
    window.script(STOP_ONCE_IT_RUNS).await;
    window.button("合并").await.click().await.expect("the button");
    window.see_in(".merge-screen", "已取消。").await;
    window.button("合并").await.click().await.expect("the button");
    window.see_nothing(".merge-screen").await;
    section(&window, "证明材料").await;
    window.see(&format!("已附 {SCANS} 个文件")).await;
    section(&window, "联系方式").await;
    window.see_value("field:contact.name", PLANTED[1]).await;
    window.see_value("field:contact.mobile", "13917654328").await;
    window.click("button[aria-label='撤销']").await;
    window.see_value("field:contact.name", PLANTED[3]).await;
    window.click("button[aria-label='重做']").await;
    window.see_value("field:contact.name", PLANTED[1]).await;
    during_and_after(&[here, there, sealed], window).await;
}

/// Nothing is found while the program runs, nor after it was killed.
async fn during_and_after(folders: &[&Path], window: Window) {
    let find = || {
        for folder in folders {
            assert_eq!(plain::find(folder, &PLANTED), [""; 0], "{}", folder.display());
        }
        let home = PathBuf::from(std::env::var_os("HOME").expect("the display has a home of its own"));
        for kept in [".cache", ".config", ".local"] {
            assert_eq!(plain::find(&home.join(kept), &PLANTED), [""; 0], "{kept}");
        }
    };
    find();
    window.kill().await;
    find();
    let control = tempfile::tempdir().expect("a folder");
    for word in PLANTED {
        for (at, (_, bytes)) in plain::encoded(word).into_iter().enumerate() {
            std::fs::write(control.path().join(at.to_string()), bytes).expect("a control file");
        }
        let found = plain::find(control.path(), &[word]);
        for (encoding, _) in plain::encoded(word) {
            assert!(found.iter().any(|place| place.contains(&encoding)), "{word} as {encoding}");
        }
    }
}

/// A photo of five megabytes: one of the samples, with comments in it.
fn scan(folder: &Path, number: usize) -> PathBuf {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence/grey.jpg");
    let photo = std::fs::read(sample).expect("a sample");
    let mut comment = vec![0xff, 0xfe, 0xff, 0xff];
    comment.resize(2 + 0xffff, u8::try_from(number).expect("a few"));
    let path = folder.join(format!("现场照片{number}.jpg"));
    std::fs::write(&path, [&photo[..2], &comment.repeat(80), &photo[2..]].concat()).expect("a photo");
    path
}

async fn choose(window: &Window, item: &str) {
    window.click("button[aria-label='更多操作']").await;
    window.button(item).await.click().await.expect("the menu's item");
}

/// Into the dialog's input with this label.
async fn say(window: &Window, label: &str, text: &str) {
    let xpath = format!("//dialog//label[normalize-space(.)='{label}']/following-sibling::div[1]/input");
    window.xpath(&xpath).await.send_keys(text).await.expect("typing");
}

async fn seal(window: &Window) {
    say(window, "设置口令", SECRET).await;
    say(window, "再输入一次", SECRET).await;
    window.button("选择位置并保存").await.click().await.expect("the button");
}

async fn section(window: &Window, title: &str) {
    let in_title = format!(".//span[@class='nav-title'][normalize-space(.)='{title}']");
    let xpath = format!("//nav[@class='section-nav']//button[{in_title}]");
    window.xpath(&xpath).await.click().await.expect("the section can be opened");
}
