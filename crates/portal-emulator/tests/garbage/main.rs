//! Whatever is sent, the portal answers as a portal does, and goes on.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod arbitrary;

use arbitrary::{Garbage, escaped, json_value, path, request};
use portal_emulator::{Emulator, Options};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// A portal for all cases of a test, and a token for it.
fn portal(runtime: &Runtime) -> (Emulator, String) {
    let emulator = runtime.block_on(Emulator::start(Options::default())).unwrap();
    let token = Garbage {
        verb: "POST",
        path: "/token".to_owned(),
        content_type: String::new(),
        body: b"{}".to_vec(),
    };
    let (_, _, answer) = token.send(emulator.control());
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    let token = answer["access_token"].as_str().unwrap().to_owned();
    (emulator, token)
}

fn check(count: u32, strategy: impl Strategy<Value = Garbage>, answers: impl Fn(&Garbage)) {
    let config = ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() };
    let checked = TestRunner::new(config).run(&strategy, |garbage| {
        answers(&garbage);
        Ok(())
    });
    checked.unwrap();
}

#[test]
fn every_request_to_rest_gets_the_portals_answer() {
    let runtime = Runtime::new().unwrap();
    let (emulator, token) = portal(&runtime);
    check(600, request(path()), |garbage| {
        let garbage = Garbage { path: format!("{}&auth={token}", garbage.path), ..garbage.clone() };
        let (status, head, body) = garbage.send(emulator.portal());
        assert!([200, 400, 401, 403, 404, 500].contains(&status), "{status} for {garbage:?}");
        // 500 is for what ends the server's script (a scalar where it wants an array), never for a panic.
        if garbage.verb != "OPTIONS" && garbage.verb != "HEAD" && !head.contains("text/xml") {
            let answer: Value =
                serde_json::from_slice(&body).unwrap_or_else(|_| panic!("{status} {garbage:?}"));
            assert_ne!(
                answer.get("result").is_some(),
                answer.get("error").is_some(),
                "{answer} for {garbage:?}"
            );
        }
        assert!(head.contains("access-control-allow-origin: *"), "{head}");
    });
}

#[test]
fn every_batch_of_anything_gets_an_answer() {
    let runtime = Runtime::new().unwrap();
    let (emulator, token) = portal(&runtime);
    let batch = json_value().prop_map(|commands| Garbage {
        verb: "POST",
        path: "/rest/batch".to_owned(),
        content_type: "application/json".to_owned(),
        body: json!({"cmd": commands}).to_string().into_bytes(),
    });
    check(300, batch, |garbage| {
        let garbage = Garbage { path: format!("/rest/batch?auth={token}"), ..garbage.clone() };
        let (status, _, body) = garbage.send(emulator.portal());
        let answer: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(status, 200, "{answer} for {garbage:?}");
        let containers = ["result", "result_error", "result_total", "result_next", "result_time"];
        assert!(containers.iter().all(|name| !answer["result"][name].is_null()), "{answer}");
    });
}

#[test]
fn the_control_api_and_the_page_survive_anything() {
    let runtime = Runtime::new().unwrap();
    let (emulator, _) = portal(&runtime);
    let control =
        prop::sample::select(vec!["/ops", "/faults", "/token", "/faults/kinds", "/webhook?user=x", "/nope"]);
    // What would make the test itself wait, or the portal large, is left out.
    let harmless = |garbage: &Garbage| {
        let text = String::from_utf8_lossy(&garbage.body);
        !["delay", "no_answer", "count", "ms"].iter().any(|word| text.contains(word))
    };
    check(300, request(control.prop_map(ToOwned::to_owned)).prop_filter("harmless", harmless), |garbage| {
        let (status, ..) = garbage.send(emulator.control());
        assert!([200, 204, 400, 404, 405].contains(&status), "{status} for {garbage:?}");
    });
    let pages = prop_oneof![
        escaped().prop_map(|query| format!("/?{query}")),
        Just("/bitrix/components/bitrix/app.layout/lazyload.ajax.php".to_owned()),
        Just("/bitrix/admin/user_options.php".to_owned()),
        Just("/emulator/frame-faults".to_owned()),
    ];
    check(300, request(pages), |garbage| {
        let (status, ..) = garbage.send(emulator.portal());
        assert!([200, 204, 400, 404, 405, 415, 422].contains(&status), "{status} for {garbage:?}");
    });
}

