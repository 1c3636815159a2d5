use super::{
    Portal, bindings::Bindings, pipelines::Pipelines, records::Records, settings::Settings,
    smart_types::SmartTypes, statuses::Statuses,
};

/// What is stored on behalf of the portal's users.
#[derive(Debug)]
pub(crate) struct Contents {
    statuses: Statuses,
    pipelines: Pipelines,
    smart_types: SmartTypes,
    records: Records,
    settings: Settings,
    bindings: Bindings,
}

impl Portal {
    /// A copy of everything stored.
    pub(crate) fn contents(&self) -> Contents {
        Contents {
            statuses: self.statuses.clone(),
            pipelines: self.pipelines.clone(),
            smart_types: self.smart_types.clone(),
            records: self.records.clone(),
            settings: self.settings.clone(),
            bindings: self.bindings.clone(),
        }
    }

    /// Goes back to what was stored before.
    pub(crate) fn restore(&mut self, contents: Contents) {
        let Contents { statuses, pipelines, smart_types, records, settings, bindings } = contents;
        self.statuses = statuses;
        self.pipelines = pipelines;
        self.smart_types = smart_types;
        self.records = records;
        self.settings = settings;
        self.bindings = bindings;
    }
}
