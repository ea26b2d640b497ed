#!/usr/bin/env python3
"""Writes vectors/*.json from the inputs beside this script, and lets Agora's own code judge every vector.

    AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey python3 generator/generate.py [--check]

A development tool; its output is committed. Stops if Agora's code builds another payload than expected from an input of
level "must" without any reference that agrees. With --check nothing is written, and the exit code is 1 if a file would change.
"""
import base64
import json
import pathlib
import sys
import zlib

import build_vectors
import imported_vectors
import read_vectors
import refuse_vectors
import verify_vectors
import wire
from references import NAMES, References

FOLDER = pathlib.Path(__file__).parent.parent / "vectors"
SOURCE = "github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey, commit da06bfb"
PRODUCER = "accesstoken2-conformance"
# The smallest payload on which stock zlib differs from Chromium's and other forks.
STOCK_ZLIB = ("6161616161", "789c4b4c04020005b401e6")


def refuse_other_zlibs():
    payload, stream = STOCK_ZLIB
    if zlib.compress(bytes.fromhex(payload), 6).hex() != stream:
        sys.exit(f"This zlib ({zlib.ZLIB_RUNTIME_VERSION}) is not stock zlib.")


def inflated(token):
    try:
        return zlib.decompress(base64.b64decode(token[3:])).hex()
    except Exception:
        return None


def add_references(vector, ran, accept):
    vector["references"] = {"ran": ran, "accept": accept}


def finish_build(vector, references):
    """Adds the payload, its producers, and the references that build the same payload."""
    refused = vector.pop("refused")
    request = vector["input"]
    answers = {name: answer for name, answer in references.ask({"op": "build", **request}).items() if "skip" not in answer}
    if refused:
        accept = [name for name, answer in answers.items() if "result" in answer]
        vector.update(producer=PRODUCER, source="the range of the format")
        if vector["level"] == "must" and accept:
            sys.exit(f"{vector['id']}: {accept} build it")
    else:
        contents = {key: value for key, value in request.items() if key != "appCertificate"}
        payload = wire.payload(wire.in_wire_order(contents), request["appCertificate"])
        accept = [name for name, answer in answers.items() if inflated(answer.get("result", "")) == payload.hex()]
        vector["payload"] = payload.hex()
        vector["zlibToken"] = wire.token(payload)
        producers = [name for name in ("cpp", "python3") if name in accept] or accept
        if not producers and answers:
            print(f"{vector['id']}: no reference builds it: {[answer.get('error', 'another payload') for answer in answers.values()]}")
        vector["producer"] = " and ".join(NAMES[name] for name in producers) if producers else PRODUCER
        vector["source"] = SOURCE if producers else "docs/format.md"
    if answers:
        add_references(vector, list(answers), accept)


def finish_read(vector, references):
    """Reads what Agora's code reads; a reference accepts a vector if it reads without an error."""
    if "references" not in vector:
        answers = references.ask({"op": "decode", "token": token_of(vector)})
        add_references(vector, list(answers), [name for name, answer in answers.items() if "result" in answer])
    check_must(vector, True)


def finish_verify(vector, references):
    if "references" not in vector and "needs" not in vector:
        operation = vector.get("operation", "verify")
        answers = references.ask({"op": operation, "token": token_of(vector), "appCertificate": vector["appCertificate"], "now": vector["now"]})
        accepts = (lambda answer: answer.get("result") is True) if operation == "verify" else (lambda answer: "result" in answer)
        add_references(vector, list(answers), [name for name, answer in answers.items() if accepts(answer)])
    check_must(vector, vector.get("valid", False))


def check_must(vector, valid):
    """A vector on which Agora's implementations disagree is not a "must"."""
    if vector["level"] == "must" and "references" in vector:
        ran, accept = vector["references"]["ran"], vector["references"]["accept"]
        if accept != (ran if valid else []):
            print(f"{vector['id']}: level must, but accepted by {accept} of {ran}")


def token_of(vector):
    parts = vector.get("tokenParts")
    return vector["token"] if parts is None else "".join(text * times for text, times in parts)


FIRST_KEYS = ["id", "comment", "level", "flags", "producer", "source", "references", "encoder"]


def file_text(vectors):
    """Writes one line per vector, so that a change is one line in a diff."""
    lines = []
    for vector in vectors:
        ordered = {key: vector[key] for key in FIRST_KEYS if key in vector}
        lines.append(json.dumps({**ordered, **vector}, ensure_ascii=True))
    return '{"vectors": [\n' + ",\n".join(lines) + "\n]}\n"


def main():
    refuse_other_zlibs()
    references = References()
    finish = {"build": finish_build, "read": finish_read, "verify": finish_verify, "refuse": finish_verify}
    kinds = {name: [] for name in finish}
    for module in (build_vectors, read_vectors, verify_vectors, refuse_vectors, imported_vectors):
        for vector in module.all_vectors():
            kind = vector["id"].split("-")[0]
            vector.setdefault("producer", PRODUCER)
            vector.setdefault("source", f"generator/{module.__name__}.py")
            finish[kind](vector, references)
            kinds[kind].append(vector)
    references.close()
    changed = False
    for kind, vectors in kinds.items():
        path = FOLDER / f"{kind}.json"
        text = file_text(vectors)
        changed |= not path.exists() or path.read_text() != text
        if "--check" not in sys.argv:
            path.write_text(text)
        print(f"{kind}: {len(vectors)} vectors")
    sys.exit(1 if changed and "--check" in sys.argv else 0)


if __name__ == "__main__":
    main()
