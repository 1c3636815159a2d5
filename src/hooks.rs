//! State and effects shared by components.

pub mod alarm;
pub mod use_census;
pub mod use_lift;
pub mod use_shortcuts;
pub mod use_surroundings;
pub mod use_workspace;
