#!/usr/bin/env bash
# Every measure of benches/README.md, in one run.
#   benches/mesurer.sh                      whole jobs of 1 000 000 and 10 000 000 contracts
#   benches/mesurer.sh 1000000 100000000    of as many as said
#   benches/mesurer.sh --essai              of 20 000, everything once, as the tests are built: whether it still runs
# Files of the run go to a folder that is removed at the end; --dossier DIR says which, and keeps them. Figures stay in
# benches/mesures.json of the target directory.
set -euo pipefail
racine="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$racine/target}"
venv="$CARGO_TARGET_DIR/benches/venv"
python="$venv/bin/python"

options=() tailles=() dossier= profil=release
while [ $# -gt 0 ]; do
    case "$1" in
        --essai) options+=(--essai) profil=debug ;;
        --dossier) dossier="${2:?--dossier needs a folder}" && shift ;;
        -h | --help) sed -n '2,7s/^# //p' "${BASH_SOURCE[0]}" && exit 0 ;;
        *[!0-9]* | '') echo "mesurer.sh: « $1 » is no number of contracts" >&2 && exit 2 ;;
        *) tailles+=("$1") ;;
    esac
    shift
done

for outil in cargo python3; do
    command -v "$outil" >/dev/null || { echo "mesurer.sh: $outil is missing" >&2 && exit 1; }
done
batir=(cargo build --locked --quiet --package batch --package mesures)
[ "$profil" = debug ] || batir+=(--release)
(cd "$racine" && "${batir[@]}")
if ! "$python" -m pip --version >/dev/null 2>&1; then
    rm -rf "$venv" && mkdir -p "$(dirname "$venv")"
    python3 -m venv "$venv"
fi
# Again only where the list changed.
if ! cmp -s "$racine/benches/exigences.txt" "$venv/exigences.pris"; then
    "$python" -m pip install --quiet --disable-pip-version-check -r "$racine/benches/exigences.txt"
    cp "$racine/benches/exigences.txt" "$venv/exigences.pris"
fi

if [ -z "$dossier" ]; then
    dossier="$(mktemp -d)"
    trap 'rm -rf "$dossier"' EXIT
else
    mkdir -p "$dossier"
fi
"$python" "$racine/benches/mesurer.py" --json "$CARGO_TARGET_DIR/benches/mesures.json" "${options[@]}" \
    "$CARGO_TARGET_DIR/$profil" "$dossier" "${tailles[@]}"
