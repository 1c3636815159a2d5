use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::Crm;

/// Fifty stages counted in one request look at no record but those on the pages.
#[tokio::test]
async fn counting_does_not_depend_on_the_number_of_records() {
    let stages: Vec<_> = (0..50).map(|number| format!("UC_{number}")).collect();
    let fill: Vec<_> =
        stages.iter().map(|stage| json!({"op": "deals", "stage": stage, "count": 2000})).collect();
    let crm = Crm::with(Value::Array(fill)).await;
    let commands: Map<_, _> = stages
        .iter()
        .map(|stage| {
            let command = format!("crm.deal.list?filter[STAGE_ID]={stage}&select[]=ID");
            (stage.clone(), json!(command))
        })
        .collect();
    // The quickest of some: what a busy machine takes besides is not the portal's.
    let mut taken = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        let body = crm.call("batch", json!({"cmd": commands})).await;
        taken = taken.min(begun.elapsed());
        for stage in &stages {
            assert_eq!(body["result"]["result_total"][stage], 2000, "{stage}");
        }
    }
    assert!(taken < Duration::from_secs(2), "it took {taken:?}");
}
