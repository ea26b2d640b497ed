#!/bin/sh
# Compiles the adapter into the folder $1.
set -eu
: "${AGORA_TOOLS:?must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools}"
mkdir -p "$1" && out=$(cd "$1" && pwd)
libraries=${CLASSPATH:-/usr/share/java/commons-codec.jar:/usr/share/java/gson.jar}
javac -nowarn -encoding UTF-8 -d "$out" -cp "$libraries" -sourcepath "$AGORA_TOOLS/java/src/main/java" \
  "$(dirname "$0")/Adapter.java"
printf 'exec java -Xss4m -cp "%s:%s" Adapter\n' "$out" "$libraries" >"$out/adapter"
