#!/bin/sh
# Compiles the adapter into the folder $1.
set -eu
: "${AGORA_TOOLS:?must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools}"
AGORA_TOOLS=$(cd "$AGORA_TOOLS" && pwd)
export AGORA_TOOLS
mkdir -p "$1" && out=$(cd "$1" && pwd)
# Cargo writes its lock file beside Cargo.toml, so the two files are built from a copy.
cp "$(dirname "$0")/Cargo.toml" "$(dirname "$0")/adapter.rs" "$out"
cd "$out"

# A folder of crates takes the place of crates.io.
if [ -n "${CRATES:-}" ]; then
  set -- --offline --config 'source.crates-io.replace-with="folder"' --config "source.folder.directory=\"$CRATES\""
else
  set --
fi
cargo build --quiet --release --target-dir "$out" "$@"
