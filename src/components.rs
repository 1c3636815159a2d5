//! What is on the screen. Components know the editor's values and callbacks, never REST or tokens.

mod banners;
pub mod blank;
pub mod button;
mod choices;
pub mod color_popover;
pub mod copy_button;
pub mod delete_dialog;
pub mod details_dialog;
pub mod dialog;
pub mod directory_picker;
mod found;
mod header;
mod help_dialog;
pub mod icon;
mod intents;
pub mod name_cell;
mod overlay;
pub mod palette;
pub mod popover;
pub mod row_menu;
pub mod row_note;
pub mod search;
pub mod skeleton;
pub mod status_editor;
pub mod status_grid;
mod status_line;
pub mod status_row;
