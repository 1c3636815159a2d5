//! The page's policy.

use crate::dom;

/// From now on the page speaks to this portal and to nobody else. Its own policy cannot say that: nobody knows
/// the portal's origin when it is written. Policies add up, so this one can only forbid.
pub fn confine(origin: &str) {
    let Some(document) = dom::document() else { return };
    let (Ok(policy), Some(head)) = (document.create_element("meta"), dom::find("head")) else { return };
    let _ = policy.set_attribute("http-equiv", "Content-Security-Policy");
    // Policies have no words for an address in brackets. Scheme and port are what can be said then.
    let source = origin.replace("[::1]", "*");
    let _ = policy.set_attribute("content", &format!("connect-src 'self' {source}"));
    let _ = head.append_child(&policy);
}
