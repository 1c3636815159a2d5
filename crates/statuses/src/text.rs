//! Every text a person reads.
//!
//! A language is one [`Texts`] value, so a missing text is a compile error. Texts are whole sentences with
//! `{placeholders}`; what is filled in stays apart in the [`Phrase`], so that the page can isolate it
//! (`<bdi>`): names are anybody's, in any script and direction.

mod changes;
pub mod colors;
mod en;
mod explain;
mod phrase;
mod ru;
mod usage;

pub use changes::{clash, color, step, unsaved};
pub use colors::ColorTexts;
pub use explain::{Intent, Subject, explain, explain_mishap, remedy, summary};
pub use phrase::{Part, Phrase, fill};
pub use usage::{parts, records, used};

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English, and whatever is not translated.
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::Ru];

    /// From the code a portal gives (ux §8); unknown ones are read in English.
    #[must_use]
    pub fn of_portal(code: &str) -> Self {
        match code {
            "ru" => Self::Ru,
            _ => Self::En,
        }
    }

    /// BCP 47, for the `lang` attribute and for `Intl`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// Its texts.
    #[must_use]
    pub fn texts(self) -> &'static Texts {
        match self {
            Self::En => &en::TEXTS,
            Self::Ru => &ru::TEXTS,
        }
    }

    fn plural(self, n: usize) -> usize {
        match self {
            Self::En => usize::from(n != 1),
            Self::Ru => match (n % 10, n % 100) {
                (_, 11..=14) => 2,
                (1, _) => 0,
                (2..=4, _) => 1,
                _ => 2,
            },
        }
    }
}

/// A sentence with `{placeholders}`.
pub type Template = &'static str;

/// The forms of a sentence with a number `{n}`: one and other, or one, few and many.
pub type Plural = &'static [Template];

/// The same thing about saving, deleting and loading.
pub type ByIntent = [Template; 3];

/// All texts of a language. Error texts carry the number they have in ux §7.
#[derive(Debug)]
#[expect(missing_docs, reason = "a text explains itself in `en.rs`")]
pub struct Texts {
    pub lang: Lang,
    pub colors: ColorTexts,

    // The directories
    pub directory: Template,
    pub find_directory: Template,
    pub no_directory: Template,
    pub switched_off: Template,
    pub not_saved_mark: Template,
    pub families: [Template; 6],
    pub of_directory: Template,
    pub unsaved_elsewhere: Template,

    // The list
    pub grid_stages: Template,
    pub grid_values: Template,
    pub groups: [Template; 3],
    pub group_values: Template,
    pub count_stages: Plural,
    pub count_values: Plural,
    pub system: Template,
    pub html_code: Template,

    // A row
    pub edit_name: Template,
    pub name_field: Template,
    pub name_counter: Template,
    pub editing_hint: Template,
    pub color_of: Template,
    pub color_of_default: Template,
    pub color_of_unknown: Template,
    pub menu_of: Template,
    pub saving: Template,
    pub saved: Template,
    pub deleting: Template,
    pub deleting_in: Template,
    pub undo: Template,
    pub waiting: Template,
    pub checking: Template,
    pub e03_checking: Template,
    pub gone: Template,
    pub remove_from_view: Template,
    pub create_again: Template,
    pub create_it_again: Template,
    pub was: Template,
    pub not_saved: Template,
    pub not_deleted: Template,
    pub not_added: Template,
    pub clash_name: Template,
    pub clash_color: Template,
    pub clash_delete: Template,
    pub e38_name: Template,
    pub e38_color: Template,
    pub keep_theirs: Template,
    pub use_mine: Template,
    pub set_back: Template,
    pub leave: Template,
    pub delete_anyway: Template,

    // The menu of a row
    pub rename: Template,
    pub change_color: Template,
    pub copy_code: Template,
    pub delete: Template,
    pub move_up: Template,
    pub move_down: Template,
    pub first_already: Template,
    pub last_already: Template,
    pub not_offline: Template,
    pub keystone_start: Template,
    pub keystone_success: Template,

    // Adding
    pub add_stage: Template,
    pub add_value: Template,
    pub add_first: Template,
    pub add_to: Template,
    pub new_stage: Template,
    pub new_value: Template,
    pub adding_hint: Template,
    pub n_arrived: Plural,

    // What was done, and can be taken back
    pub redo: Template,
    pub history: Template,
    pub history_title: Template,
    pub refresh: Template,
    pub more: Template,
    pub undo_of: Template,
    pub step_renamed: Template,
    pub step_recolored: Template,
    pub step_moved: Template,
    pub step_added: Template,
    pub step_deleted: Template,

