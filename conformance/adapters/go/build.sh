#!/bin/sh
# Compiles the adapter into the folder $1.
set -eu
: "${AGORA_TOOLS:?must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools}"
agora=$(cd "$AGORA_TOOLS" && pwd)
mkdir -p "$1" && out=$(cd "$1" && pwd)
cd "$(dirname "$0")"

# A workspace resolves the import to the checkout.
export GOWORK="$out/go.work" GOTOOLCHAIN=local
printf 'go 1.18\n\nuse (\n\t%s\n\t%s\n)\n' "$PWD" "$agora/go/src" >"$GOWORK"
go build -o "$out/adapter" .
