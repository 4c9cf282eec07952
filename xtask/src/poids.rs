//! What a reader downloads, compressed as a server compresses it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What WebAssembly and its glue are to weigh, in bytes gzipped. They weigh more today, and each build says so.
pub(crate) const OBJECTIF: usize = 300_000;

/// The most that a build may weigh: what it does, and some room. It goes down with each gain, and never up.
pub(crate) const PLAFOND: usize = 550_000;

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

/// `total` beside the aim and the ceiling, or why the build fails.
pub(crate) fn juger(total: usize) -> Result<String, String> {
    let said = format!("{total} bytes gzipped, of {OBJECTIF} aimed at and {PLAFOND} at most");
    match (total.checked_sub(PLAFOND), total.checked_sub(OBJECTIF)) {
        (Some(over), _) if over > 0 => Err(format!("{said}: {over} too many")),
        (_, Some(over)) if over > 0 => Ok(format!("{said}: {over} above the aim")),
        _ => Ok(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_past_the_ceiling_fails_and_one_past_the_aim_says_so() {
        assert!(juger(OBJECTIF).is_ok_and(|said| said.ends_with("at most")));
        assert!(juger(OBJECTIF + 1).is_ok_and(|said| said.ends_with(": 1 above the aim")));
        assert!(juger(PLAFOND).is_ok());
        assert!(juger(PLAFOND + 1).is_err_and(|said| said.ends_with(": 1 too many")));
    }

    #[test]
    fn a_file_weighs_what_gzip_makes_of_it() {
        assert!(gzip(&[b'a'; 100_000]).is_ok_and(|weight| (100..1000).contains(&weight)));
    }
}
