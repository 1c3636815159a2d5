use super::*;

/// The errors of `crm.status.update` and `crm.status.delete`: as the source sends them and as the
/// documentation prints them (rest-behaviour §3, §4, §9).
const METHOD_ERRORS: [(u16, &str, &str, Cause); 16] = [
    (400, "", "Access denied.", Cause::AccessDenied),
    (400, "Access denied.", "No rights to perform the operation", Cause::AccessDenied),
    (400, "", "ID is not defined or invalid.", Cause::Misuse),
    (400, "Invalid identifier.", "An invalid identifier was provided.", Cause::Misuse),
    (400, "", "Status is not found.", Cause::Gone),
    (400, "", "CRM Status is not found.", Cause::Gone),
    (400, "Status is not found.", "Element not found", Cause::Gone),
    (400, "Error on updating status.", "Error while updating the element", Cause::UpdateFailed),
    (
        400,
        "",
        "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".",
        Cause::NeedsForced,
    ),
    (
        400,
        "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".",
        "A system element can only be deleted with the FORCED flag",
        Cause::NeedsForced,
    ),
    (400, "", "There are active items in this status.", Cause::HasItems),
    (400, "", "Cannot delete a stage containing items", Cause::HasItems),
    (400, "ERROR_CORE", "The specified status ID already exists.<br>", Cause::CodeTaken),
    (400, "ERROR_CORE", "Exceeded maximum length of status ID: 22.<br>", Cause::BadCode),
    (
        400,
        "ERROR_CORE",
        "Status ID may include Latin characters, numbers, minus and underscore characters only<br>",
        Cause::BadCode,
    ),
    (400, "Error on deleting status.", "Error while deleting the element", Cause::DeleteFailed),
];

/// Every system error of the two pages, with the status of the source and of the documentation
/// (rest-behaviour §6.6).
const SYSTEM_ERRORS: [(&[u16], &str, &str, Cause); 21] = [
    (&[500], "INTERNAL_SERVER_ERROR", "Internal server error", Cause::Internal),
    (&[500], "ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response", Cause::Internal),
    (&[503], "QUERY_LIMIT_EXCEEDED", "Too many requests", Cause::Busy),
    (&[200, 405], "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage", Cause::Misuse),
    (&[200, 400], "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded", Cause::Misuse),
    (&[401], "NO_AUTH_FOUND", "Wrong authorization data", Cause::SessionEnded),
    (&[401, 400, 403], "INVALID_REQUEST", "Https required.", Cause::HttpsRequired),
    (&[401, 503], "OVERLOAD_LIMIT", "REST API is blocked due to overload.", Cause::Busy),
    (&[401, 403], "ACCESS_DENIED", "REST is available only on commercial plans.", Cause::Plan),
    (&[403], "ACCESS_DENIED", "Access denied! Application context required", Cause::AccessDenied),
    (&[401, 403], "INVALID_CREDENTIALS", "Invalid request credentials", Cause::Disconnected),
    (&[404], "ERROR_MANIFEST_IS_NOT_AVAILABLE", "Manifest is not available", Cause::Misuse),
    (
        &[401, 403],
        "insufficient_scope",
        "The request requires higher privileges than provided by the access token",
        Cause::MissingScope,
    ),
    (&[401], "expired_token", "The access token provided has expired", Cause::SessionEnded),
    (&[401], "invalid_token", "Unable to get application by token", Cause::SessionEnded),
    (
        &[401, 403],
        "user_access_error",
        "The user does not have access to the application.",
        Cause::AccessDenied,
    ),
    (&[403, 500], "PORTAL_DELETED", "Portal was deleted", Cause::PortalClosed),
    (&[404], "ERROR_METHOD_NOT_FOUND", "Method not found!", Cause::Misuse),
    (&[429], "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.", Cause::MethodBusy),
    (&[500], "ERROR_CORE", "SQL query error!", Cause::Internal),
    (&[401], "authorization_error", "Unable to authorize user", Cause::SessionEnded),
];

#[test]
fn the_errors_of_update_and_delete_are_told_apart_in_both_profiles() {
    for (status, code, description, cause) in METHOD_ERRORS {
        assert_eq!(Cause::of(status, code, description), cause, "{code:?} {description:?}");
    }
}

#[test]
fn every_system_error_is_known_whatever_its_status() {
    for (statuses, code, description, cause) in SYSTEM_ERRORS {
        for status in statuses {
            assert_eq!(Cause::of(*status, code, description), cause, "{status} {code}");
        }
    }
}

#[test]
fn an_answer_without_words_is_sorted_by_its_status() {
    let cause = |status| Failure::unreadable("batch", status, "").cause;
    assert_eq!(cause(503), Cause::Busy);
    assert_eq!(cause(502), Cause::Internal);
    assert_eq!(cause(401), Cause::SessionEnded);
    assert_eq!(cause(200), Cause::Unreadable);
}

#[test]
fn unknown_errors_stay_unknown_and_keep_their_words() {
    let failure = Failure::refused("crm.status.delete", 400, "", "Стадия занята<br>");
    assert_eq!(failure.cause, Cause::Unknown);
    assert_eq!(&*failure.raw.description, "Стадия занята");
}

#[test]
fn tags_leave_the_text_and_nothing_else_does() {
    assert_eq!(plain("already exists.<br>"), "already exists.");
    assert_eq!(plain("a<br />b < c"), "ab < c");
    assert_eq!(plain("cut <br"), "cut");
}

#[test]
fn only_two_codes_ask_for_a_new_token() {
    let wants = |code| Failure::refused("batch", 401, code, "").wants_new_token();
    assert!(wants("expired_token") && wants("INVALID_TOKEN"));
    assert!(!wants("NO_AUTH_FOUND") && !wants("insufficient_scope"));
}

#[test]
fn a_refusal_leaves_no_doubt_and_silence_does() {
    assert!(!Failure::refused("batch", 400, "", "Access denied.").leaves_doubt());
    assert!(!Failure::refused("batch", 503, "QUERY_LIMIT_EXCEEDED", "").leaves_doubt());
    assert!(Failure::because(Cause::TimedOut, "batch", "").leaves_doubt());
    assert!(Failure::unreadable("batch", 502, "<html>").leaves_doubt());
}

#[test]
fn every_cause_leaves_a_way_forward() {
    let all = METHOD_ERRORS.iter().map(|row| row.3).chain(SYSTEM_ERRORS.iter().map(|row| row.3));
    for cause in all.chain([Cause::Unreachable, Cause::TimedOut, Cause::NotStored, Cause::Unknown]) {
        assert!(!cause.remedies().is_empty(), "{cause:?}");
    }
}
