//! The program with the window.

fn main() {
    shenbao_desktop::run()
}
