#!/usr/bin/env bash
# The page in a real browser. Finds Chromium, or installs Debian's; needs node, npm and cargo.
#   tests/web/essayer.sh                     every test
#   tests/web/essayer.sh gestes.test.mjs     one file of them
#   tests/web/essayer.sh captures DIR        screenshots, for whoever reviews the page
set -euo pipefail
cd "$(dirname "$0")"
racine="$(cd ../.. && pwd)"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$racine/target}"

# What is missing is said; in CI it is a failure, for whoever has no browser the other tests still count.
manque() {
    echo "IMPOSSIBLE ICI : $*" >&2
    [ "${CI:-}" = true ] && exit 1
    echo "Les essais de la page dans un navigateur ne sont pas faits." >&2
    exit 0
}

command -v cargo >/dev/null || manque "cargo est introuvable"
command -v node >/dev/null && command -v npm >/dev/null || manque "node et npm sont introuvables (Debian : apt-get install nodejs npm)"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || manque "node 20 ou plus récent est nécessaire, voici $(node --version)"

trouver() { command -v chromium || command -v chromium-browser || command -v google-chrome || true; }
if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM="$(trouver)"
    if [ -z "$CHROMIUM" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Chromium est introuvable : installation du paquet de Debian"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } >/dev/null || true
        CHROMIUM="$(trouver)"
    fi
    [ -n "$CHROMIUM" ] || manque "Chromium est introuvable (Debian : apt-get install chromium ; ailleurs : CHROMIUM=/chemin/de/chrome)"
fi
export CHROMIUM

# Again only where the list of packages changed.
if ! cmp -s package-lock.json node_modules/.pris; then
    npm ci --silent --no-audit --no-fund || manque "npm n'a pas pu installer ce que dit package-lock.json"
    cp package-lock.json node_modules/.pris
fi

(cd "$racine" && cargo xtask web && cargo build --locked --quiet --package epaule)
export EPAULE="$CARGO_TARGET_DIR/debug/epaule"

if [ "${1:-}" = captures ]; then
    exec node captures.mjs "${2:?donnez un dossier}"
fi
# One file after the other: a browser each, and what is measured is not disturbed.
exec node --test --test-concurrency=1 --test-reporter=spec "$@"
