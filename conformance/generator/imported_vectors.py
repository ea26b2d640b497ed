"""Tokens from imported.json: from Agora's own tests, from Agora's builders with our inputs, and hostile tokens."""
import json
import pathlib

import wire

IMPORTED = json.loads((pathlib.Path(__file__).parent / "imported.json").read_text())
LAST_KNOWN_SERVICE = 10

# The cause of each hostile token, and its level if that does not follow from the references.
HOSTILE = {
    "h007": "NotAToken", "h015": "Version", "h017": "Version", "h018": "Base64Whitespace", "h020": "Base64Whitespace", "h022": "Version", "h028": "Truncated", "h034": "Truncated",
    "h039": "Base64Padding", "h043": "ChecksumMissing", "h044": "ChecksumMissing", "h054": "BadHeader", "h061": "AlteredStream", "h065": "ChecksumWrong", "h075": "AlteredPayload",
    "h079": "AlteredPayload", "h081": "AlteredPayload", "h082": "AlteredPayload", "h083": "ServiceCountZero", "h090": "TrailingSigned", "h098": "UnknownService", "h099": "NpmService may",
    "h106": "StringCut", "h107": "StringCut", "h112": "FieldMissing", "h118": "DuplicatePermission should", "h119": "UnknownResource", "h122": "InvalidUtf8 may", "h124": "UnhexAppId",
    "h129": "StringCut", "h132": "SignatureLength", "h135": "FieldMissing", "h143": "CertificateCase", "h148": "LengthWrap", "h159": "Base64Whitespace", "h165": "Base64UrlSafe",
    "h167": "Base64Whitespace", "h168": "NotAToken", "h170": "NotAToken", "h175": "DynamicCodes", "h179": "WindowSize", "h182": "WindowSize may", "h186": "WindowSize", "h190": "OtherContainer",
    "h191": "OtherContainer", "h193": "ChecksumWrong", "h195": "TrailingUnsigned", "h205": "BadDeflate", "h214": "NotAToken", "h220": "ManyFields should",
}
HOSTILE_NOW = 1111111
COMPRESSORS = {
    None: "stock zlib", "chromium": "Chromium's zlib", "go": "Go's compress/flate", "sharpziplib": "SharpZipLib", "miniz_oxide": "miniz_oxide", "dart-archive": "Dart's archive package",
}


def known(contents):
    """The readable contents: services up to the first of unknown type, in wire order."""
    ordered = wire.in_wire_order(contents)
    numbers = [service["type"] <= LAST_KNOWN_SERVICE for service in ordered["services"]] + [False]
    return {**ordered, "services": ordered["services"][:numbers.index(False)]}


def main_cause(contents):
    """The flag and the level of a token, chosen by its contents."""
    services = contents["services"]
    numbers = [service["type"] for service in services]
    privileges = [number for service in services for number, _ in service["privileges"]]
    strings = [service.get(name, "") for service in services for name in ("channelName", "uid", "userId", "account")]
    if max(numbers) > LAST_KNOWN_SERVICE:
        return ["UnknownService"], "must"
    if max(privileges, default=0) >= 32768 or any(kind >= 32768 for s in services for kind, _ in s.get("permissions", [])):
        return ["HighNumbers"], "should"
    if len(set(numbers)) < len(numbers):
        return ["RepeatedService"], "must"
    if numbers != sorted(numbers):
        return ["UnsortedServices"], "must"
    if len(numbers) > 1:
        return ["ManyServices"], "must"
    if not privileges:
        return ["NoPrivileges"], "must"
    if any(len(text.encode()) > 254 for text in strings):
        return ["LongString"], "must"
    if not "".join(strings).isascii():
        return ["Unicode"], "must"
    if numbers == [8]:
        return ["Rtm2Permissions"], "must"
    if numbers == [7]:
        return ["Role"], "must"
    return ["Basics"], "must"


def causes(contents):
    flags, level = main_cause(contents)
    users = [service.get(name, "") for service in contents["services"] for name in ("uid", "account", "userId")]
    if "Role" not in flags and any("role" in service for service in contents["services"]):
        flags = flags + ["Role"]
    return flags + (["ZeroUid"] if any(user.isdigit() and user.startswith("0") for user in users) else []), level


