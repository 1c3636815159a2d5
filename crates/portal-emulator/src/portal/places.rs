//! Where an application can put itself (frame-protocol §8).

use super::statuses::Statuses;

/// A place in the portal under its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) code: String,
    /// The scope that it takes beside `placement`, if any.
    pub(crate) scope: Option<&'static str>,
}

/// The ends of CRM codes, and the items that have such a place beside smart invoices and smart processes.
const CRM_PLACES: [(&str, &[&str]); 9] = [
    ("LIST_TOOLBAR", &["DEAL", "LEAD", "CONTACT", "COMPANY", "INVOICE", "QUOTE", "ORDER"]),
    ("LIST_MENU", &["DEAL", "LEAD", "CONTACT", "COMPANY", "INVOICE", "QUOTE", "ACTIVITY"]),
    ("DETAIL_TAB", &["DEAL", "LEAD", "CONTACT", "COMPANY", "QUOTE", "ORDER"]),
    ("DETAIL_TOOLBAR", &["DEAL", "LEAD", "CONTACT", "COMPANY", "INVOICE", "QUOTE"]),
    ("DETAIL_ACTIVITY", &["DEAL", "LEAD", "CONTACT", "COMPANY", "QUOTE", "ORDER"]),
    ("ACTIVITY_TIMELINE_MENU", &["DEAL", "LEAD", "QUOTE"]),
    ("DOCUMENTGENERATOR_BUTTON", &["DEAL", "LEAD", "CONTACT", "COMPANY", "QUOTE"]),
    ("ROBOT_DESIGNER_TOOLBAR", &["DEAL", "LEAD"]),
    // Deals have this one under a shorter code; leads and quotes have no pipelines.
    ("FUNNELS_TOOLBAR", &[]),
];

/// The other codes, by the scope that they take.
const OTHER_PLACES: [(Option<&str>, &[&str]); 9] = [
    (
        Some("crm"),
        &[
            "CRM_FUNNELS_TOOLBAR",
            "CRM_ANALYTICS_MENU",
            "CRM_ANALYTICS_TOOLBAR",
            "CRM_DETAIL_SEARCH",
            "CRM_REQUISITE_AUTOCOMPLETE",
            "CRM_BANK_DETAIL_AUTOCOMPLETE",
        ],
    ),
    (Some("user"), &["USER_PROFILE_MENU", "USER_PROFILE_TOOLBAR"]),
    (
        Some("task"),
        &[
            "TASK_LIST_CONTEXT_MENU",
            "TASK_USER_LIST_TOOLBAR",
            "TASK_GROUP_LIST_TOOLBAR",
            "TASK_VIEW_TAB",
            "TASK_VIEW_SIDEBAR",
            "TASK_VIEW_TOP_PANEL",
            "TASK_ROBOT_DESIGNER_TOOLBAR",
        ],
    ),
    (
        Some("sonet_group"),
        &["SONET_GROUP_DETAIL_TAB", "SONET_GROUP_TOOLBAR", "SONET_GROUP_ROBOT_DESIGNER_TOOLBAR"],
    ),
    (Some("telephony"), &["CALL_CARD", "TELEPHONY_ANALYTICS_MENU"]),
    (Some("calendar"), &["CALENDAR_GRIDVIEW"]),
    (Some("contact_center"), &["CONTACT_CENTER"]),
    (Some("im"), &["IM_CONTEXT_MENU", "IM_NAVIGATION", "IM_SIDEBAR", "IM_TEXTAREA", "IMMOBILE_CONTEXT_MENU"]),
    (None, &[Place::LEFT_MENU, Place::BACKGROUND, Place::APP_URI, "BI_ANALYTICS_MENU"]),
];

impl Place {
    const LEFT_MENU: &str = "LEFT_MENU";
    pub(crate) const BACKGROUND: &str = "PAGE_BACKGROUND_WORKER";
    const APP_URI: &str = "REST_APP_URI";

    /// Every place, smart processes included as far as their pipelines are known.
    pub(crate) fn all(statuses: &Statuses) -> Vec<Self> {
        let processes = processes(statuses);
        let crm = CRM_PLACES.iter().flat_map(|(end, items)| {
            let items = items.iter().map(|item| (*item).to_owned());
            let items = items.chain(processes.iter().cloned()).chain(["SMART_INVOICE".to_owned()]);
            items.map(move |item| Self { code: format!("CRM_{item}_{end}"), scope: Some("crm") })
        });
        let others = OTHER_PLACES.iter().flat_map(|(scope, codes)| {
            codes.iter().map(|code| Self { code: (*code).to_owned(), scope: *scope })
        });
        crm.chain(others).collect()
    }

    /// How many handlers the place takes, if they are counted.
    pub(crate) fn max_count(&self) -> Option<usize> {
        matches!(self.code.as_str(), Self::BACKGROUND | Self::APP_URI).then_some(1)
    }

    /// Whether a handler may be for one user only.
    pub(crate) fn is_personal(&self) -> bool {
        self.code == Self::BACKGROUND
    }

    /// The options that a handler may have; all are texts.
    pub(crate) fn options(&self) -> &'static [&'static str] {
        if self.code == Self::BACKGROUND {
            &["errorHandlerUrl"]
        } else if self.code.ends_with("_DETAIL_ACTIVITY") {
            &["useBuiltInInterface", "newUserNotificationTitle", "newUserNotificationText"]
        } else {
            &[]
        }
    }
}

/// What smart processes are called in codes, each once: `DYNAMIC_1038`.
fn processes(statuses: &Statuses) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entity in statuses.entity_types() {
        let name = entity["ID"].as_str().and_then(|id| id.split_once("_STAGE_")).map(|(name, _)| name);
        if let Some(name) = name.filter(|name| name.starts_with("DYNAMIC_"))
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::seed::Seed;

    #[test]
    fn every_smart_process_has_its_places() {
        let mut statuses = Statuses::seeded(&Seed::built_in().unwrap());
        let count = Place::all(&statuses).len();
        statuses.register("DYNAMIC_1038_STAGE_37", "Requests");
        statuses.register("DYNAMIC_1038_STAGE_38", "Complaints");
        let places = Place::all(&statuses);
        assert_eq!(places.len(), count + CRM_PLACES.len());
        let has = |code: &str| places.iter().filter(|place| place.code == code).count();
        assert_eq!(has("CRM_DYNAMIC_1038_FUNNELS_TOOLBAR"), 1);
        assert_eq!([has("CRM_DEAL_FUNNELS_TOOLBAR"), has("CRM_FUNNELS_TOOLBAR")], [0, 1]);
        assert!(places.iter().all(|place| has(&place.code) == 1), "a code is there twice");
    }
}
