//! What the SDK asks of the REST API.

use portal_emulator::Options;
use serde_json::json;

use super::{Referee, both_generations};

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