    // What is not saved yet, one line each
    pub to_rename: Template,
    pub to_recolor: Template,
    pub to_move: Template,
    pub to_add: Template,
    pub to_delete: Template,

    // Colour
    pub apply: Template,

    // Dialogs
    pub close: Template,
    pub cancel: Template,
    pub delete_title: Template,
    pub delete_body_stages: Template,
    pub delete_body_values: Template,
    pub force_title: Template,
    pub force_intro: Template,
    pub force_facts: [Template; 3],
    pub force_no_original: Template,
    pub force_agree: Template,
    pub details_title: Template,
    pub copy: Template,
    pub copied: Template,
    pub copy_failed: Template,
    pub default_color: Template,

    // What can be done
    pub retry: Template,
    pub revert: Template,
    pub keep: Template,
    pub details: Template,
    pub remove: Template,
    pub force: Template,
    pub reconnect: Template,
    pub try_again: Template,

    // States of the whole
    pub connecting: Template,
    pub slow: Template,
    pub slow_title: Template,
    pub no_answer_title: Template,
    pub no_answer: Template,
    pub outside_title: Template,
    pub outside: Template,
    pub outside_how: Template,
    pub load_failed: Template,
    pub shut_out_title: Template,
    pub empty_title: Template,
    pub empty: Template,
    pub view_title: Template,
    pub view_body: Template,
    pub e02_title: Template,
    pub e02_offline: Template,
    pub e04_title: Template,
    pub e04_kept: Template,
    pub e05_now: Template,
    pub e03_all: Template,
    pub again_seconds: Plural,
    pub again_minutes: Plural,
    pub stale: Template,
    pub try_now: Template,
    pub copy_edits: Template,
    pub recheck: Template,
    pub copy_request: Template,
    pub request: Template,

    // The status line and what is spoken
    pub all_saved: Template,
    pub view_only: Template,
    pub not_loaded: Template,
    pub n_saving: Plural,
    pub n_failed: Plural,
    pub review: Template,
    pub n_conflicts: Plural,
    pub n_offline: Plural,
    pub n_waiting: Plural,
    pub n_doomed: Plural,
    pub n_saved: Plural,
    pub n_open: Plural,
    pub n_elsewhere: Plural,
    pub n_online: Plural,
    pub online: Template,
    pub renamed: Template,
    pub recolored: Template,
    pub moved: Template,
    pub placed: Template,
    pub added: Template,
    pub doomed: Template,
    pub doomed_keys: Template,
    pub undone: Template,
    pub redone: Template,
    pub refreshed: Template,
    pub deleted: Template,
    pub code_copied: Template,

    // Reordering, and steps of many rows
    pub n_step_renamed: Plural,
    pub n_step_recolored: Plural,
    pub n_step_moved: Plural,
    pub n_step_added: Plural,
    pub n_step_deleted: Plural,
    pub n_step_changed: Plural,
    pub undone_step: Template,
    pub redone_step: Template,
    pub handle_of: Template,
    pub handle_help: Template,
    pub hand: [Template; 4],
    pub in_hand: Template,
    pub keeps_group: [Template; 3],
    pub move_place: Template,
    pub move_to_title: Template,
    pub move_field: Template,
    pub move_bad: Template,
    pub move_button: Template,
    pub sort: Template,
    pub sort_names: Template,
    pub sort_usage: Template,
    pub e34_order: Template,
    pub e35_partly: Template,
    pub finish: Template,
    pub old_order: Template,

