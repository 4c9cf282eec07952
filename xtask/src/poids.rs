//! What a reader downloads, compressed as a server compresses it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The most that may come before a first answer, in bytes gzipped: the glue and the first part of the simulator.
pub(crate) const PREMIERE: usize = 300_000;

/// The most that may come after it: what it does, and some room. It goes down with each gain, and never up.
pub(crate) const SUITE: usize = 285_000;

/// The weight of a file, gzipped.
fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// What is said of the weight of the glue and of both parts.
///
/// # Errors
///
/// A part that weighs more than it may.
pub(crate) fn juger(glue: &[u8], first: &[u8], rest: &[u8]) -> Result<String, String> {
    let weigh = |bytes: &[u8]| gzip(bytes).map_err(|error| error.to_string());
    let (before, after) = (weigh(glue)? + weigh(first)?, weigh(rest)?);
    let said = format!(
        "before a first answer: {before} bytes gzipped, of {PREMIERE} at most (glue and first part: {} bytes)\n\
         after it: {after} bytes gzipped, of {SUITE} at most (the rest: {} bytes)",
        glue.len() + first.len(),
        rest.len()
    );
    if before > PREMIERE || after > SUITE { Err(format!("{said}\nthat is too much")) } else { Ok(said) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Bytes that nothing makes shorter.
    fn dense(length: usize) -> Vec<u8> {
        let next =
            |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        std::iter::successors(Some(1_u64), next).map(|state| (state >> 56) as u8).take(length).collect()
    }

    #[test]
    fn a_part_above_its_ceiling_fails_the_build() {
        assert!(juger(b"", b"", b"").is_ok());
        assert!(juger(b"", &dense(PREMIERE - 1_000), &dense(SUITE - 1_000)).is_ok());
        assert!(juger(&dense(2_000), &dense(PREMIERE - 1_000), b"").unwrap_err().ends_with("too much"));
        assert!(juger(b"", b"", &dense(SUITE + 1)).is_err());
    }

    #[test]
    fn a_file_weighs_what_gzip_makes_of_it() {
        assert!(gzip(&[b'a'; 100_000]).is_ok_and(|weight| (100..1000).contains(&weight)));
    }
}
