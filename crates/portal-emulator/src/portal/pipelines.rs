/// The deal pipelines. The first one always exists.
#[derive(Clone, Debug)]
pub(crate) struct Pipelines {
    list: Vec<Pipeline>,
}

/// A deal pipeline.
#[derive(Clone, Debug)]
pub(crate) struct Pipeline {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) sort: u64,
}

impl Default for Pipelines {
    fn default() -> Self {
        Self { list: vec![Pipeline { id: 0, name: "General".to_owned(), sort: 100 }] }
    }
}

impl Pipelines {
    /// Adds a pipeline under the given or the next free id; an id that is taken gets the new name.
    pub(crate) fn add(&mut self, id: Option<u64>, name: Option<String>) -> &Pipeline {
        let next = self.list.iter().map(|pipeline| pipeline.id + 1).max().unwrap_or(1);
        let id = id.unwrap_or(next);
        let name = name.unwrap_or_else(|| format!("Pipeline {id}"));
        let at = self.list.iter().position(|pipeline| pipeline.id == id).unwrap_or(self.list.len());
        let sort = (at as u64 + 1) * 100;
        let pipeline = Pipeline { id, name, sort };
        match self.list.get_mut(at) {
            Some(taken) => *taken = pipeline,
            None => self.list.push(pipeline),
        }
        &self.list[at]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Pipeline> {
        self.list.iter()
    }
}
