// Adapter for Agora's Go code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/go).
//
// Debian: apt-get install golang-go
//
//	AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey sh build.sh /tmp/agora-go
//	npx accesstoken2-conformance -- /tmp/agora-go/adapter
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"runtime"

	api "github.com/AgoraIO/Tools/DynamicKey/AgoraDynamicKey/go/src/accesstoken2"
)

type object = map[string]any
type list = []any

// skip is a request that Go's types cannot express.
type skip string

func (reason skip) Error() string { return string(reason) }

type request struct {
	ID             int         `json:"id"`
	Op             string      `json:"op"`
	Token          string      `json:"token"`
	AppID          text        `json:"appId"`
	AppCertificate string      `json:"appCertificate"`
	IssuedAt       json.Number `json:"issuedAt"`
	ExpiresIn      json.Number `json:"expiresIn"`
	Salt           json.Number `json:"salt"`
	Services       []service   `json:"services"`
}

type service struct {
	Type        json.Number      `json:"type"`
	Privileges  [][2]json.Number `json:"privileges"`
	ChannelName text             `json:"channelName"`
	UID         text             `json:"uid"`
	UserID      text             `json:"userId"`
	Account     text             `json:"account"`
	RoomUUID    text             `json:"roomUuid"`
	UserUUID    text             `json:"userUuid"`
	Role        json.Number      `json:"role"`
	Permissions []pair           `json:"permissions"`
}

// pair is [resource type, [pair…]] or [permission type, [text…]].
type pair struct {
	Number json.Number
	Rest   json.RawMessage
}

func (p *pair) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[2]any{&p.Number, &p.Rest})
}

// text is a string of a request: a JSON string, or {"hex": "…"} if its bytes are not UTF-8.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, (*string)(t))
	}
	var encoded struct{ Hex string }
	if err := json.Unmarshal(data, &encoded); err != nil {
		return err
	}
	bytes, err := hex.DecodeString(encoded.Hex)
	*t = text(bytes)
	return err
}

func out(value string) object { return object{"hex": hex.EncodeToString([]byte(value))} }

// number converts a JSON number to the type of the API's parameter; it skips if the number is out of range.
func number[T uint16 | uint32 | int16](value json.Number) T {
	wide, err := value.Int64()
	if err != nil || int64(T(wide)) != wide {
		panic(skip(fmt.Sprintf("a %T cannot be %s", T(0), value)))
	}
	return T(wide)
}

func makePermissions(resources []pair) *api.Rtm2Permissions {
	permissions := api.NewRtm2Permissions()
	for _, resource := range resources {
		resourceType := number[uint16](resource.Number)
		permissions.Details[resourceType] = map[uint16][]string{}
		var accesses []pair
		must(json.Unmarshal(resource.Rest, &accesses))
		for _, access := range accesses {
			var names []text
			must(json.Unmarshal(access.Rest, &names))
			resources := []string{}
			for _, name := range names {
				resources = append(resources, string(name))
			}
			permissions.Add(resourceType, number[uint16](access.Number), resources)
		}
	}
	return permissions
}

// makeService returns the service, and its embedded struct with the privileges.
func makeService(s service) (api.IService, *api.Service) {
	channel, account, user := string(s.ChannelName), string(s.Account), string(s.UserID)
	switch number[uint16](s.Type) {
	case api.ServiceTypeRtc:
		made := api.NewServiceRtc(channel, string(s.UID))
		return made, made.Service
	case api.ServiceTypeRtm:
		made := api.NewServiceRtm(user)
		return made, made.Service
	case api.ServiceTypeStreaming:
		made := api.NewServiceStreaming(channel, account)
		return made, made.Service
	case api.ServiceTypeFpa:
		made := api.NewServiceFpa()
		return made, made.Service
	case api.ServiceTypeChat:
		made := api.NewServiceChat(user)
		return made, made.Service
	case api.ServiceTypeFCdn:
		made := api.NewServiceFCdn(channel, account)
		return made, made.Service
	case api.ServiceTypeApaas:
		made := api.NewServiceApaas(string(s.RoomUUID), string(s.UserUUID), number[int16](s.Role))
		return made, made.Service
	case api.ServiceTypeRtm2:
		made := api.NewServiceRtm2(user, makePermissions(s.Permissions))
		return made, made.Service
	}
	panic(skip("no class for service " + s.Type.String()))
}