def slug(name):
    return "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-").replace("--", "-")


def build(one, name, contents, comment):
    flags, level = causes(contents)
    if "UnknownService" in flags:
        return None
    return {"id": "build-" + name, "comment": comment, "level": level, "flags": flags, "input": {**contents, "appCertificate": one["appCertificate"]}, "refused": False}


def read(one, name, contents, comment, token, encoder=None):
    flags, level = causes(contents)
    vector = {"id": "read-" + name, "comment": comment, "level": level, "flags": ["ForeignDeflate"] if encoder else flags, "producer": one["producer"],
              "source": one["source"], "token": token, "contents": [known(contents)]}
    if encoder:
        vector["encoder"] = encoder
    return vector


def verify(one, name, contents, comment, token):
    flags, level = causes(contents)
    return {"id": "verify-" + name, "comment": comment, "level": level, "flags": ["Signature", *flags] if flags != ["Basics"] else ["Signature"], "producer": one["producer"],
            "source": one["source"], "token": token, "appCertificate": one["appCertificate"], "now": contents["issuedAt"], "valid": True}


def golden():
    inputs = set()
    for one in IMPORTED["golden"]:
        name, contents = "golden-" + slug(one["id"]), one["contents"]
        comment = f"From Agora's tests, compressed by {COMPRESSORS[one['encoder']]}."
        yield read(one, name, contents, comment, one["token"], one["encoder"])
        if one["appCertificate"] is None:
            continue
        yield verify(one, name, contents, comment, one["token"])
        orders = [list(range(len(contents["services"])))] + one["otherOrders"]
        for index, order in enumerate(orders):
            changed = {**contents, "services": [contents["services"][at] for at in order]}
            key = json.dumps([changed, one["appCertificate"]])
            if key in inputs:
                continue
            inputs.add(key)
            yield build(one, name + (f"-order-{index}" if index else ""), changed, "From Agora's tests.")


def reference():
    for one in IMPORTED["reference"]:
        name, contents = "reference-" + one["id"], one["contents"]
        comment = f"{'Built by' if 'Agora' in one['producer'] else 'In the form of'} Agora's code: {one['note']}."
        built = build(one, name, contents, comment)
        if built:
            yield built
        yield read(one, name, contents, comment, one["token"])
        if one["chromiumToken"] not in (None, one["token"]):
            chromium = {**one, "producer": "npm agora-token 2.0.6 on Node 20"}
            yield read(chromium, name + "-chromium", contents, comment[:-1] + ", compressed by Chromium's zlib.", one["chromiumToken"], "chromium")
        if contents["expiresIn"] > 0:
            yield verify(one, name, contents, comment, one["token"])


def hostile():
    for one in IMPORTED["hostile"]:
        flag, *level = HOSTILE[one["id"]].split()
        accepted_by_all = one["accept"] == one["ran"]
        valid = accepted_by_all and flag != "DuplicatePermission"
        kind = "verify" if valid or one["id"] == "h143" else "refuse"
        vector = {"id": f"{kind}-hostile-{one['id']}", "comment": one["what"], "level": level[0] if level else "must" if valid or not one["accept"] else "should", "flags": [flag],
                  "producer": "made by hand, judged by thirteen implementations", "source": IMPORTED["source"] + ", run in November 2026; npm agora-token 2.0.6 is node",
                  "references": {"ran": one["ran"], "accept": one["accept"]}, "appCertificate": one["appCertificate"], "now": HOSTILE_NOW}
        vector.update({key: one[key] for key in ("token", "tokenParts") if key in one})
        if kind == "verify":
            vector["valid"] = valid
        yield vector


def refused():
    for one in IMPORTED["refused"]:
        flag = "Truncated" if "truncated" in one["id"] else "Version" if one["token"][:3] not in ("007", "") else "NotAToken"
        yield {"id": "refuse-golden-" + slug(one["id"]), "comment": "From Agora's tests: a parser must refuse it.", "level": "must", "flags": [flag], "producer": one["producer"],
               "source": one["source"], "token": one["token"], "appCertificate": wire.CERTIFICATE, "now": HOSTILE_NOW}


def all_vectors():
    for group in (golden, reference, hostile, refused):
        yield from (one for one in group() if one is not None)
