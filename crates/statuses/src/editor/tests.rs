use super::*;
use crate::store::{Choice, Progress, RowState, SECOND_THOUGHT, Value};
use crate::sync::Request;
use desk::{Desk, START, failure, id, name, recolor, rename};

mod desk;
mod loading;
mod sim;
mod steps;
mod syncing;
