#!/bin/sh
# Compiles the adapter into the folder $1.
set -eu
: "${AGORA_TOOLS:?must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools}"
mkdir -p "$1"
g++ -std=c++17 -O1 -w -I "$AGORA_TOOLS" "$(dirname "$0")/adapter.cpp" -o "$1/adapter" -lcrypto -lz
