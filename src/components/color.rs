//! Choosing a colour: what it will look like, where to take it from, and what speaks against it.

mod advice;
mod custom;
mod draft;
mod hex;
pub mod popover;
mod previews;
pub mod ramp;
mod scheme;
mod swatches;
mod tabs;
mod tools;
