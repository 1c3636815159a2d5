//! The official SDK as the referee: it cannot tell this portal from a real one.
//!
//! `B24JSSDK` names its file `index.min.js`; `cargo xtask test` fetches it and says where it is.

use std::{fs, net::SocketAddr, path::PathBuf, sync::OnceLock};

use portal_emulator::{App, Generation, Options};
use serde_json::{Value, json};

use crate::bench::Bench;

/// An application that consists of the SDK and nothing else.
fn folder() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(make_folder).clone()
}

fn make_folder() -> PathBuf {
    let sdk = std::env::var_os("B24JSSDK").expect("B24JSSDK: run these by `cargo xtask test --only portal`");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("referee-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser/sdk/index.html");
    fs::copy(page, folder.join("index.html")).unwrap();
    fs::copy(sdk, folder.join("b24jssdk.js")).unwrap();
    folder
}

/// A portal with the SDK in its frame.
struct Referee {
    bench: Bench,
}

impl Referee {
    async fn new(options: Options) -> Self {
        let app = App::Dist { address: SocketAddr::from(([127, 0, 0, 1], 0)), folder: folder() };
        Self { bench: Bench::with_app(Options { app, ..options }).await }
    }

    /// Opens the portal page and lets the SDK introduce itself.
    async fn open(options: Options, query: &str) -> Self {
        let referee = Self::new(options).await;
        referee.reopen(query).await;
        referee
    }

    async fn reopen(&self, query: &str) {
        self.bench.visit(query).await;
        self.bench.enter(0).await;
        self.sdk("window.b24 = await B24Js.initializeB24Frame()").await;
    }

    /// The REST requests so far, by method, without preflights.
    fn requests(&self) -> Vec<String> {
        let log = browser::http::get(&format!("{}/log", self.bench.emulator.control()));
        let entries = log.as_array().unwrap().iter().filter(|entry| entry["http_method"] != "OPTIONS");
        entries.map(|entry| format!("{} {}", entry["method"].as_str().unwrap(), entry["status"])).collect()
    }

    /// Runs a script with the SDK as `b24` in the frame; what is thrown comes back as `thrown`.
    async fn sdk(&self, script: &str) -> Value {
        self.bench.enter(0).await;
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const call = (method, params = {{}}) => b24.actions.v2.call.make({{ method, params }});
             const result = async (method, params) => {{
               const answer = await call(method, params);
               if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join());
               return answer.getData().result;
             }};
             (async () => {{ {script} }})().then(
               (value) => done(value ?? null),
               (error) => done({{ thrown: String(error?.message ?? error), code: error?.code ?? null }}),
             );"
        );
        self.bench.browser.run_async(&script, Vec::new()).await
    }
}

