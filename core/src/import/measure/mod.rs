//! How many cells a workbook makes its reader set up. A file of a few kilobytes can name one cell in the first corner and
//! one in the last, or repeat one a million times; readers that take a sheet as a whole give all of them room, and who
//! runs out of memory is not asked again. So the places are looked at first.

mod ods;
mod texts;
mod xls;

pub(super) use ods::{closes, ods_fits};
pub(super) use xls::xls_fits;

use super::MOST_CELLS;

/// Cells of all sheets together, those between the others included.
const MOST: u64 = MOST_CELLS as u64;
/// Bytes of the texts that are written once and stand in several cells.
const MOST_BYTES: u64 = 512 << 20;

/// The smallest rectangle around some cells.
#[derive(Default)]
pub(super) struct Around(Option<[u32; 4]>);

impl Around {
    /// Takes in a cell.
    pub(super) fn add(&mut self, row: u32, column: u32) {
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
    }

    /// How many cells it has.
    pub(super) fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }

    /// Whether they can be given room.
    pub(super) fn fits(&self) -> bool {
        self.cells() <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::Around;

    #[test]
    fn cells_between_two_corners_count() {
        let fits = |row, column| {
            let mut around = Around::default();
            around.add(row, 1);
            around.add(1, column);
            around.fits()
        };
        assert!(fits(5_000, 1_000));
        assert!(!fits(5_001, 1_000) && !fits(5_000, 1_001) && !fits(u32::MAX, u32::MAX));
    }
}
