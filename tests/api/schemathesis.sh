#!/usr/bin/env bash
# Generated requests against the served OpenAPI document, every check on. Needs python3 and cargo; installs
# schemathesis in the target directory. Bounded in time. Usage: tests/api/schemathesis.sh [seconds]
set -euo pipefail
cd "$(dirname "$0")/../.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
. tests/api/serveur.sh
seconds="${1:-90}"
venv="$CARGO_TARGET_DIR/api/venv"
if ! command -v python3 >/dev/null; then
    echo "SKIPPED: schemathesis needs python3, which is not here" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
fi
if ! "$venv/bin/python" -c 'import schemathesis, tomli_w' 2>/dev/null; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check 'schemathesis==4.*' 'tomli-w==1.*'
fi

cargo build --locked --quiet -p epaule
demarrer debug

status=0
timeout --signal=INT "$((seconds + 60))" env SCHEMATHESIS_HOOKS=schemathesis_toml \
    PYTHONPATH=tests/api "$venv/bin/schemathesis" --config-file tests/api/schemathesis.toml run \
    "$address/api/v1/openapi.json" --url "$address/api/v1" --max-time "$seconds" --workers 2 --seed 20240622 || status=$?

# Whatever was sent: no panic, and the next request is served.
if grep -q '"panique"' "$work/log"; then
    echo "the server panicked:" >&2
    grep '"panique"' "$work/log" >&2
    status=1
fi
python3 - "$address" <<'PYTHON' || status=1
import sys, urllib.request
assert urllib.request.urlopen(sys.argv[1] + "/api/v1/sante").status == 200
PYTHON
exit "$status"
