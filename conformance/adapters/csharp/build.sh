#!/bin/sh
# Compiles the adapter into the folder $1.
set -eu
: "${AGORA_TOOLS:?must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools}"
mkdir -p "$1"
json=${NEWTONSOFT_JSON:-/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll}
cp "$json" "$1"
source=$AGORA_TOOLS/csharp/src/AgoraIO
mcs -warn:0 -out:"$1/adapter.exe" -r:"$json" -r:ICSharpCode.SharpZipLib.dll \
  "$(dirname "$0")/Adapter.cs" "$source/Media/AccessToken2.cs" "$source/Utils/Utils.cs" "$source/Utils/DynamicKeyUtil.cs" \
  "$source/Extensions/MemoryStreamExtensions.cs" "$source"/Common/*.cs
