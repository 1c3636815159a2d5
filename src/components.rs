//! What is on the screen. Components know the editor's values and callbacks, never REST or tokens.

mod banners;
pub mod blank;
pub mod button;
pub mod color_popover;
pub mod copy_button;
pub mod delete_dialog;
mod deletion;
pub mod details_dialog;
pub mod dialog;
pub mod directory_picker;
mod header;
pub mod icon;
mod intents;
pub mod name_cell;
mod overlay;
pub mod palette;
pub mod popover;
pub mod position_dialog;
pub mod relocation_dialog;
pub mod row_menu;
pub mod row_note;
pub mod skeleton;
pub mod sort_menu;
pub mod status_editor;
pub mod status_grid;
mod status_line;
pub mod status_row;