#[test]
fn nothing_is_too_deep_or_too_long() {
    let runtime = Runtime::new().unwrap();
    let (emulator, token) = portal(&runtime);
    let form = "application/x-www-form-urlencoded";
    let deep = 100_000;
    let bodies = [
        (form, format!("a{}=1", "[b]".repeat(deep))),
        (form, format!("filter[NAME]={}{}", "(".repeat(deep), ")".repeat(deep))),
        (form, format!("filter[NAME]={}x", "~".repeat(deep))),
        (form, "a[]=1&".repeat(deep)),
        (form, format!("cmd[x]=crm.status.get%3Fa{}%3D1", "%5Bb%5D".repeat(deep))),
        ("application/json", format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
        ("application/json", format!("{{\"filter\":{}{}}}", "{\"a\":".repeat(deep), "}".repeat(deep))),
        ("multipart/form-data; boundary=X", "--X".repeat(deep)),
        ("text/plain", "x".repeat(17 * 1024 * 1024)),
    ];
    for (content_type, body) in bodies {
        for method in ["crm.status.list", "batch"] {
            let request = Garbage {
                verb: "POST",
                path: format!("/rest/{method}?auth={token}"),
                content_type: content_type.to_owned(),
                body: body.clone().into_bytes(),
            };
            let (status, _, answer) = request.send(emulator.portal());
            let start = &body[..body.len().min(30)];
            assert_eq!(status, 200, "{method} {start} {}", String::from_utf8_lossy(&answer));
        }
    }
}

fn form(origin: &str, path: &str, body: &str) -> (u16, Value) {
    let request = Garbage {
        verb: "POST",
        path: path.to_owned(),
        content_type: "application/x-www-form-urlencoded".to_owned(),
        body: body.as_bytes().to_vec(),
    };
    let (status, _, answer) = request.send(origin);
    (status, serde_json::from_slice(&answer).unwrap_or_else(|_| panic!("{status} for {path} {body:.80}")))
}

#[test]
fn numbers_have_no_end() {
    let runtime = Runtime::new().unwrap();
    let (emulator, token) = portal(&runtime);
    form(
        emulator.control(),
        "/ops",
        r#"[{"op":"deals","stage":"NEW","count":60},{"op":"type","entityTypeId":1042}]"#,
    );
    let extremes = [i64::MAX, i64::MAX - 49, i64::MIN, -1, 0, 49];
    let lists = [
        "crm.deal.list",
        "crm.item.list",
        "crm.type.list",
        "crm.category.list",
        "crm.status.list",
        "user.get",
    ];
    for (method, start) in lists.iter().flat_map(|method| extremes.map(|start| (method, start))) {
        let (status, answer) = form(
            emulator.portal(),
            &format!("/rest/{method}"),
            &format!("auth={token}&entityTypeId=2&start={start}"),
        );
        assert!(status == 200 || status == 401, "{method} {start} {answer}");
    }
    let (status, grant) = form(emulator.control(), "/token", &json!({"lifetime": u64::MAX}).to_string());
    assert_eq!((status, &grant["expires_in"]), (200, &json!(u64::MAX)));
    for op in [
        json!({"op": "deals", "stage": "NEW", "count": 9_000_000_000_000_u64}),
        json!({"op": "generate", "entity": "SOURCE", "count": u64::MAX}),
        json!({"op": "generate", "entity": "DEAL_STAGE", "count": 10_000, "items": u64::MAX}),
        json!({"op": "cost", "method": "profile", "seconds": 1e300}),
    ] {
        let (status, answer) = form(emulator.control(), "/ops", &op.to_string());
        assert_eq!(status, 400, "{op} {answer}");
    }
}

#[test]
fn what_grows_by_itself_stays_small() {
    let runtime = Runtime::new().unwrap();
    let (emulator, token) = portal(&runtime);
    form(
        emulator.control(),
        "/ops",
        r#"{"op":"deals","stage":"NEW","fields":{"TITLE":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}"#,
    );
    for pattern in ["%25".repeat(100_000), "%25a".repeat(1_000) + "b"] {
        let (status, _) = form(
            emulator.portal(),
            "/rest/crm.deal.list",
            &format!("auth={token}&filter[%3D%25TITLE]={pattern}"),
        );
        assert_eq!(status, 200);
    }
    // Every round would double what is stored.
    let doubling = "user.option.set?options[a]=$result[g]%26options[b]=$result[g]";
    form(emulator.portal(), "/rest/user.option.set", &format!("auth={token}&options[a]=seed"));
    for _ in 0..40 {
        let round = format!("auth={token}&cmd[g]=user.option.get&cmd[s]={doubling}");
        form(emulator.portal(), "/rest/batch", &round);
    }
    let (_, stored) = form(emulator.portal(), "/rest/user.option.get", &format!("auth={token}"));
    let length = stored.to_string().len();
    assert!((10_000..300_000).contains(&length), "{length}");
}
