// Adapter for Agora's C++ code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/cpp).
//
// Debian: apt-get install g++ nlohmann-json3-dev libssl-dev zlib1g-dev
//
//     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey sh build.sh /tmp/agora-cpp
//     npx accesstoken2-conformance -- /tmp/agora-cpp/adapter
#include <iostream>
#include <nlohmann/json.hpp>

#include "cpp/src/AccessToken2.h"

using namespace agora::tools;
using nlohmann::json;

struct Skip : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A JSON string, or {"hex": "…"} if its bytes are not UTF-8.
static std::string Bytes(const json &value) {
  return value.is_object() ? hexDecode(value.at("hex").get<std::string>()) : value.get<std::string>();
}

static json Hex(const std::string &bytes) { return json{{"hex", stringToHex(bytes)}}; }

// JSON numbers out of range for the C++ type cannot be passed to the API.
template <typename T>
static T Number(const json &value) {
  if (!value.is_number_integer()) throw Skip("not an integer");
  auto number = value.get<int64_t>();
  if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max()) throw Skip("the argument's type cannot hold this number");
  return static_cast<T>(number);
}

static std::unique_ptr<Service> MakeService(const json &s) {
  auto field = [&](const char *name) { return Bytes(s.at(name)); };
  switch (Number<uint16_t>(s.at("type"))) {
    case 1: return std::unique_ptr<Service>(new ServiceRtc(field("channelName"), field("uid")));
    case 2: return std::unique_ptr<Service>(new ServiceRtm(field("userId")));
    case 3: return std::unique_ptr<Service>(new ServiceStreaming(field("channelName"), field("account")));
    case 4: return std::unique_ptr<Service>(new ServiceFpa());
    case 5: return std::unique_ptr<Service>(new ServiceChat(field("userId")));
    case 6: return std::unique_ptr<Service>(new ServiceFCdn(field("channelName"), field("account")));
    case 7: return std::unique_ptr<Service>(new ServiceApaas(field("roomUuid"), field("userUuid"), Number<int16_t>(s.at("role"))));
    case 8: {
      ServiceRtm2::Permissions permissions;
      for (const auto &resource : s.at("permissions")) {
        auto type = Number<uint16_t>(resource.at(0));
        permissions.details_[type];
        for (const auto &access : resource.at(1)) {
          std::vector<std::string> names;
          for (const auto &name : access.at(1)) names.push_back(Bytes(name));
          permissions.Add(type, Number<uint16_t>(access.at(0)), names);
        }
      }
      return std::unique_ptr<Service>(new ServiceRtm2(field("userId"), permissions));
    }
  }
  throw Skip("no class for this service");
}

static json Describe(Service *service) {
  json out{{"type", service->ServiceType()}, {"privileges", json::array()}};
  for (const auto &p : service->privileges_) out["privileges"].push_back({p.first, p.second});
  if (auto s = dynamic_cast<ServiceRtc *>(service)) out["channelName"] = Hex(s->channel_name_), out["uid"] = Hex(s->account_);
  if (auto s = dynamic_cast<ServiceRtm *>(service)) out["userId"] = Hex(s->user_id_);
  if (auto s = dynamic_cast<ServiceStreaming *>(service)) out["channelName"] = Hex(s->channel_name_), out["account"] = Hex(s->account_);
  if (auto s = dynamic_cast<ServiceChat *>(service)) out["userId"] = Hex(s->user_id_);
  if (auto s = dynamic_cast<ServiceFCdn *>(service)) out["channelName"] = Hex(s->channel_name_), out["account"] = Hex(s->account_);
  if (auto s = dynamic_cast<ServiceApaas *>(service)) out["roomUuid"] = Hex(s->room_uuid_), out["userUuid"] = Hex(s->user_uuid_), out["role"] = s->role_;
  if (auto s = dynamic_cast<ServiceRtm2 *>(service)) {
    out["userId"] = Hex(s->user_id_);
    out["permissions"] = json::array();
    for (const auto &resource : s->permissions_.details_) {
      json accesses = json::array();
      for (const auto &access : resource.second) {
        json names = json::array();
        for (const auto &name : access.second) names.push_back(Hex(name));
        accesses.push_back({access.first, names});
      }
      out["permissions"].push_back({resource.first, accesses});
    }
  }
  return out;
}

static void Parse(AccessToken2 &token, const json &request) {
  if (!token.FromString(request.at("token").get<std::string>())) throw std::runtime_error("FromString returned false");
}

static json Answer(const json &request) {
  auto op = request.at("op").get<std::string>();
  if (op == "describe") {
    auto version = getenv("AGORA_TOOLS_VERSION");
    return {{"name", "Agora C++"}, {"version", version ? version : "unknown"}, {"language", "C++"}, {"operations", {"build", "decode", "verify"}}, {"checks", json::array()}};
  }
  if (op == "build") {
    // The constructor takes 0 as "now" and chooses the salt itself, so both are set on the object.
    AccessToken2 token(Bytes(request.at("appId")), Bytes(request.at("appCertificate")), 1, Number<uint32_t>(request.at("expiresIn")));
    token.issue_ts_ = Number<uint32_t>(request.at("issuedAt"));
    token.salt_ = Number<uint32_t>(request.at("salt"));
    for (const auto &s : request.at("services")) {
      auto service = MakeService(s);
      for (const auto &p : s.at("privileges")) service->AddPrivilege(Number<uint16_t>(p.at(0)), Number<uint32_t>(p.at(1)));
      token.AddService(std::move(service));
    }
    auto text = token.Build();
    if (text.empty()) throw std::runtime_error("Build returned an empty string");
    return text;
  }
  AccessToken2 token;
  Parse(token, request);
  if (op == "verify") return token.VerifySignature(request.at("appCertificate").get<std::string>()) == kTokenVerifySuccess;
  json services = json::array();
  for (const auto &service : token.services_) services.push_back(Describe(service.second.get()));
  return {{"appId", Hex(token.app_id_)}, {"issuedAt", token.issue_ts_}, {"expiresIn", token.expire_}, {"salt", token.salt_}, {"services", services}};
}

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    auto request = json::parse(line);
    json answer{{"id", request.at("id")}};
    try {
      answer["result"] = Answer(request);
    } catch (const Skip &reason) {
      answer["skip"] = reason.what();
    } catch (const std::exception &error) {
      answer["error"] = error.what();
    }
    std::cout << answer.dump() << std::endl;
  }
}
