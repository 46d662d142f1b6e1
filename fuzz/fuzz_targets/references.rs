#![no_main]
libfuzzer_sys::fuzz_target!(init: shenbao_fuzz::begin("references"), |bytes: &[u8]| shenbao_fuzz::run(bytes));