    // Finding, help, preferences
    pub search_stages: Template,
    pub search_values: Template,
    pub clear_search: Template,
    pub filter: Template,
    pub filters: [Template; 7],
    pub found_of: Template,
    pub no_matches: Template,
    pub nothing_found: Template,
    pub nothing_of_sort: Template,
    pub searched: Plural,
    pub add_named: Template,
    pub not_filtered: Template,
    pub copy_code_of: Template,
    pub name_copied: Template,
    pub restore_name: Template,
    pub theme: Template,
    pub themes: [Template; 3],
    pub help: Template,
    pub help_keys: [(&'static str, Template); 24],
    pub help_about_title: Template,
    pub help_about: [Template; 4],
    pub preferences_title: Template,
    pub ask_first: Template,
    pub ask_first_hint: Template,
    pub single_keys: Template,
    pub single_keys_hint: Template,

    // Records that hold a value, deleting one that is in use, moving its records
    pub records: [Plural; 8],
    pub records_seen: Template,
    pub records_none: Template,
    pub counting: Template,
    pub checking_use: Template,
    pub show_records: Template,
    pub show: Template,
    pub in_use_title: Template,
    pub in_use_value: Template,
    pub in_use_parts: Template,
    pub move_then_delete: [Template; 2],
    pub move_to: Template,
    pub move_nowhere: Template,
    pub rules_of_stage: Template,
    pub rules_of_value: Template,
    pub only_show: Template,
    pub only_show_hint: Template,
    pub leave_empty: Template,
    pub leave_empty_hint: Template,
    pub move_and_delete: Template,
    pub move_them: Template,
    pub check_again: Template,
    pub delete_unchecked: Template,
    pub moving_title: Template,
    pub moved_of: Template,
    pub moving_then: Template,
    pub moving_stop: Template,
    pub moving_again: Template,
    pub paused: Template,
    pub pause: Template,
    pub resume: Template,
    pub stop: Template,
    pub go_on: Template,
    pub show_rest: Template,
    pub n_refused: Plural,
    pub refusal: Template,
    pub ask_administrator: Template,
    pub what_helps: Template,
    pub hidden_request: Template,
    pub no_path_title: Template,
    pub no_path: Template,
    pub e28_hidden: Template,
    pub e28_help: Template,
    pub e32_uncounted: Template,
    pub e32_unknowable: Template,
    pub e33_title: Template,
    pub e33_stopped: Template,

    // Adding with a code, pasting a list, the preview
    pub suggest: Template,
    pub paste_list: Template,
    pub insert_below: Template,
    pub one_success: Template,
    pub code: Template,
    pub change_code: Template,
    pub e19_same_name: Template,
    pub e22_code_signs: Template,
    pub e22_code_zero: Template,
    pub e22_refused: Template,
    pub e23_code_too_long: Plural,
    pub e24_code_of: Template,
    pub e36_not_all: Template,
    pub e37_refused: Template,
    pub paste_stages: Template,
    pub paste_values: Template,
    pub paste_columns: Template,
    pub paste_field: Template,
    pub paste_lines: Template,
    pub paste_where: Template,
    pub name: Template,
    pub result: Template,
    pub line_new: Template,
    pub line_same_name: Template,
    pub line_blank: Template,
    pub line_skipped: Template,
    pub line_no_name: Template,
    pub line_zero: Template,
    pub line_too_long: Plural,
    pub line_no_color: Template,
    pub line_bad_code: Template,
    pub line_code_too_long: Template,
    pub line_code_taken: Template,
    pub add_stages: Plural,
    pub add_values: Plural,
    pub add_none: Template,
    pub adding_progress: Template,
    pub preview: Template,
    pub preview_card: Template,
    pub preview_board: Template,
    pub preview_alt: Template,

    // Errors
    pub e01_unreachable: ByIntent,
    pub e03_timed_out: ByIntent,
    pub e03_unanswered: ByIntent,
    pub e04_session_ended: ByIntent,
    pub e05_busy: ByIntent,
    pub e05_method_busy: Template,
    pub put_back: Template,
    pub as_it_was: Template,
    pub e06_put_back: Template,
    pub e06_not_done: Template,
    pub e06_others: Plural,
    pub e06_shut_out: Template,
    pub e07_missing_scope: Template,
    pub e08_plan: Template,
    pub e09_not_stored: Template,
    pub e09_not_deleted: Template,
    pub e09_color_not_stored: Template,
    pub e09_order_not_stored: Template,
    pub e09_not_added: Template,
    pub e10_internal: ByIntent,
    pub e11_portal_closed: Template,
    pub e12_disconnected: Template,
    pub https_required: Template,
    pub e13_gone: Template,
    pub e14_already_deleted: Template,
    pub e16_empty: Template,
    pub e17_zero: Template,
    pub e18_too_long: Plural,
    pub e24_code_taken: Template,
    pub e25_out_of_order: Template,
    pub e26_second_success: Template,
    pub e27_has_items: Template,
    pub e27_in_use_by_now: Template,
    pub e29_needs_forced: Template,
    pub e30_delete_failed: Template,
    pub update_failed: Template,
    pub misuse: Template,
    pub e40_unknown: ByIntent,
    pub server_said: Template,
    pub c03_keystone_start: Template,
    pub c03_keystone_success: Template,
}

impl Texts {
    /// The form of a sentence for `n`, with `{n}` filled in.
    #[must_use]
    pub fn plural(&self, forms: Plural, n: usize) -> Phrase {
        let form = forms.get(self.lang.plural(n)).or(forms.last()).copied().unwrap_or_default();
        fill(form, &[("n", &self.number(n))])
    }

    /// A number as the language groups its digits.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        let separator = match self.lang {
            Lang::En => ',',
            Lang::Ru => '\u{a0}',
        };
        let digits = n.to_string();
        let mut grouped = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }
}

#[cfg(test)]
mod tests;
