//! Files that someone else may have made.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A file's content, where it has at most so many bytes. A pipe or a device, which might never end, is not waited for.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`]: it is no ordinary file; [`io::ErrorKind::FileTooLarge`]; or the disk's.
pub fn read_at_most(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Before it is opened: already that waits for a pipe's other end.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::read_at_most;
    use std::io::ErrorKind;

    #[test]
    fn what_is_longer_or_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, b"12345").unwrap();
        assert_eq!(read_at_most(&file, 5).unwrap(), b"12345");
        assert_eq!(read_at_most(&file, 4).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(read_at_most(folder.path(), 5).unwrap_err().kind(), ErrorKind::InvalidInput);
        assert_eq!(read_at_most(&folder.path().join("b"), 5).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_without_an_end_is_not_read() {
        let zeros = std::path::Path::new("/dev/zero");
        assert_eq!(read_at_most(zeros, 5).unwrap_err().kind(), ErrorKind::InvalidInput);
    }
}
