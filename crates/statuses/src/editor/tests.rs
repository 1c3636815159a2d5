use super::*;
use crate::inventory::Addition;
use crate::store::{Choice, Progress, RowState, SECOND_THOUGHT, Value};
use crate::sync::Request;
use desk::{Desk, START, added, failure, id, name, recolor, rename};

mod additions;
mod desk;
mod loading;
mod recounts;
mod sim;
mod steps;
mod syncing;
