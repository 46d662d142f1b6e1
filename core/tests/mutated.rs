//! Good files, damaged at random, and files that once did harm: whatever comes of one, it comes in time and never as a
//! panic. A few of each kind in every run; `SHENBAO_MUTATIONS=100000` tries as many as one says, and the fuzzer (`cargo
//! xtask fuzz`) looks where it has not been.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at whatever it does not expect")]

mod attack;

use attack::{TARGETS, Target};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

const FEW: u64 = 60;
const BOUND: Duration = Duration::from_secs(20);

/// Tries damaged copies of the samples; says with which seed it went wrong.
fn attack(name: &str) {
    let target = target(name);
    let samples = (target.samples)();
    assert!(!samples.is_empty(), "{name}: no samples");
    let many = std::env::var("SHENBAO_MUTATIONS").ok().and_then(|many| many.parse().ok()).unwrap_or(FEW);
    let first = std::env::var("SHENBAO_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    for seed in first..first + many {
        let bytes = mutated(&samples, seed);
        if let Err(harm) = harmless(target, &bytes) {
            let kept = std::env::temp_dir().join(format!("shenbao-{name}-{seed}"));
            fs::write(&kept, &bytes).unwrap();
            panic!("{name}: seed {seed} {harm}; the file: {}", kept.display());
        }
    }
}

fn target(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).unwrap()
}

/// Whether a file was good for anything, or what harm it did.
fn harmless(target: &Target, bytes: &[u8]) -> Result<bool, String> {
    let started = Instant::now();
    let worked = catch_unwind(AssertUnwindSafe(|| (target.work)(bytes)));
    let took = started.elapsed();
    let good = worked.map_err(|_| "panicked".to_owned())?;
    if took < BOUND { Ok(good) } else { Err(format!("took {took:?}")) }
}

fn mutated(samples: &[Vec<u8>], seed: u64) -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(seed);
    let mut bytes = samples[random.random_range(0..samples.len())].clone();
    for _ in 0..random.random_range(1..12) {
        if bytes.is_empty() {
            break;
        }
        let at = random.random_range(0..bytes.len());
        let end = (at + random.random_range(1..64)).min(bytes.len());
        match random.random_range(0..8) {
            0 => bytes[at] = random.random(),
            1 => bytes[at] ^= 1 << random.random_range(0..8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copied = bytes[at..end].to_vec();
                bytes.splice(at..at, copied.repeat(random.random_range(1..40)));
            }
            4 => bytes[at..end].fill([0, 0xFF, b'9', b'[', b'('][random.random_range(0..5)]),
            5 => {
                let other = &samples[random.random_range(0..samples.len())];
                let from = random.random_range(0..other.len());
                bytes.splice(at..end, other[from..(from + 200).min(other.len())].iter().copied());
            }
            6 => {
                // A number becomes another one: lengths, counts, places of objects.
                let digits = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found);
                if let Some(start) = digits {
                    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    let number = ["0", "-1", "4294967296", "99999999999999999999", "2147483647", "1e400"];
                    bytes.splice(start..start + length, number[random.random_range(0..6)].bytes());
                }
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

#[test]
fn attachments() {
    attack("attachments");
}

#[test]
fn drafts() {
    attack("drafts");
}

#[test]
fn packs() {
    attack("packs");
}

#[test]
fn tables() {
    attack("workbooks");
    attack("tables");
}

#[test]
fn parcels() {
    attack("parcels");
    attack("parcel-contents");
}

#[test]
fn bundles() {
    attack("bundles");
}

/// What changes of a file that is refused at once would find is little.
#[test]
fn samples_are_good_for_something() {
    for target in &TARGETS {
        let good = (target.samples)().iter().filter(|sample| harmless(target, sample) == Ok(true)).count();
        assert!(good > 0, "{}", target.name);
    }
}

/// `tests/hostile/<kind>/`: what the fuzzer found, or someone made.
#[test]
fn what_once_did_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/hostile");
    for kind in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        let target = target(kind.file_name().unwrap().to_str().unwrap());
        for file in fs::read_dir(kind).unwrap().map(|entry| entry.unwrap().path()) {
            let done = harmless(target, &fs::read(&file).unwrap());
            assert!(done.is_ok(), "{}: {done:?}", file.display());
        }
    }
}
