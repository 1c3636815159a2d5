//! What the SDK says to the portal page.

use portal_emulator::Options;
use serde_json::json;

use super::{Referee, both_generations};

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
