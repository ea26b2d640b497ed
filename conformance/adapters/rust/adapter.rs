//! Adapter for Agora's Rust code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/rust).
//!
//! Needs cargo, which fetches the crates in Cargo.toml.
//! Debian 13 without crates.io: apt-get install cargo librust-base64-dev librust-byteorder-dev librust-flate2-dev
//! librust-hmac-dev librust-md5-dev librust-rand-dev librust-serde-json-dev librust-sha2-dev, and set
//! CRATES=/usr/share/cargo/registry for build.sh.
//!
//!     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey sh build.sh /tmp/agora-rust
//!     npx accesstoken2-conformance -- /tmp/agora-rust/release/adapter
use serde_json::{json, Value};
use std::collections::HashMap;
use std::fmt::Display;
use std::io::{BufRead, Write};
use std::panic::{catch_unwind, AssertUnwindSafe};

// The issue time and the salt are private to Agora's module, so it is included here with two functions for them.
#[allow(dead_code)]
mod access_token {
    include!(concat!(env!("AGORA_TOOLS"), "/rust/src/access_token.rs"));

    pub fn set_numbers(token: &mut AccessToken, issue_ts: u32, salt: u32) {
        token.issue_ts = issue_ts;
        token.salt = salt;
    }

    pub fn header(token: &AccessToken) -> (&str, u32, u32, u32) {
        (&token.app_id, token.issue_ts, token.expire, token.salt)
    }
}
#[allow(dead_code)]
mod utils {
    include!(concat!(env!("AGORA_TOOLS"), "/rust/src/utils.rs"));
}
use access_token as api;

enum Refusal {
    Skip(String),
    Error(String),
}
use Refusal::{Error, Skip};

type Answer<T> = Result<T, Refusal>;

fn error(cause: impl Display) -> Refusal {
    Error(cause.to_string())
}

fn text(value: &Value) -> Answer<&str> {
    value.as_str().ok_or_else(|| Skip("strings are Unicode text".into()))
}

/// Converts a JSON number to the type of the API's parameter; skips if the number is out of range.
fn number<T: TryFrom<i64>>(value: &Value) -> Answer<T> {
    let number = value.as_i64().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| Skip(format!("{} cannot be {}", std::any::type_name::<T>(), value)))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], |items| items)
}

fn permissions(value: &Value) -> Answer<api::Rtm2Permissions> {
    let mut permissions = api::new_rtm2_permissions();
    for resource in list(value) {
        let resource_type = number(&resource[0])?;
        permissions.details.insert(resource_type, HashMap::new());
        for access in list(&resource[1]) {
            let names: Answer<Vec<String>> = list(&access[1]).iter().map(|name| text(name).map(String::from)).collect();
            permissions.add(resource_type, number(&access[0])?, names?);
        }
    }
    Ok(permissions)
}

fn service(request: &Value) -> Answer<Box<dyn api::IService>> {
    let field = |name: &str| text(&request[name]);
    let mut privileges = HashMap::new();
    for pair in list(&request["privileges"]) {
        privileges.insert(number(&pair[0])?, number(&pair[1])?);
    }
    // The types share no method for adding privileges, only the field they are in.
    macro_rules! with_privileges {
        ($made:expr) => {{
            let mut made = $made;
            privileges.iter().for_each(|(&privilege, &seconds)| made.service.add_privilege(privilege, seconds));
            Ok(Box::new(made))
        }};
    }
    match number::<u16>(&request["type"])? {
        api::SERVICE_TYPE_RTC => with_privileges!(api::new_service_rtc(field("channelName")?, field("uid")?)),
        api::SERVICE_TYPE_RTM => with_privileges!(api::new_service_rtm(field("userId")?)),
        api::SERVICE_TYPE_STREAMING => with_privileges!(api::new_service_streaming(field("channelName")?, field("account")?)),
        api::SERVICE_TYPE_FPA => with_privileges!(api::new_service_fpa()),
        api::SERVICE_TYPE_CHAT => with_privileges!(api::new_service_chat(field("userId")?)),
        api::SERVICE_TYPE_FCDN => with_privileges!(api::new_service_fcdn(field("channelName")?, field("account")?)),
        api::SERVICE_TYPE_APAAS => {
            with_privileges!(api::new_service_apaas(field("roomUuid")?, field("userUuid")?, number(&request["role"])?))
        }
        api::SERVICE_TYPE_RTM2 => {
            with_privileges!(api::new_service_rtm2(field("userId")?, Some(permissions(&request["permissions"])?)))
        }
        other => Err(Skip(format!("no class for service {other}"))),
    }
}

