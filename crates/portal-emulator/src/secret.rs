use std::fmt::Write;

/// A random lower-case hexadecimal text of the given number of bytes, for tokens, session ids and frame ids.
///
/// The operating system's generator cannot be expected to fail on a machine that runs this program; if it does, a
/// text of zeros still keeps the emulator usable.
pub(crate) fn hex(bytes: usize) -> String {
    let mut buffer = vec![0; bytes];
    if let Err(error) = getrandom::fill(&mut buffer) {
        eprintln!("no random numbers: {error}");
    }
    buffer.iter().fold(String::with_capacity(bytes * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
