#!/usr/bin/env bash
# Requests per second and p99 of POST /api/v1/etudes on the loopback, beside a route of the same server that
# answers a constant. Needs cargo and wrk (Debian: apt-get install wrk). Usage: tests/api/charge.sh [seconds]
set -euo pipefail
cd "$(dirname "$0")/../.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
. tests/api/serveur.sh
seconds="${1:-10}"
if ! command -v wrk >/dev/null; then
    echo "SKIPPED: no wrk here (Debian: apt-get install wrk)" >&2
    exit 0
fi

cargo build --locked --quiet --release -p epaule
# The log is written: it costs as it does in earnest.
demarrer release

# Eight connections: fewer than the places where a study waits, so that none is refused.
load() { timeout "$((seconds + 30))" wrk --latency --threads 1 --connections 8 --duration "${seconds}s" "$@"; }
rate() { sed -n 's|^Requests/sec: *||p' "$1"; }
p99() { sed -n 's|^ *99% *||p' "$1"; }

load "$address/api/v1/version" >"$work/constante"
export EPAULE_DOSSIER="${EPAULE_DOSSIER:-exemples/generaliste-p50-p90.toml}"
load --script tests/api/etude.lua "$address/api/v1/etudes?au=2026-11-23" >"$work/etude"
if grep -q 'Non-2xx' "$work/constante" "$work/etude"; then
    cat "$work/constante" "$work/etude" >&2
    exit 1
fi
printf '%-28s %12s %10s\n' route requests/s p99
printf '%-28s %12s %10s\n' 'GET /api/v1/version' "$(rate "$work/constante")" "$(p99 "$work/constante")"
printf '%-28s %12s %10s\n' 'POST /api/v1/etudes' "$(rate "$work/etude")" "$(p99 "$work/etude")"
awk -v a="$(rate "$work/constante")" -v b="$(rate "$work/etude")" \
    'BEGIN { printf "one étude costs as much as %.0f constant answers\n", a / b }'