fn describe_service(service: &dyn api::IService) -> Value {
    let any = service.as_any();
    macro_rules! described {
        ($type:ident { $($name:literal: $field:ident),* }) => {
            if let Some(s) = any.downcast_ref::<api::$type>() {
                let privileges: Vec<_> = s.service.privileges.iter().collect();
                return json!({ "type": s.service.service_type, "privileges": privileges, $($name: s.$field),* });
            }
        };
    }
    described!(ServiceRtc { "channelName": channel_name, "uid": uid });
    described!(ServiceRtm { "userId": user_id });
    described!(ServiceStreaming { "channelName": channel_name, "account": account });
    described!(ServiceFpa {});
    described!(ServiceChat { "userId": user_id });
    described!(ServiceFCdn { "channelName": channel_name, "account": account });
    described!(ServiceApaas { "roomUuid": room_uuid, "userUuid": user_uuid, "role": role });
    let s = any.downcast_ref::<api::ServiceRtm2>().unwrap();
    let permissions: Vec<(_, Vec<_>)> =
        s.permissions.details.iter().map(|(resource, accesses)| (resource, accesses.iter().collect())).collect();
    let privileges: Vec<_> = s.service.privileges.iter().collect();
    json!({ "type": s.service.service_type, "privileges": privileges, "userId": s.user_id, "permissions": permissions })
}

fn describe() -> Value {
    json!({
        "name": "Agora Rust",
        "version": std::env::var("AGORA_TOOLS_VERSION").unwrap_or("unknown".into()),
        "language": "Rust",
        "operations": ["build", "decode", "verify"],
        "checks": [],
    })
}

fn build(request: &Value) -> Answer<Value> {
    let expire = number(&request["expiresIn"])?;
    let mut token = api::new_access_token(text(&request["appId"])?, text(&request["appCertificate"])?, expire);
    api::set_numbers(&mut token, number(&request["issuedAt"])?, number(&request["salt"])?);
    for one in list(&request["services"]) {
        token.add_service(service(one)?);
    }
    token.build().map(Value::from).map_err(error)
}

fn parse(request: &Value) -> Answer<api::AccessToken> {
    let mut token = api::create_access_token();
    match token.parse(text(&request["token"])?).map_err(error)? {
        true => Ok(token),
        false => Err(error("parse returned false")),
    }
}

fn decode(request: &Value) -> Answer<Value> {
    let token = parse(request)?;
    let (app_id, issued_at, expires_in, salt) = api::header(&token);
    let services: Vec<_> = token.services.iter().map(|service| describe_service(service.as_ref())).collect();
    Ok(json!({ "appId": app_id, "issuedAt": issued_at, "expiresIn": expires_in, "salt": salt, "services": services }))
}

fn verify(request: &Value) -> Answer<Value> {
    Ok(parse(request)?.verify_signature(text(&request["appCertificate"])?).into())
}

fn answer(request: &Value) -> Answer<Value> {
    match request["op"].as_str() {
        Some("describe") => Ok(describe()),
        Some("build") => build(request),
        Some("decode") => decode(request),
        Some("verify") => verify(request),
        _ => Err(error("unknown operation")),
    }
}

fn main() {
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.unwrap()).unwrap();
        // Agora's code panics where a token cannot be inflated.
        let outcome = catch_unwind(AssertUnwindSafe(|| answer(&request))).unwrap_or_else(|_| Err(error("panicked")));
        let (key, value) = match outcome {
            Ok(result) => ("result", result),
            Err(Error(message)) => ("error", message.into()),
            Err(Skip(reason)) => ("skip", reason.into()),
        };
        println!("{}", json!({ "id": request["id"], key: value }));
        std::io::stdout().flush().unwrap();
    }
}
