/*
 * Adapter for Agora's Java code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/java).
 *
 * Debian: apt-get install default-jdk-headless libcommons-codec-java libgoogle-gson-java
 *
 *     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey sh build.sh /tmp/agora-java
 *     npx accesstoken2-conformance -- sh /tmp/agora-java/adapter
 */
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.agora.media.AccessToken2;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Adapter {
    /** A request that Java's types cannot express. */
    static class Skip extends RuntimeException {
        Skip(String reason) {
            super(reason);
        }
    }

    static String text(JsonElement value) {
        if (value.isJsonObject()) throw new Skip("strings are Unicode text");
        return value.getAsString();
    }

    static long number(JsonElement value, long min, long max) {
        long number;
        try {
            number = value.getAsBigDecimal().longValueExact();
        } catch (ArithmeticException notAnInteger) {
            throw new Skip("not an integer: " + value);
        }
        if (number < min || number > max) throw new Skip("the parameter's type cannot hold " + value);
        return number;
    }

    /** Java has no unsigned types: the API takes the same 16 or 32 bits as a signed number. */
    static short unsignedShort(JsonElement value) {
        return (short) number(value, 0, 0xffff);
    }

    static int unsignedInt(JsonElement value) {
        return (int) number(value, 0, 0xffffffffL);
    }

    static AccessToken2.ServiceRtm2.Permissions permissions(JsonArray resources) {
        AccessToken2.ServiceRtm2.Permissions permissions = new AccessToken2.ServiceRtm2.Permissions();
        for (JsonElement resource : resources) {
            short resourceType = unsignedShort(resource.getAsJsonArray().get(0));
            permissions.details.put(resourceType, new TreeMap<>());
            for (JsonElement access : resource.getAsJsonArray().get(1).getAsJsonArray()) {
                List<String> names = new ArrayList<>();
                for (JsonElement name : access.getAsJsonArray().get(1).getAsJsonArray()) names.add(text(name));
                permissions.add(resourceType, unsignedShort(access.getAsJsonArray().get(0)), names);
            }
        }
        return permissions;
    }

    static AccessToken2.Service newService(JsonObject s) {
        switch (unsignedShort(s.get("type"))) {
            case 1: return new AccessToken2.ServiceRtc(text(s.get("channelName")), text(s.get("uid")));
            case 2: return new AccessToken2.ServiceRtm(text(s.get("userId")));
            case 3: return new AccessToken2.ServiceStreaming(text(s.get("channelName")), text(s.get("account")));
            case 4: return new AccessToken2.ServiceFpa();
            case 5: return new AccessToken2.ServiceChat(text(s.get("userId")));
            case 6: return new AccessToken2.ServiceFCdn(text(s.get("channelName")), text(s.get("account")));
            case 7: return new AccessToken2.ServiceApaas(text(s.get("roomUuid")), text(s.get("userUuid")),
                    (short) number(s.get("role"), Short.MIN_VALUE, Short.MAX_VALUE));
            case 8: return new AccessToken2.ServiceRtm2(text(s.get("userId")),
                    permissions(s.getAsJsonArray("permissions")));
            default: throw new Skip("no class for service " + s.get("type"));
        }
    }

    static JsonArray pair(short number, Object value, Gson gson) {
        JsonArray pair = new JsonArray();
        pair.add(Short.toUnsignedInt(number));
        pair.add(gson.toJsonTree(value));
        return pair;
    }

    static JsonObject describeService(AccessToken2.Service service, Gson gson) {
        // The public fields have the protocol's names.
        JsonObject out = gson.toJsonTree(service).getAsJsonObject();
        JsonArray privileges = new JsonArray();
        service.privileges.forEach((privilege, seconds) ->
                privileges.add(pair(privilege, Integer.toUnsignedLong(seconds), gson)));
        out.add("privileges", privileges);
        if (service instanceof AccessToken2.ServiceRtm2) {
            JsonArray resources = new JsonArray();
            for (Map.Entry<Short, TreeMap<Short, List<String>>> resource
                    : ((AccessToken2.ServiceRtm2) service).permissions.details.entrySet()) {
                JsonArray accesses = new JsonArray();
                resource.getValue().forEach((access, names) -> accesses.add(pair(access, names, gson)));
                resources.add(pair(resource.getKey(), accesses, gson));
            }
            out.add("permissions", resources);
        }
        return out;
    }

    static JsonElement describe(Gson gson) {
        JsonObject out = new JsonObject();
        out.addProperty("name", "Agora Java");
        String version = System.getenv("AGORA_TOOLS_VERSION");
        out.addProperty("version", version == null ? "unknown" : version);
        out.addProperty("language", "Java " + System.getProperty("java.version"));
        out.add("operations", gson.toJsonTree(List.of("build", "decode", "verify")));
        out.add("checks", new JsonArray());
        return out;
    }

    static String build(JsonObject request) throws Exception {
        AccessToken2 token = new AccessToken2(text(request.get("appId")), text(request.get("appCertificate")),
                unsignedInt(request.get("expiresIn")));
        token.issueTs = unsignedInt(request.get("issuedAt"));
        token.salt = unsignedInt(request.get("salt"));
        for (JsonElement one : request.getAsJsonArray("services")) {
            AccessToken2.Service service = newService(one.getAsJsonObject());
            // The methods take enums that lack most numbers, so write to the map behind them.
            for (JsonElement privilege : one.getAsJsonObject().getAsJsonArray("privileges")) {
                service.privileges.put(unsignedShort(privilege.getAsJsonArray().get(0)),
                        unsignedInt(privilege.getAsJsonArray().get(1)));
            }
            token.addService(service);
        }
        String text = token.build();
        if (text.isEmpty()) throw new Exception("build returned an empty string");
        return text;
    }

    static AccessToken2 parse(JsonObject request) throws Exception {
        AccessToken2 token = new AccessToken2();
        if (!token.parse(text(request.get("token")))) throw new Exception("parse returned false");
        return token;
    }

    static JsonElement decode(JsonObject request, Gson gson) throws Exception {
        AccessToken2 token = parse(request);
        JsonObject out = new JsonObject();
        out.addProperty("appId", token.appId);
        out.addProperty("issuedAt", Integer.toUnsignedLong(token.issueTs));
        out.addProperty("expiresIn", Integer.toUnsignedLong(token.expire));
        out.addProperty("salt", Integer.toUnsignedLong(token.salt));
        JsonArray services = new JsonArray();
        token.services.forEach(service -> services.add(describeService(service, gson)));
        out.add("services", services);
        return out;
    }

    static JsonElement answer(JsonObject request, Gson gson) throws Exception {
        switch (request.get("op").getAsString()) {
            case "describe": return describe(gson);
            case "build": return gson.toJsonTree(build(request));
            case "decode": return decode(request, gson);
            default: return gson.toJsonTree(parse(request).verifySignature(text(request.get("appCertificate"))));
        }
    }

    public static void main(String[] args) throws Exception {
        Gson gson = new Gson();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (String line; (line = in.readLine()) != null;) {
            JsonObject request = gson.fromJson(line, JsonObject.class);
            JsonObject answer = new JsonObject();
            answer.add("id", request.get("id"));
            try {
                answer.add("result", answer(request, gson));
            } catch (Skip reason) {
                answer.addProperty("skip", reason.getMessage());
            } catch (Exception error) {
                answer.addProperty("error", error.toString());
            }
            out.println(answer);
        }
    }
}
