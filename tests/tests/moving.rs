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

#[tokio::test]
#[ignore = "needs a display: cargo xtask test"]
async fn a_part_goes_out_comes_back_and_is_merged() {
    let folders = [(); 3].map(|()| tempfile::tempdir().expect("a folder"));
    let [here, there, sealed] = [folders[0].path(), folders[1].path(), folders[2].path()];
    let (out, back) = (sealed.join("part.shenbao"), sealed.join("back.shenbao"));

    let window = Window::open(&Opening { data: here, pick: Some(&out) }).await;
    window.xpath("//button[contains(@class, 'variant')]").await.click().await.expect("a new draft");
    window.type_into("field:organisation.name", PLANTED[0]).await;
    window.type_into("field:organisation.credit_code", PLANTED[2]).await;
    section(&window, "联系方式").await;
    window.type_into("field:contact.name", "待填").await;
    window.see_in(".save-state", "已保存").await;
    choose(&window, "分发部分内容…").await;
    window
        .xpath("//dialog//label[normalize-space(.)='联系方式']/input")
        .await
        .click()
        .await
        .expect("a section");
    say(&window, "发送人或部门", "综合办").await;
    say(&window, "填写人或部门", PLANTED[1]).await;
    seal(&window).await;
    window.see("已保存到").await;
    window.close().await;

    let window = Window::open(&Opening { data: there, pick: Some(&out) }).await;
    window.button("导入申报文件").await.click().await.expect("the button");
    say(&window, "口令", SECRET).await;
    window.button("打开").await.click().await.expect("the button");
    window.see(&format!("综合办 分发给 {} 填写的部分", PLANTED[1])).await;
    assert_eq!(window.count(".section-nav li").await, 1, "only what was given out");
    window.see_value("field:contact.name", "待填").await;
    window.type_into("field:contact.name", PLANTED[1]).await;
    window.type_into("field:contact.mobile", "13917654328").await;
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
    window.button("合并").await.click().await.expect("the button");
    window.see_nothing(".merge-screen").await;
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
