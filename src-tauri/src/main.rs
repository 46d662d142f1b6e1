fn main() {
    shenbao_desktop::run()
}
