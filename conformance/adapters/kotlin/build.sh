#!/bin/sh
# Compiles the adapter into the folder $1.
set -eu
: "${AGORA_TOOLS:?must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools}"
mkdir -p "$1/agora" && out=$(cd "$1" && pwd)
gson=${GSON:-/usr/share/java/gson.jar}

# Debian's Kotlin 1.3 cannot choose among overloads for three callable references, which newer compilers can.
for name in AccessToken2 ByteBuf Packable Utils; do
  sed -e 's/also(\([a-z]*\)::get)/also { \1.get(it) }/' -e 's/forEach(buffer::put)/forEach { buffer.put(it) }/' \
    "$AGORA_TOOLS/kotlin/src/main/kotlin/io/agora/media/$name.kt" >"$out/agora/$name.kt"
done
kotlinc -nowarn -include-runtime -cp "$gson" -d "$out/adapter.jar" "$out/agora" "$(dirname "$0")/Adapter.kt"
printf 'exec java -cp "%s:%s" AdapterKt\n' "$out/adapter.jar" "$gson" >"$out/adapter"
