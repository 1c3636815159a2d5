//! What was measured.

use serde_json::{Value, json};

use crate::{
    client::{Client, Condition},
    endurance::Endurance,
    host::Weight,
    portal::Traffic,
    stats::{median, p95},
};

/// What one visit has shown; times in milliseconds from the start of the frame's navigation, memory in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sample {
    /// The first row is painted, whether anything can be done with it or not.
    pub(crate) first: f64,
    /// All rows are there, and the first name has opened for writing.
    pub(crate) usable: f64,
    /// How many tasks of 50 ms and more there were until then.
    pub(crate) long_tasks: f64,
    /// What they took together.
    pub(crate) busy: f64,
    /// What the longest took.
    pub(crate) blocked: f64,
    /// Files that were fetched until all rows were there.
    pub(crate) weight: Weight,
    /// Files that were fetched after that.
    pub(crate) later: Weight,
    /// REST requests before the first row.
    pub(crate) traffic: Traffic,
    /// JavaScript heap.
    pub(crate) heap: f64,
    /// Memory of the WebAssembly program.
    pub(crate) wasm: f64,
    /// From keys to frames.
    pub(crate) keys: Vec<f64>,
    /// From movements of a colour to frames.
    pub(crate) colors: Vec<f64>,
    /// Between frames while scrolling.
    pub(crate) frames: Vec<f64>,
}

/// All visits of a client under one condition to a directory of one size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) client: Client,
    pub(crate) condition: Condition,
    pub(crate) size: u32,
    pub(crate) samples: Vec<Sample>,
}

/// Everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Results {
    pub(crate) cells: Vec<Cell>,
    /// How many times slower the frame was under the slow condition, as measured.
    pub(crate) slowdown: Option<f64>,
    pub(crate) endurance: Option<Endurance>,
    /// Of the machine and the browser, in general words.
    pub(crate) machine: String,
}

impl Cell {
    /// A figure of every visit.
    pub(crate) fn all(&self, figure: impl Fn(&Sample) -> f64) -> Vec<f64> {
        self.samples.iter().map(figure).collect()
    }

    /// Many figures of every visit, together.
    pub(crate) fn pooled(&self, figures: impl Fn(&Sample) -> &[f64]) -> Vec<f64> {
        self.samples.iter().flat_map(|sample| figures(sample).iter().copied()).collect()
    }

    fn to_json(&self) -> Value {
        let both = |values: &[f64]| json!({"median": median(values), "p95": p95(values)});
        let Weight { files, raw, gzip, brotli } = self.samples.last().map(|it| it.weight).unwrap_or_default();
        let traffic = self.samples.last().map(|it| it.traffic).unwrap_or_default();
        json!({
            "client": self.client.name(), "condition": self.condition.name(), "values": self.size,
            "visits": self.samples.len(),
            "first_row_ms": self.all(|it| it.first), "usable_ms": self.all(|it| it.usable),
            "first_row": both(&self.all(|it| it.first)), "usable": both(&self.all(|it| it.usable)),
            "long_tasks": median(&self.all(|it| it.long_tasks)), "long_tasks_ms": median(&self.all(|it| it.busy)),
            "longest_task_ms": median(&self.all(|it| it.blocked)),
            "files": files, "raw": raw, "gzip": gzip, "brotli": brotli,
            "later_brotli": self.samples.last().map(|it| it.later.brotli),
            "requests": traffic.requests, "preflights": traffic.preflights,
            "heap": median(&self.all(|it| it.heap)), "wasm": median(&self.all(|it| it.wasm)),
            "key_to_frame": both(&self.pooled(|it| &it.keys)), "color_to_frame": both(&self.pooled(|it| &it.colors)),
            "scroll_frame": both(&self.pooled(|it| &it.frames)),
        })
    }
}

impl Results {
    /// The visits of a client under a condition to so many values, if there were any.
    pub(crate) fn cell(&self, client: Client, condition: Condition, size: u32) -> Option<&Cell> {
        self.cells.iter().find(|it| it.client == client && it.condition == condition && it.size == size)
    }

    /// The median of a figure there.
    pub(crate) fn median(
        &self,
        client: Client,
        condition: Condition,
        size: u32,
        figure: impl Fn(&Sample) -> f64,
    ) -> Option<f64> {
        median(&self.cell(client, condition, size)?.all(figure))
    }

    /// All of it, for other programs.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "machine": self.machine, "slowdown": self.slowdown,
            "endurance": self.endurance.map(Endurance::to_json),
            "cells": self.cells.iter().map(Cell::to_json).collect::<Vec<_>>(),
        })
    }
}
