//! Portal emulator.
