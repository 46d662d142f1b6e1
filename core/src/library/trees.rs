//! What stands on the pages of the file: each attachment against its digest, each tree and index by SQLite's own check.
//!
//! That check says nothing while it runs, and nothing at all of the pages of long contents, which are most of a library
//! with attachments. So contents are read here, one after the other, and the other tables are checked one by one: how far
//! one is is read from the steps that SQLite counts, and it is broken off between them.

use super::open::{readable, unlocked};
use super::{Library, LibraryError};
use crate::progress::{Hear, step};
use rusqlite::Connection;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Steps between two words of SQLite.
const AT_ONCE: i32 = 256;
/// A table without rows is some work, too: so many steps.
const OF_A_TABLE: u64 = 400;
/// Of the whole.
const STEPS: u64 = 1000;
/// Between two questions whether to go on, where the figure stays.
const PAUSE: Duration = Duration::from_millis(50);

/// What SQLite's thread says.
enum Said {
    /// It goes on.
    Steps,
    /// A table is sound.
    Table,
    /// It is at the end: whether all are.
    Done(rusqlite::Result<bool>),
}

/// A table, and about how many steps it takes.
struct Table {
    name: String,
    steps: u64,
}

impl Library {
    /// Each attachment, found as whoever opens it finds it.
    pub(super) fn examine_contents(&self, hear: Hear<'_>) -> Result<(), LibraryError> {
        let mut query = self.db.prepare("SELECT sha256, length(bytes) FROM files")?;
        let files = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let files = files.collect::<Result<Vec<(String, i64)>, _>>()?;
        // Counted in the index, which is the smaller one.
        let indexed: i64 = self.db.query_row("SELECT count(*) FROM files", [], |row| row.get(0))?;
        if usize::try_from(indexed) != Ok(files.len()) {
            return Err(LibraryError::Damaged);
        }
        let total: i64 = files.iter().map(|(_, length)| length).sum();
        let kibibytes = |bytes: i64| u32::try_from(bytes >> 10).unwrap_or(u32::MAX);
        let mut done = 0;
        for (digest, length) in files {
            step(hear, kibibytes(done), kibibytes(total))?;
            self.read_file(&digest).map_err(|error| match error {
                LibraryError::NoSuchFile => LibraryError::Damaged,
                other => other,
            })?;
            done += length;
        }
        Ok(())
    }

    /// Each tree and each index of the other tables, and the list of free pages.
    pub(super) fn examine_trees(&self, hear: Hear<'_>) -> Result<(), LibraryError> {
        let mut db = readable(unlocked(&self.path, &self.key)?)?;
        let tables = tables(&db)?;
        let (say, said) = mpsc::channel();
        let tell = say.clone();
        // Nobody listens any more: it was broken off.
        db.progress_handler(AT_ONCE, Some(move || tell.send(Said::Steps).is_err()))?;
        std::thread::scope(|scope| {
            let tables = &tables;
            scope.spawn(move || drop(say.send(Said::Done(are_sound(&db, tables, &say)))));
            follow(said, tables, hear)
        })
    }
}

/// A row takes some steps for itself, for each of its columns, for each index and for each column of that: as measured.
fn tables(db: &Connection) -> Result<Vec<Table>, LibraryError> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'files'";
    let names = db.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let of_a_row = "SELECT 3 + 2 * (SELECT count(*) FROM pragma_table_info(?1)) \
        + (SELECT coalesce(sum(4 + (SELECT count(*) FROM pragma_index_xinfo(name))), 0) FROM pragma_index_list(?1))";
    let counted = |name: String| {
        let number = |sql: &str, of: &[&str]| {
            db.query_row(sql, rusqlite::params_from_iter(of), |row| row.get::<_, i64>(0))
                .map(i64::unsigned_abs)
        };
        let rows = number(&format!("SELECT count(*) FROM \"{name}\""), &[])?;
        let of_a_row = number(of_a_row, &[&name])?;
        Ok(Table { name, steps: OF_A_TABLE + rows * of_a_row })
    };
    // The first one has the list of free pages.
    std::iter::once("sqlite_schema".to_owned()).chain(names).map(counted).collect()
}

fn are_sound(db: &Connection, tables: &[Table], say: &Sender<Said>) -> rusqlite::Result<bool> {
    for Table { name, .. } in tables {
        let sql = format!("PRAGMA integrity_check(\"{name}\")");
        let says: String = db.query_row(&sql, [], |row| row.get(0))?;
        if says != "ok" || say.send(Said::Table).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn follow(said: Receiver<Said>, tables: &[Table], hear: Hear<'_>) -> Result<(), LibraryError> {
    let total: u64 = tables.iter().map(|table| table.steps).sum();
    let figure = |steps: u64| u32::try_from(steps * STEPS / total.max(1)).unwrap_or(u32::MAX);
    let mut ends = tables.iter().scan(0, |end, table| {
        *end += table.steps;
        Some(*end)
    });
    let mut end = ends.next().unwrap_or(total);
    let (mut steps, mut shown, mut asked) = (0, 0, Instant::now());
    loop {
        match said.recv_timeout(PAUSE) {
            Ok(Said::Done(are_sound)) => {
                // The end of the last table was heard of already.
                return are_sound?.then_some(()).ok_or(LibraryError::Damaged);
            }
            // More steps than were expected: the figure waits for the table's end.
            Ok(Said::Steps) => steps = end.min(steps + u64::from(AT_ONCE.unsigned_abs())),
            Ok(Said::Table) => (steps, end) = (end, ends.next().unwrap_or(total)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(LibraryError::Fault(0)),
        }
        if figure(steps) > shown || asked.elapsed() >= PAUSE {
            (shown, asked) = (figure(steps), Instant::now());
            step(hear, shown, figure(total))?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Progress;
    use std::ops::ControlFlow;

    /// One step of SQLite may take long, and nothing is said meanwhile.
    #[test]
    fn whoever_waits_is_asked_again_while_nothing_is_said() {
        let (say, said) = mpsc::channel();
        let tables = [Table { name: "t".to_owned(), steps: 1 }];
        let (start, mut asked) = (Instant::now(), Vec::new());
        let outcome = follow(said, &tables, &mut |Progress { done, .. }| {
            asked.push(done);
            if asked.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        drop(say);
        assert_eq!((outcome, asked), (Err(LibraryError::Cancelled), vec![0; 3]));
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    }
}