async fn both_generations(check: impl AsyncFn(&Referee)) {
    for generation in [Generation::Y2024, Generation::Y2026] {
        let referee = Referee::open(Options { generation, ..Options::default() }, "lang=de").await;
        check(&referee).await;
        referee.bench.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_introduces_itself() {
    both_generations(async |referee| {
        let seen = referee
            .sdk(
                "const auth = b24.auth.getAuthData();
                 return {
                   first: b24.isFirstRun, install: b24.isInstallMode, lang: b24.getLang(), admin: b24.auth.isAdmin,
                   origin: b24.getTargetOrigin(), sid: b24.getAppSid().length, placement: b24.placement.placement,
                   token: auth.access_token.length, lifetime: auth.expires_in, member: auth.member_id.length,
                 }",
            )
            .await;
        let expected = json!({
            "first": true, "install": false, "lang": "de", "admin": true,
            "origin": referee.bench.emulator.portal(), "sid": 32, "placement": "DEFAULT",
            "token": 70, "lifetime": 3600, "member": 32,
        });
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_edits_a_directory() {
    both_generations(async |referee| {
        let rows = "(await result('crm.status.list', { filter: { ENTITY_ID: 'SOURCE' }, order: { SORT: 'ASC' } }))";
        assert_eq!(referee.sdk(&format!("return {rows}.length")).await, 12);
        let id = referee
            .sdk("return result('crm.status.add', { fields: { ENTITY_ID: 'SOURCE', STATUS_ID: 'FAIR', NAME: 'Messe & Co', SORT: 5 } })")
            .await;
        assert_eq!(id, 773);
        let renamed = "return result('crm.status.update', { id: 773, fields: { NAME: 'Größte «Messe» +1', COLOR: '#FF0000' } })";
        assert_eq!(referee.sdk(renamed).await, true);
        let row = referee.sdk(&format!("return {rows}[0]")).await;
        assert_eq!((&row["ID"], &row["NAME"], &row["COLOR"]), (&json!("773"), &json!("Größte «Messe» +1"), &json!("#FF0000")));
        let total = "const list = await call('crm.status.list', { filter: { ENTITY_ID: 'SOURCE' } }); return [list.getTotal(), list.isMore()]";
        assert_eq!(referee.sdk(total).await, json!([13, false]));
        assert_eq!(referee.sdk("return result('crm.status.delete', { id: 773 })").await, true);
        // The SDK loses the text of an error without a code, but not that there is one.
        let gone = referee.sdk("return result('crm.status.delete', { id: 773 })").await;
        assert!(gone["thrown"].is_string(), "{gone}");
        let unknown = referee.sdk("return result('crm.status.nonsense')").await;
        assert!(unknown["thrown"].as_str().unwrap().contains("Method not found"), "{unknown}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_sends_batches() {
    let referee = Referee::open(Options::default(), "").await;
    let named = referee
        .sdk(
            "const answer = await b24.actions.v2.batch.make({
               calls: {
                 one: { method: 'crm.status.get', params: { id: 103 } },
                 two: { method: 'crm.status.update', params: { id: 103, fields: { NAME: 'A & B #1 +', COLOR: '#00FF00' } } },
                 three: { method: 'crm.status.get', params: { id: '$result[one][ID]' } },
               },
               options: { isHaltOnError: true, returnAjaxResult: false },
             });
             return answer.getData()",
        )
        .await;
    assert_eq!((&named["one"]["NAME"], &named["two"]), (&json!("Create papers"), &json!(true)));
    assert_eq!(
        (&named["three"]["NAME"], &named["three"]["COLOR"]),
        (&json!("A & B #1 +"), &json!("#00FF00"))
    );
    let listed = referee
        .sdk(
            "const calls = Array.from({ length: 50 }, () => ['crm.status.fields', {}]);
             const answer = await b24.actions.v2.batch.make({ calls, options: { returnAjaxResult: false } });
             return [answer.getData().length, answer.getData()[49].NAME.isRequired]",
        )
        .await;
    assert_eq!(listed, json!([50, true]));
    let chunks = referee
        .sdk(
            "const calls = Array.from({ length: 120 }, (_, index) => ['crm.status.get', { id: 101 + 2 * (index % 8) }]);
             const answer = await b24.actions.v2.batchByChunk.make({ calls });
             return answer.getData().length",
        )
        .await;
    assert_eq!(chunks, 120);
    assert_eq!(referee.requests().iter().filter(|line| line.starts_with("batch")).count(), 5);
    referee.bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_renews_an_expired_token_once_for_all() {
    let referee = Referee::open(Options::default(), "").await;
    let before = referee.sdk("return b24.auth.getAuthData().access_token").await;
    browser::http::post(&format!("{}/expire", referee.bench.emulator.control()), &json!({}));
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
async fn the_sdk_keeps_options() {
    let referee = Referee::open(Options::default(), "").await;
    let set =
        "await b24.options.appSet('theme', 'dark'); await b24.options.userSet('last', 'SOURCE'); return true";
    assert_eq!(referee.sdk(set).await, true);
    referee.reopen("").await;
    let got = referee
        .sdk("return [b24.options.appGet('theme'), b24.options.userGet('last'), b24.isFirstRun]")
        .await;
    assert_eq!(got, json!(["dark", "SOURCE", false]));
    let rest = "return [await result('app.option.get'), await result('user.option.get', { option: 'last' })]";
    assert_eq!(referee.sdk(rest).await, json!([{"theme": "dark"}, "SOURCE"]));
    let over_rest = "await result('user.option.set', { options: { last: 'INDUSTRY' } }); return result('user.option.get')";
    assert_eq!(referee.sdk(over_rest).await, json!({"last": "INDUSTRY"}));
    referee.bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_fits_its_window_and_knows_where_it_is() {
    let referee = Referee::open(Options::default(), "tab=1").await;
    let size = referee.sdk("return b24.parent.resizeWindow(600, 450)").await;
    assert_eq!(size, json!({"width": 600, "height": 450}));
    let fitted = referee.sdk("return b24.parent.fitWindow()").await;
    assert!(fitted["width"].as_u64() > Some(600), "{fitted}");
    referee.sdk("await b24.parent.setTitle('Stages: 2'); await b24.parent.scrollParentWindow(0)").await;
    assert_eq!(referee.bench.heading().await, "Stages: 2");
    let place = "return [b24.placement.placement, b24.placement.isDefault, b24.placement.options, await b24.placement.getInterface()]";
    assert_eq!(
        referee.sdk(place).await,
        json!(["DEFAULT", true, {"tab": "1"}, {"command": [], "event": []}])
    );
    referee.reopen("placement=CRM_FUNNELS_TOOLBAR").await;
    let place = "return [b24.placement.placement, b24.placement.isDefault, b24.placement.options]";
    assert_eq!(referee.sdk(place).await, json!(["CRM_FUNNELS_TOOLBAR", false, {"URI": "/crm/deal/kanban/"}]));
    referee.reopen("placement=CRM_DEAL_DETAIL_TAB&open=get").await;
    let reload = "return [b24.placement.options.ID, await b24.placement.call('reloadData')]";
    assert_eq!(referee.sdk(reload).await[0], "8061");
    referee.bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdks_helper_reads_what_it_needs() {
    let referee = Referee::open(Options::default(), "").await;
    let seen = referee
        .sdk(
            "const { initB24Helper, getB24Helper } = B24Js.useB24Helper();
             await initB24Helper(b24, [
               B24Js.LoadDataType.App, B24Js.LoadDataType.Profile,
               B24Js.LoadDataType.AppOptions, B24Js.LoadDataType.UserOptions,
             ]);
             const helper = getB24Helper();
             return {
               user: [helper.profileInfo.data.id, helper.profileInfo.data.isAdmin, helper.profileInfo.data.name],
               app: [helper.appInfo.data.version, helper.appInfo.statusCode],
               license: helper.licenseInfo.data.languageId, healthy: await b24.tools.healthCheck.make(),
               ping: (await b24.tools.ping.make()) >= 0,
             }",
        )
        .await;
    assert_eq!(seen["user"], json!([1, true, "Alex"]), "{seen}");
    assert_eq!(
        (&seen["license"], &seen["healthy"], &seen["ping"]),
        (&json!("en"), &json!(true), &json!(true))
    );
    assert_eq!(seen["app"][0], 1);
    referee.bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_reads_lists_of_any_length() {
    let referee = Referee::open(Options::default(), "").await;
    referee.bench.ops(&json!([
        {"op": "deals", "stage": "NEW", "count": 120},
        {"op": "deals", "stage": "WON", "count": 3},
        {"op": "items", "entityTypeId": 1038, "stage": "DT1038_1:NEW", "count": 60},
    ]));
    let list = referee
        .sdk(
            "const answer = await b24.actions.v2.callList.make({
               method: 'crm.deal.list', params: { filter: { STAGE_ID: 'NEW' }, select: ['ID', 'STAGE_ID'] },
             });
             const deals = answer.getData();
             return [deals.length, new Set(deals.map(({ ID }) => ID)).size, deals[0]]",
        )
        .await;
    assert_eq!(list, json!([120, 120, {"ID": "1", "STAGE_ID": "NEW"}]));
    let fetched = referee
        .sdk(
            "let count = 0;
             const pages = b24.actions.v2.fetchList.make({
               method: 'crm.item.list', params: { entityTypeId: 1038, select: ['id'] },
               idKey: 'id', customKeyForResult: 'items',
             });
             for await (const page of pages) count += page.length;
             return count",
        )
        .await;
    assert_eq!(fetched, 60);
    let total =
        "return (await call('crm.deal.list', { filter: { STAGE_ID: 'WON' }, select: ['ID'] })).getTotal()";
    assert_eq!(referee.sdk(total).await, 3);
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_opens_and_closes_sliders() {
    let referee = Referee::open(Options::default(), "").await;
    referee.sdk("window.sliderIsClosed = false; b24.slider.openSliderAppPage({ id: 5 }).then(() => { window.sliderIsClosed = true })").await;
    referee.bench.enter(1).await;
    let inner = "const done = arguments[0];
        B24Js.initializeB24Frame().then((b24) => { window.b24 = b24; done([b24.placement.placement, b24.placement.options.id]) })";
    assert_eq!(referee.bench.browser.run_async(inner, Vec::new()).await, json!(["DEFAULT", "5"]));
    referee.bench.browser.run("b24.parent.closeApplication()").await;
    referee.bench.enter(0).await;
    let closed = || async { referee.bench.browser.run("return sliderIsClosed").await == true };
    referee.bench.browser.until("the slider has closed", closed).await;
    let path = "b24.slider.openPath(b24.slider.getUrl('/crm/deal/list/').toString(), 900).then((value) => { window.path = value }); return null";
    referee.sdk(path).await;
    referee.bench.browser.leave().await;
    referee.bench.browser.find(".slider__page").await;
    referee.bench.browser.click(".slider__close").await;
    referee.bench.enter(0).await;
    let path = || async { referee.bench.browser.run("return window.path?.isClose ?? null").await == true };
    referee.bench.browser.until("the page has closed", path).await;
    referee.bench.strike().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sdk_installs_an_application() {
    let options = Options { install: Some("/index.html?install=1".to_owned()), ..Options::default() };
    let referee = Referee::open(options, "").await;
    let bound = referee
        .sdk(
            "const handler = location.origin + '/';
             const bound = await result('placement.bind', {
               PLACEMENT: 'CRM_FUNNELS_TOOLBAR', HANDLER: handler, LANG_ALL: { en: { TITLE: 'Stages' } },
             });
             const again = await result('placement.bind', { PLACEMENT: 'CRM_FUNNELS_TOOLBAR', HANDLER: handler }).catch((error) => error.message);
             return [b24.isInstallMode, bound, again, (await result('app.info')).INSTALLED, (await result('placement.get')).length]",
        )
        .await;
    assert_eq!(
        (&bound[0], &bound[1], &bound[3], &bound[4]),
        (&json!(true), &json!(true), &json!(false), &json!(1))
    );
    assert!(bound[2].as_str().unwrap().contains("already binded"), "{bound}");
    referee.bench.enter(0).await;
    referee.bench.browser.run("b24.installFinish()").await;
    referee.bench.browser.leave().await;
    let left =
        || async { referee.bench.browser.run("return location.search").await == "?install_finished=Y" };
    referee.bench.browser.until("the page has left", left).await;
    referee.reopen("").await;
    assert_eq!(
        referee.sdk("return [b24.isInstallMode, (await result('app.info')).INSTALLED]").await,
        json!([false, true])
    );
    referee.bench.strike().await;
}