func describePermissions(permissions *api.Rtm2Permissions) list {
	resources := list{}
	for resourceType, byAccess := range permissions.Details {
		accesses := list{}
		for access, names := range byAccess {
			encoded := list{}
			for _, name := range names {
				encoded = append(encoded, out(name))
			}
			accesses = append(accesses, list{access, encoded})
		}
		resources = append(resources, list{resourceType, accesses})
	}
	return resources
}

func describeService(one api.IService) object {
	var base *api.Service
	described := object{}
	switch s := one.(type) {
	case *api.ServiceRtc:
		base, described["channelName"], described["uid"] = s.Service, out(s.ChannelName), out(s.Uid)
	case *api.ServiceRtm:
		base, described["userId"] = s.Service, out(s.UserId)
	case *api.ServiceStreaming:
		base, described["channelName"], described["account"] = s.Service, out(s.ChannelName), out(s.Account)
	case *api.ServiceFpa:
		base = s.Service
	case *api.ServiceChat:
		base, described["userId"] = s.Service, out(s.UserId)
	case *api.ServiceFCdn:
		base, described["channelName"], described["account"] = s.Service, out(s.ChannelName), out(s.Account)
	case *api.ServiceApaas:
		base, described["role"] = s.Service, s.Role
		described["roomUuid"], described["userUuid"] = out(s.RoomUuid), out(s.UserUuid)
	case *api.ServiceRtm2:
		base, described["userId"], described["permissions"] = s.Service, out(s.UserId), describePermissions(s.Permissions)
	}
	privileges := list{}
	for privilege, seconds := range base.Privileges {
		privileges = append(privileges, list{privilege, seconds})
	}
	described["type"], described["privileges"] = base.Type, privileges
	return described
}

func describe() object {
	version := os.Getenv("AGORA_TOOLS_VERSION")
	if version == "" {
		version = "unknown"
	}
	return object{
		"name":       "Agora Go",
		"version":    version,
		"language":   runtime.Version(),
		"operations": list{"build", "decode", "verify"},
		"checks":     list{},
	}
}

func build(r request) string {
	token := api.NewAccessToken(string(r.AppID), r.AppCertificate, number[uint32](r.ExpiresIn))
	token.IssueTs = number[uint32](r.IssuedAt)
	token.Salt = number[uint32](r.Salt)
	for _, s := range r.Services {
		made, base := makeService(s)
		for _, pair := range s.Privileges {
			base.AddPrivilege(number[uint16](pair[0]), number[uint32](pair[1]))
		}
		token.AddService(made)
	}
	built, err := token.Build()
	must(err)
	return built
}

func parse(text string) *api.AccessToken {
	token := api.CreateAccessToken()
	parsed, err := token.Parse(text)
	must(err)
	if !parsed {
		panic(fmt.Errorf("Parse returned false"))
	}
	return token
}

func decode(text string) object {
	token := parse(text)
	services := list{}
	for _, one := range token.Services {
		services = append(services, describeService(one))
	}
	return object{
		"appId": out(token.AppId), "issuedAt": token.IssueTs, "expiresIn": token.Expire, "salt": token.Salt,
		"services": services,
	}
}

func verify(text string, certificate string) bool {
	genuine, err := parse(text).VerifySignature(certificate)
	must(err)
	return genuine
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func answer(line []byte) (reply object) {
	var r request
	err := json.Unmarshal(line, &r)
	reply = object{"id": r.ID}
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case skip:
			reply["skip"] = problem.Error()
		default:
			reply["error"] = fmt.Sprint(problem)
		}
	}()
	must(err)
	switch r.Op {
	case "describe":
		reply["result"] = describe()
	case "build":
		reply["result"] = build(r)
	case "decode":
		reply["result"] = decode(r.Token)
	case "verify":
		reply["result"] = verify(r.Token, r.AppCertificate)
	}
	return
}

func main() {
	input := bufio.NewReader(os.Stdin)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		must(output.Encode(answer(line)))
	}
}
