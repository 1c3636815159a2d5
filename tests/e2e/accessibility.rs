//! What people need who see little, hear the page, press keys, or touch: judged by axe-core and by measure.

mod axe;
mod colours;
mod day;
mod dialogs;
mod preferences;
mod states;

pub(crate) use colours::open_scheme;
pub(crate) use preferences::small;
