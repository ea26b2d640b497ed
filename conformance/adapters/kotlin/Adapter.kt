/*
 * Adapter for Agora's Kotlin code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/kotlin).
 *
 * Debian: apt-get install kotlin libgoogle-gson-java
 *
 *     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey sh build.sh /tmp/agora-kotlin
 *     npx accesstoken2-conformance -- sh /tmp/agora-kotlin/adapter
 */
import com.google.gson.Gson
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import io.agora.media.AccessToken2
import java.io.PrintStream
import java.util.TreeMap

typealias Permissions = AccessToken2.ServiceRtm2.Permissions

/** A request that Kotlin's types cannot express. */
class Skip(reason: String) : RuntimeException(reason)

val gson = Gson()

fun text(value: JsonElement): String {
    if (value.isJsonObject) throw Skip("strings are Unicode text")
    return value.asString
}

fun number(value: JsonElement, range: LongRange): Long {
    val number = try {
        value.asBigDecimal.longValueExact()
    } catch (notAnInteger: ArithmeticException) {
        throw Skip("not an integer: $value")
    }
    if (number !in range) throw Skip("the parameter's type cannot hold $value")
    return number
}

// The API takes unsigned numbers as signed ones with the same bits.
fun unsignedShort(value: JsonElement) = number(value, 0L..0xffffL).toShort()
fun unsignedInt(value: JsonElement) = number(value, 0L..0xffffffffL).toInt()
fun unsigned(value: Short) = value.toInt() and 0xffff
fun unsigned(value: Int) = value.toLong() and 0xffffffffL

fun <T> pairs(list: JsonElement, convert: (JsonElement) -> T): List<Pair<Short, T>> =
    list.asJsonArray.map { pair -> Pair(unsignedShort(pair.asJsonArray[0]), convert(pair.asJsonArray[1])) }

fun <T> pairs(map: Map<Short, T>, convert: (T) -> Any): List<List<Any>> =
    map.map { entry -> listOf(unsigned(entry.key), convert(entry.value)) }

fun makePermissions(resources: JsonElement): Permissions {
    val permissions = Permissions()
    for ((resource, accesses) in pairs(resources) { it }) {
        permissions.details[resource] = TreeMap()
        for ((access, names) in pairs(accesses) { it }) {
            permissions.add(resource, access, names.asJsonArray.map { text(it) })
        }
    }
    return permissions
}

fun newService(request: JsonObject): AccessToken2.Service {
    fun field(name: String) = text(request[name])
    return when (unsigned(unsignedShort(request["type"]))) {
        1 -> AccessToken2.ServiceRtc(field("channelName"), field("uid"))
        2 -> AccessToken2.ServiceRtm(field("userId"))
        3 -> AccessToken2.ServiceStreaming(field("channelName"), field("account"))
        4 -> AccessToken2.ServiceFpa()
        5 -> AccessToken2.ServiceChat(field("userId"))
        6 -> AccessToken2.ServiceFCdn(field("channelName"), field("account"))
        7 -> AccessToken2.ServiceApaas(
            field("roomUuid"), field("userUuid"),
            number(request["role"], Short.MIN_VALUE.toLong()..Short.MAX_VALUE.toLong()).toShort()
        )
        8 -> AccessToken2.ServiceRtm2(field("userId"), makePermissions(request["permissions"]))
        else -> throw Skip("no class for service ${request["type"]}")
    }
}

fun describeService(service: AccessToken2.Service): JsonObject {
    // The properties have the protocol's names.
    val described = gson.toJsonTree(service).asJsonObject
    described.add("privileges", gson.toJsonTree(pairs(service.privileges) { unsigned(it) }))
    if (service is AccessToken2.ServiceRtm2) {
        val permissions = pairs(service.permissions.details) { accesses -> pairs(accesses) { it } }
        described.add("permissions", gson.toJsonTree(permissions))
    }
    return described
}

fun describe() = mapOf(
    "name" to "Agora Kotlin",
    "version" to (System.getenv("AGORA_TOOLS_VERSION") ?: "unknown"),
    "language" to "Kotlin ${KotlinVersion.CURRENT}",
    "operations" to listOf("build", "decode", "verify"),
    "checks" to listOf<String>()
)

fun build(request: JsonObject): String {
    val token = AccessToken2(text(request["appId"]), text(request["appCertificate"]), unsignedInt(request["expiresIn"]))
    token.issueTs = unsignedInt(request["issuedAt"])
    token.salt = unsignedInt(request["salt"])
    for (one in request["services"].asJsonArray) {
        val service = newService(one.asJsonObject)
        // The methods take enums that lack most numbers, so write to the map behind them.
        service.privileges.putAll(pairs(one.asJsonObject["privileges"]) { unsignedInt(it) })
        token.addService(service)
    }
    val text = token.build()
    check(text != "") { "build returned an empty string" }
    return text
}

fun parse(request: JsonObject): AccessToken2 {
    val token = AccessToken2()
    check(token.parse(text(request["token"]))) { "parse returned false" }
    return token
}

fun decode(request: JsonObject): Map<String, Any> {
    val token = parse(request)
    return mapOf(
        "appId" to token.appId,
        "issuedAt" to unsigned(token.issueTs),
        "expiresIn" to unsigned(token.expire),
        "salt" to unsigned(token.salt),
        "services" to token.services.map { describeService(it) }
    )
}

fun answer(request: JsonObject): Any = when (request["op"].asString) {
    "describe" -> describe()
    "build" -> build(request)
    "decode" -> decode(request)
    else -> parse(request).verifySignature(text(request["appCertificate"]))
}

fun main() {
    val out = PrintStream(System.out, true, "UTF-8")
    System.`in`.bufferedReader().forEachLine { line ->
        val request = gson.fromJson(line, JsonObject::class.java)
        val (key, value) = try {
            "result" to answer(request)
        } catch (reason: Skip) {
            "skip" to reason.message
        } catch (error: Exception) {
            "error" to error.toString()
        }
        out.println(gson.toJson(mapOf("id" to request["id"], key to value)))
    }
}
