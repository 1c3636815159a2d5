//! What the SDK does when something is in its way.

use portal_emulator::Options;
use serde_json::json;

use super::Referee;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_renews_an_expired_token_once_for_all() {
    let referee = Referee::open(Options::default(), "").await;
    let before = referee.sdk("return b24.auth.getAuthData().access_token").await;
    browser::http::post(&format!("{}/expire", referee.bench.emulator.control()), &json!({}));
    // All three are refused before the portal has renewed anything: the SDK renews again for a refusal that comes later.
    referee.bench.ops(&json!({"op": "refresh", "mode": "slow", "ms": 2500}));
    referee.bench.page("requests.length = 0").await;
    let three = referee
        .sdk(
            "const answers = await Promise.all([103, 105, 107].map((id) => result('crm.status.get', { id })));
             return answers.map((row) => row.ID)",
        )
        .await;
    assert_eq!(three, json!(["103", "105", "107"]));
    assert_ne!(referee.sdk("return b24.auth.getAuthData().access_token").await, before);
    let asked =
        referee.bench.page("return requests.filter((it) => it.includes('access_refresh')).length").await;
    assert_eq!(asked, 1);
    referee.bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_gets_over_what_goes_wrong() {
    let referee = Referee::open(Options::default(), "").await;
    for fault in
        [json!({"kind": "query_limit"}), json!({"kind": "html", "status": 502}), json!({"kind": "reset"})]
    {
        referee.bench.arm(&fault);
        assert_eq!(
            referee.sdk("return (await result('crm.status.get', { id: 103 })).ID").await,
            "103",
            "{fault}"
        );
    }
    let failed =
        referee.requests().into_iter().filter(|line| line != "crm.status.get 200").collect::<Vec<_>>();
    assert_eq!(failed, ["crm.status.get 503", "crm.status.get 502", "crm.status.get 0"]);
    // The limit that is on by default: the SDK keeps to it by itself.
    let many = "const all = await Promise.all(Array.from({ length: 55 }, () => result('crm.status.fields'))); return all.length";
    assert_eq!(referee.sdk(many).await, 55);
    assert!(!referee.requests().contains(&"crm.status.fields 503".to_owned()));
    referee.bench.strike().await;
}
