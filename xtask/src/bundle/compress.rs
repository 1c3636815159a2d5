//! The two compressions that browsers take, at their best.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};

/// As `gzip -9` does it, but without a time, so that the same contents give the same bytes.
pub(crate) fn gzip(contents: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(contents)?;
    gzip.finish()
}

/// As `brotli -q 11` does it.
pub(crate) fn brotli(contents: &[u8]) -> io::Result<Vec<u8>> {
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*contents, &mut brotli, &best)?;
    Ok(brotli)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_was_compressed_is_what_comes_out() {
        let contents = b"Stages and lists, ".repeat(100);
        let mut gunzipped = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&contents).unwrap()).read_to_end(&mut gunzipped).unwrap();
        assert_eq!(gunzipped, contents);
        let mut decompressed = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&contents).unwrap(), &mut decompressed).unwrap();
        assert_eq!(decompressed, contents);
    }
}
