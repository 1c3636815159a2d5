use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use proptest::prelude::*;
use serde_json::Value;

/// A request as it goes over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Garbage {
    pub(crate) verb: &'static str,
    pub(crate) path: String,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Garbage {
    pub(crate) fn send(&self, origin: &str) -> (u16, String, Vec<u8>) {
        let authority = origin.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(authority).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let head = format!(
            "{} {} HTTP/1.1\r\nHost: {authority}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.verb,
            self.path,
            self.content_type,
            self.body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        // Whoever refuses a request need not read all of it.
        let _ = stream.write_all(&self.body);
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no answer: {self:?}"));
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head, answer[end + 4..].to_vec())
    }
}

/// Any bytes, in the form in which they can stand in an address.
pub(crate) fn escaped() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40).prop_map(|bytes| bytes
            .iter()
            .map(|byte| format!("%{byte:02X}"))
            .collect::<Vec<_>>()
            .concat()),
        "[a-zA-Z0-9._~$&'()*+,;=:@%-]{0,40}",
    ]
}

pub(crate) fn path() -> impl Strategy<Value = String> {
    let method = prop_oneof![
        Just("crm.status.list".to_owned()),
        Just("crm.status.update.json".to_owned()),
        Just("crm.status.add.xml".to_owned()),
        Just("crm.deal.list/".to_owned()),
        Just("batch".to_owned()),
        Just("placement.bind".to_owned()),
        Just("user.get".to_owned()),
        escaped(),
    ];
    (method, escaped()).prop_map(|(method, query)| format!("/rest/{method}?{query}"))
}

pub(crate) fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "\\$(result|next|total|error)(\\[[a-z0-9]{0,3}\\]){0,4}".prop_map(Value::from),
        "(crm\\.status\\.(get|list|add|update|delete)|batch|profile)\\?[a-zA-Z0-9=&%#$+\\[\\]]{0,30}"
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        let key = prop_oneof![
            any::<String>(),
            prop::sample::select(vec![
                "id",
                "ID",
                "fields",
                "filter",
                "order",
                "select",
                "params",
                "cmd",
                "halt",
                "NAME",
                "SORT",
                "COLOR",
                "ENTITY_ID",
                "STATUS_ID",
                "SEMANTICS",
                "EXTRA",
                "FORCED",
                "0",
                "1",
                "start",
                "options",
                "PLACEMENT",
                "HANDLER",
                "LANG_ALL",
                "entityTypeId",
                "op",
                "kind",
                "count",
                "method",
                "stage",
                "entity",
                "user",
            ])
            .prop_map(ToOwned::to_owned),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn body() -> impl Strategy<Value = (String, Vec<u8>)> {
    let form = "application/x-www-form-urlencoded";
    prop_oneof![
        json_value().prop_map(|value| ("application/json".to_owned(), value.to_string().into_bytes())),
        // JSON that was cut off, or doubled.
        (json_value(), 0..60_usize).prop_map(|(value, end)| {
            let text = value.to_string().into_bytes();
            ("application/json; charset=utf-8".to_owned(), text[..end.min(text.len())].to_vec())
        }),
        "([a-zA-Z]{0,6}(\\[[a-zA-Z0-9]{0,4}\\]?){0,5}=?[ -~]{0,10}&?){0,12}"
            .prop_map(move |text| (form.to_owned(), text.into_bytes())),
        prop::collection::vec(any::<u8>(), 0..300).prop_map(move |bytes| (form.to_owned(), bytes)),
        prop::collection::vec(any::<u8>(), 0..300)
            .prop_map(|bytes| ("multipart/form-data; boundary=X".to_owned(), bytes)),
        "(--X(--)?(\r\n)?(Content-Disposition: form-data; name=\"?[a-z\\[\\]]{0,6}\"?)?(\r\n){0,2}[a-z]{0,5}){0,6}"
            .prop_map(|text| ("multipart/form-data; boundary=X".to_owned(), text.into_bytes())),
        ("[ -~]{0,30}", prop::collection::vec(any::<u8>(), 0..100)),
    ]
}

pub(crate) fn request(path: impl Strategy<Value = String>) -> impl Strategy<Value = Garbage> {
    let verb = prop::sample::select(vec![
        "POST", "POST", "POST", "GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH",
    ]);
    (verb, path, body()).prop_map(|(verb, path, (content_type, body))| Garbage {
        verb,
        path,
        content_type,
        body,
    })
}
