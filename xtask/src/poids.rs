//! What a reader downloads, compressed as a server compresses it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The most that WebAssembly and its glue may weigh, in bytes gzipped.
pub(crate) const BUDGET: usize = 300_000;

/// Whether a build above the budget fails, or only says so.
pub(crate) const REFUSE: bool = false;

/// The weight of a file, gzipped.
///
/// # Errors
///
/// None: bytes are written to memory.
pub(crate) fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// `total` beside the budget, or why the build fails.
pub(crate) fn juger(total: usize) -> Result<String, String> {
    let said = format!("{total} bytes gzipped, of {BUDGET} at most");
    match total.checked_sub(BUDGET) {
        None | Some(0) => Ok(said),
        Some(over) if REFUSE => Err(format!("{said}: {over} too many")),
        Some(over) => Ok(format!("{said}: {over} TOO MANY")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_the_last_weight_that_passes() {
        assert!(juger(BUDGET).is_ok_and(|said| !said.contains("TOO MANY")));
        let over = juger(BUDGET + 1);
        assert!(if REFUSE { over.is_err() } else { over.is_ok_and(|said| said.ends_with("1 TOO MANY")) });
    }

    #[test]
    fn a_file_weighs_what_gzip_makes_of_it() {
        assert!(gzip(&[b'a'; 100_000]).is_ok_and(|weight| (100..1000).contains(&weight)));
    }
}
