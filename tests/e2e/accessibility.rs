//! What people need who see little, hear the page, press keys, or touch: judged by axe-core and by measure.

mod axe;
mod day;
mod dialogs;
mod preferences;
mod states;
