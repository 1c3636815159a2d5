use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const SID: &str = "9c33468728e1d2c8c97562475edfd96b";

/// The row 1 reply of frame-protocol §14, with the portal's own types.
fn init_data() -> Value {
    json!({
        "LANG": "en", "DOMAIN": "127.0.0.1:8090", "PROTOCOL": 0, "PATH": "/rest", "AUTH_ID": "token-a",
        "AUTH_EXPIRES": "3600", "REFRESH_ID": "token-r", "MEMBER_ID": "m", "FIRST_RUN": true,
        "IS_ADMIN": true, "INSTALL": false, "USER_OPTIONS": [], "APP_OPTIONS": [],
        "PLACEMENT": "DEFAULT", "PLACEMENT_OPTIONS": []
    })
}

fn read(data: &Value) -> Option<InitData> {
    InitData::read(&data.to_string())
}

#[test]
fn the_window_name_gives_origin_and_sid() {
    let address = Address::from_window_name(&format!("portal.bitrix24.com|1|{SID}")).unwrap();
    assert_eq!(address.origin(), "https://portal.bitrix24.com");
    assert_eq!(address.message("getInitData", None, "c"), format!("getInitData::c:{SID}"));
}

#[test]
fn default_ports_leave_the_origin_and_others_stay() {
    let origin = |domain: &str, secure: &str| {
        Address::from_window_name(&format!("{domain}|{secure}|s")).map(|address| address.origin().to_owned())
    };
    assert_eq!(origin("a.b:443", "1").as_deref(), Some("https://a.b"));
    assert_eq!(origin("a.b:80", "0").as_deref(), Some("http://a.b"));
    assert_eq!(origin("127.0.0.1:8090", "0").as_deref(), Some("http://127.0.0.1:8090"));
}

#[test]
fn the_query_string_is_the_way_out() {
    let query = format!("?DOMAIN=127.0.0.1:8090&PROTOCOL=0&LANG=en&APP_SID={SID}");
    assert_eq!(Address::from_query(&query), Address::from_window_name(&format!("127.0.0.1:8090|0|{SID}")));
    assert_eq!(Address::from_query("?a=1"), None);
    assert_eq!(Address::from_query(""), None);
}

#[test]
fn a_frame_of_something_else_has_no_address() {
    for name in ["", "portal", "a|1", "|1|s", "a|1|", "a/b|1|s", "evil@host|1|s", "a|1|s:t"] {
        assert_eq!(Address::from_window_name(name), None, "{name:?}");
    }
}

#[test]
fn parameters_may_hold_colons() {
    let address = Address::from_window_name("a|0|s").unwrap();
    let message = address.message("setTitle", Some(&Json::parse(r#"{"title":"A: B"}"#).unwrap()), "");
    assert_eq!(message, r#"setTitle:{"title":"A: B"}::s"#);
}

#[test]
fn a_reply_is_split_at_its_first_colon() {
    assert_eq!(reply(r#"c:{"a":"x:y"}"#), Some(("c", r#"{"a":"x:y"}"#)));
    assert_eq!(reply("c:"), Some(("c", "")));
    assert_eq!(reply("nothing"), None);
    assert_eq!(reply(":x"), None);
}

#[test]
fn the_portals_own_types_are_read() {
    let data = read(&init_data()).unwrap();
    assert_eq!((&*data.lang, &*data.path, &*data.placement), ("en", "/rest", "DEFAULT"));
    assert_eq!((data.token.lifetime, data.first_run, data.in_slider), (3600, true, false));
}

#[test]
fn other_types_are_read_as_well() {
    let mut data = init_data();
    data["AUTH_EXPIRES"] = json!(60);
    data["PROTOCOL"] = json!("1");
    data["PATH"] = json!("/custom/rest/");
    data["PLACEMENT_OPTIONS"] = json!({"IFRAME": "Y"});
    let data = read(&data).unwrap();
    assert_eq!((data.token.lifetime, &*data.path, data.in_slider), (60, "/custom/rest", true));
    let mut data = init_data();
    data["PLACEMENT_OPTIONS"] = json!("");
    assert!(read(&data).is_some());
}

#[test]
fn without_a_token_there_is_no_session() {
    let mut data = init_data();
    data["AUTH_ID"] = json!("");
    assert_eq!(read(&data), None);
    assert_eq!(InitData::read("[]"), None);
    assert_eq!(InitData::read("{oops"), None);
}

#[test]
fn secrets_are_not_printed() {
    let data = read(&init_data()).unwrap();
    let address = Address::from_window_name(&format!("a|0|{SID}")).unwrap();
    let token = Token::read(&Json::parse(&init_data().to_string()).unwrap()).unwrap();
    assert_eq!(token.secret(), "token-a");
    // As they are held: on their own, in cells, in lists, on one line and on many.
    let held = (&token, std::cell::RefCell::new(data.clone()), Some(vec![token.clone()]), &address);
    for printed in [format!("{data:?} {address:?} {token:?}"), format!("{held:?}"), format!("{held:#?}")] {
        for secret in ["token-a", "token-r", SID] {
            assert!(!printed.contains(secret), "{printed}");
        }
        assert!(printed.contains("3600"), "what is no secret is printed: {printed}");
    }
}

proptest! {
    #[test]
    fn no_message_breaks_the_reader(text in ".{0,80}") {
        let _ = reply(&text);
        let _ = InitData::read(&text);
        let _ = Address::from_window_name(&text);
        let _ = Address::from_query(&text);
    }
}
