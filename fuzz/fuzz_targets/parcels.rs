#![no_main]
libfuzzer_sys::fuzz_target!(init: shenbao_fuzz::begin("parcels"), |bytes: &[u8]| shenbao_fuzz::run(bytes));
