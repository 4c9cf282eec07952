#!/usr/bin/env bash
# The wheel: built, installed in an environment of its own, and tried with pyarrow, polars, pandas and DuckDB.
#   tests/python/essayer.sh             everything
#   tests/python/essayer.sh -k guide    what pytest is told
set -euo pipefail
cd "$(dirname "$0")"
. ./environnement.sh
preparer exigences.txt
(cd "$racine" && cargo build --locked --quiet --package epaule)
export EPAULE="$CARGO_TARGET_DIR/debug/epaule" RACINE="$racine"
# The stubs say what the module has, and nothing else.
"$venv/bin/stubtest" --ignore-disjoint-bases epaule
"$python" -m pytest --quiet -p no:cacheprovider "$@"
