use std::collections::HashSet;

use serde_json::Value;

use super::{
    Portal,
    records::{DEAL, SMART_INVOICE, is_dynamic},
    statuses,
};
use crate::php;

mod stages;

/// The pipelines. The first one of deals always exists.
#[derive(Clone, Debug)]
pub(crate) struct Pipelines {
    list: Vec<Pipeline>,
}

/// A pipeline of deals, of invoices or of a smart process.
#[derive(Clone, Debug)]
pub(crate) struct Pipeline {
    pub(crate) type_id: u64,
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) sort: u64,
    /// Where records go that name no pipeline.
    pub(crate) default: bool,
}

impl Default for Pipelines {
    fn default() -> Self {
        let general = Pipeline { type_id: DEAL, id: 0, name: "General".to_owned(), sort: 100, default: true };
        Self { list: vec![general] }
    }
}

/// Whether records of a type go through pipelines.
pub(crate) fn has_pipelines(type_id: u64) -> bool {
    type_id == DEAL || type_id == SMART_INVOICE || is_dynamic(type_id)
}

impl Pipelines {
    /// Adds a pipeline under the given or the next free id; an id that is taken gets the new name. Deals number
    /// their pipelines by themselves, all other types together.
    pub(crate) fn add(&mut self, type_id: u64, id: Option<u64>, name: Option<String>) -> &mut Pipeline {
        let id = id.unwrap_or_else(|| self.next_id(type_id));
        let name = name.unwrap_or_else(|| format!("Pipeline {id}"));
        let same = |pipeline: &Pipeline| (pipeline.type_id, pipeline.id) == (type_id, id);
        let at = self.list.iter().position(same).unwrap_or(self.list.len());
        let before = self.of_type(type_id).count();
        if let Some(taken) = self.list.get_mut(at) {
            taken.name = name;
        } else {
            let (sort, default) = ((before as u64 + 1) * 100, before == 0);
            self.list.push(Pipeline { type_id, id, name, sort, default });
        }
        &mut self.list[at]
    }

    fn next_id(&self, type_id: u64) -> u64 {
        let numbered = |pipeline: &&Pipeline| (pipeline.type_id == DEAL) == (type_id == DEAL);
        self.list.iter().filter(numbered).map(|pipeline| pipeline.id + 1).max().unwrap_or(1)
    }

    fn of_type(&self, type_id: u64) -> impl Iterator<Item = &Pipeline> {
        self.list.iter().filter(move |pipeline| pipeline.type_id == type_id)
    }

    pub(crate) fn set_sort(&mut self, type_id: u64, id: u64, sort: u64) {
        let mut list = self.list.iter_mut();
        if let Some(pipeline) = list.find(|pipeline| (pipeline.type_id, pipeline.id) == (type_id, id)) {
            pipeline.sort = sort;
        }
    }

    /// Makes a pipeline of a smart process or of invoices the default one, in place of the other.
    pub(crate) fn set_default(&mut self, type_id: u64, id: u64) {
        for pipeline in self.list.iter_mut().filter(|pipeline| pipeline.type_id == type_id) {
            pipeline.default = pipeline.id == id;
        }
    }
}

impl Portal {
    /// Adds a pipeline of any type that has them, with the stages that a new one gets and its entry among the
    /// entity types, and returns its id.
    pub(crate) fn add_pipeline_of(&mut self, type_id: u64, id: Option<u64>, name: Option<String>) -> u64 {
        if type_id == DEAL {
            return self.add_deal_pipeline(id, name);
        }
        if is_dynamic(type_id) {
            self.smart_types.ensure(type_id);
        }
        // The numbers of pipelines that came with dictionary rows are taken, too.
        let free = |next: u64| {
            self.foreign_pipelines().map(|(_, id, _)| id + 1).max().map_or(next, |other| next.max(other))
        };
        let next = id.unwrap_or_else(|| free(self.pipelines.next_id(type_id)));
        let pipeline = self.pipelines.add(type_id, Some(next), name);
        let (id, name) = (pipeline.id, pipeline.name.clone());
        stages::create(&mut self.statuses, type_id, id, &name);
        id
    }

    /// Adds a deal pipeline with the stages that every new one gets, and returns its id.
    fn add_deal_pipeline(&mut self, id: Option<u64>, name: Option<String>) -> u64 {
        let pipeline = self.pipelines.add(DEAL, id, name);
        let (id, name) = (pipeline.id, pipeline.name.clone());
        self.statuses.add_pipeline(id, &name, &self.start.seed);
        id
    }

    /// The pipelines of a type by position, those included that only the entity types know.
    pub(crate) fn pipelines_of(&self, type_id: u64) -> Vec<Pipeline> {
        let mut found: Vec<_> = self.pipelines.of_type(type_id).cloned().collect();
        let mut known: HashSet<_> = found.iter().map(|pipeline| pipeline.id).collect();
        for (_, id, name) in self.foreign_pipelines().filter(|(owner, ..)| *owner == type_id) {
            if known.insert(id) {
                let default = found.is_empty();
                let sort = (found.len() as u64 + 1) * 100;
                found.push(Pipeline { type_id, id, name, sort, default });
            }
        }
        found.sort_by_key(|pipeline| (pipeline.sort, pipeline.id));
        found
    }

    /// Type, id and name of the pipelines that the entity types name, other than those of deals.
    pub(super) fn foreign_pipelines(&self) -> impl Iterator<Item = (u64, u64, String)> {
        let entries = self.statuses.entity_types().iter();
        entries.filter_map(|entity: &Value| {
            let (type_id, id) = statuses::pipeline_of(&php::string(&entity["ID"]))?;
            (type_id != DEAL).then(|| (type_id, id, php::string(&entity["NAME"])))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deals_number_their_pipelines_by_themselves() {
        let mut pipelines = Pipelines::default();
        assert_eq!(pipelines.add(DEAL, Some(5), None).id, 5);
        assert_eq!(pipelines.add(1038, None, None).id, 1);
        assert_eq!(pipelines.add(SMART_INVOICE, None, None).id, 2);
        assert_eq!(pipelines.add(DEAL, None, None).id, 6);
        let again = pipelines.add(DEAL, Some(5), Some("Repairs".to_owned()));
        assert_eq!((again.name.as_str(), again.sort, again.default), ("Repairs", 200, false));
        assert_eq!(pipelines.of_type(DEAL).count(), 3);
    }
}
