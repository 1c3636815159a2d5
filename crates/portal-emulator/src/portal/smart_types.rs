use super::{Portal, records::is_dynamic};
use crate::clock::Moment;

/// The smart processes.
#[derive(Clone, Debug, Default)]
pub(crate) struct SmartTypes {
    list: Vec<SmartType>,
}

/// A smart process: a type of records that the portal's owner made up.
#[derive(Clone, Debug)]
pub(crate) struct SmartType {
    pub(crate) type_id: u64,
    pub(crate) title: String,
    pub(crate) created: Moment,
}

impl SmartType {
    fn untitled(type_id: u64) -> Self {
        Self { type_id, title: format!("Smart process {type_id}"), created: Moment::now() }
    }
}

impl SmartTypes {
    /// Makes a smart process known unless it is.
    pub(crate) fn ensure(&mut self, type_id: u64) -> &mut SmartType {
        let at = self.list.iter().position(|known| known.type_id == type_id).unwrap_or(self.list.len());
        if at == self.list.len() {
            self.list.push(SmartType::untitled(type_id));
        }
        &mut self.list[at]
    }
}

impl Portal {
    /// The smart processes, those included of which only the entity types know a pipeline.
    pub(crate) fn smart_types(&self) -> Vec<SmartType> {
        let mut types = self.smart_types.list.clone();
        for (type_id, ..) in self.foreign_pipelines() {
            if is_dynamic(type_id) && types.iter().all(|known| known.type_id != type_id) {
                types.push(SmartType::untitled(type_id));
            }
        }
        types
    }

    /// Whether there is a smart process of that number.
    pub(crate) fn has_smart_type(&self, type_id: u64) -> bool {
        let prefix = format!("DYNAMIC_{type_id}_STAGE_");
        let mut entities = self.statuses.entity_types().iter().filter_map(|entity| entity["ID"].as_str());
        self.smart_types.list.iter().any(|known| known.type_id == type_id)
            || (is_dynamic(type_id) && entities.any(|id| id.starts_with(&prefix)))
    }

    /// Adds a smart process with a first pipeline, or renames the one that has the number.
    pub(crate) fn add_smart_type(&mut self, type_id: u64, title: &str) {
        title.clone_into(&mut self.smart_types.ensure(type_id).title);
        if self.pipelines_of(type_id).is_empty() {
            self.add_pipeline_of(type_id, None, Some("Default".to_owned()));
        }
    }
}
