pub(crate) fn page(results: &crate::results::Results) -> String {
    results.to_json().to_string()
}
