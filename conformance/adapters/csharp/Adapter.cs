// Adapter for Agora's C# code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/csharp), compiled with Mono.
//
// Debian: apt-get install mono-mcs libmono-sharpzip4.84-cil libnewtonsoft-json5.0-cil
// Agora's project file asks for SharpZipLib 1.4.2 on .NET 8; Debian's Mono has version 0.84.
//
//     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey sh build.sh /tmp/agora-csharp
//     npx accesstoken2-conformance -- mono /tmp/agora-csharp/adapter.exe
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AgoraIO.Media;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

static class Adapter
{
    /// <summary>A request that C#'s types cannot express.</summary>
    class Skip : Exception
    {
        public Skip(string reason) : base(reason) { }
    }

    static string Text(JToken value)
    {
        if (value.Type == JTokenType.Object) throw new Skip("strings are Unicode text");
        return (string)value;
    }

    static long Number(JToken value, long min, long max)
    {
        if (value.Type != JTokenType.Integer || (decimal)value < min || (decimal)value > max)
        {
            throw new Skip("the parameter's type cannot hold " + value);
        }
        return (long)value;
    }

    static ushort UInt16(JToken value) { return (ushort)Number(value, 0, ushort.MaxValue); }
    static uint UInt32(JToken value) { return (uint)Number(value, 0, uint.MaxValue); }

    static AccessToken2.ServiceRtm2.Permissions MakePermissions(JToken resources)
    {
        var permissions = new AccessToken2.ServiceRtm2.Permissions();
        foreach (var resource in resources)
        {
            var resourceType = UInt16(resource[0]);
            permissions.details[resourceType] = new SortedDictionary<ushort, List<string>>();
            foreach (var access in resource[1])
            {
                permissions.add(resourceType, UInt16(access[0]), access[1].Select(Text));
            }
        }
        return permissions;
    }

    static AccessToken2.Service NewService(JToken s)
    {
        switch (UInt16(s["type"]))
        {
            case 1: return new AccessToken2.ServiceRtc(Text(s["channelName"]), Text(s["uid"]));
            case 2: return new AccessToken2.ServiceRtm(Text(s["userId"]));
            case 3: return new AccessToken2.ServiceStreaming(Text(s["channelName"]), Text(s["account"]));
            case 4: return new AccessToken2.ServiceFpa();
            case 5: return new AccessToken2.ServiceChat(Text(s["userId"]));
            case 6: return new AccessToken2.ServiceFCdn(Text(s["channelName"]), Text(s["account"]));
            case 7: return new AccessToken2.ServiceApaas(Text(s["roomUuid"]), Text(s["userUuid"]),
                (short)Number(s["role"], short.MinValue, short.MaxValue));
            case 8: return new AccessToken2.ServiceRtm2(Text(s["userId"]), MakePermissions(s["permissions"]));
            default: throw new Skip("no class for service " + s["type"]);
        }
    }

    static JArray Pairs<T>(IEnumerable<KeyValuePair<ushort, T>> map, Func<T, object> convert)
    {
        return new JArray(map.Select(entry => new JArray((int)entry.Key, convert(entry.Value))));
    }

    static JObject DescribeService(AccessToken2.Service service)
    {
        // The public fields have the protocol's names with a leading underscore.
        var described = new JObject();
        foreach (var field in service.GetType().GetFields().Where(field => !field.IsStatic && field.Name != "_permissions"))
        {
            described[field.Name.Substring(1)] = JToken.FromObject(field.GetValue(service));
        }
        described["type"] = service.getServiceType();
        described["privileges"] = Pairs(service.getPrivileges(), seconds => (long)seconds);
        var rtm2 = service as AccessToken2.ServiceRtm2;
        if (rtm2 != null)
        {
            described["permissions"] = Pairs(rtm2._permissions.details, accesses => Pairs(accesses, names => new JArray(names)));
        }
        return described;
    }

    static JObject Describe()
    {
        return new JObject
        {
            ["name"] = "Agora C#",
            ["version"] = Environment.GetEnvironmentVariable("AGORA_TOOLS_VERSION") ?? "unknown",
            ["language"] = "C#",
            ["operations"] = new JArray("build", "decode", "verify"),
            ["checks"] = new JArray(),
        };
    }

    static string Build(JToken request)
    {
        var token = new AccessToken2(Text(request["appId"]), Text(request["appCertificate"]), UInt32(request["expiresIn"]));
        token._issueTs = UInt32(request["issuedAt"]);
        token._salt = UInt32(request["salt"]);
        foreach (var one in request["services"])
        {
            var service = NewService(one);
            foreach (var privilege in one["privileges"])
            {
                // The methods differ only in their enum type, and a C# enum can have any integer value.
                service.addPrivilegeRtc((AccessToken2.PrivilegeRtcEnum)UInt16(privilege[0]), UInt32(privilege[1]));
            }
            token.addService(service);
        }
        var text = token.build();
        if (text == "") throw new Exception("build returned an empty string");
        return text;
    }

    static AccessToken2 Parse(JToken request)
    {
        var token = new AccessToken2();
        if (!token.parse(Text(request["token"]))) throw new Exception("parse returned false");
        return token;
    }

    static JObject Decode(JToken request)
    {
        var token = Parse(request);
        return new JObject
        {
            ["appId"] = token._appId,
            ["issuedAt"] = token._issueTs,
            ["expiresIn"] = token._expire,
            ["salt"] = token._salt,
            ["services"] = new JArray(token._services.Select(DescribeService)),
        };
    }

    static JToken Answer(JToken request)
    {
        switch ((string)request["op"])
        {
            case "describe": return Describe();
            case "build": return Build(request);
            case "decode": return Decode(request);
            default: return Parse(request).verifySignature(Text(request["appCertificate"]));
        }
    }

    static JToken ParseJson(string line)
    {
        // By default, Json.NET parses strings that look like dates as dates.
        return JToken.ReadFrom(new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None });
    }

    static void Main()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var utf8 = new UTF8Encoding(false);
        var input = new StreamReader(Console.OpenStandardInput(), utf8);
        var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" };
        for (string line; (line = input.ReadLine()) != null;)
        {
            var request = ParseJson(line);
            var answer = new JObject { ["id"] = request["id"] };
            try
            {
                answer["result"] = Answer(request);
            }
            catch (Skip reason)
            {
                answer["skip"] = reason.Message;
            }
            catch (Exception error)
            {
                answer["error"] = error.GetType().Name + ": " + error.Message;
            }
            output.WriteLine(answer.ToString(Formatting.None));
        }
    }
}
