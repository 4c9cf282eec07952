# Sourced: a virtual environment with the wheel and what is named, kept between runs in the target directory.
# Sets `python`; needs python3 and cargo, and says what is missing: in CI that is a failure.
racine="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$racine/target}"
venv="$CARGO_TARGET_DIR/python/venv"
python="$venv/bin/python"

manque() {
    echo "IMPOSSIBLE ICI : $*" >&2
    [ "${CI:-}" = true ] && exit 1
    echo "Ces essais ne sont pas faits." >&2
    exit 0
}

# Debian's packages, where this is Debian and we are root; else nothing, and the caller looks again.
installer() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    echo "Installation de : $*"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } \
        >/dev/null || true
}

# preparer FICHIER… : the environment with what each file names, and the wheel of this source.
preparer() {
    command -v cargo >/dev/null || manque "cargo est introuvable"
    command -v python3 >/dev/null || installer python3 python3-venv
    command -v python3 >/dev/null || manque "python3 est introuvable (Debian : apt-get install python3 python3-venv)"
    if ! "$python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$venv" && mkdir -p "$(dirname "$venv")"
        python3 -m venv "$venv" 2>/dev/null || { installer python3-venv && python3 -m venv "$venv"; } ||
            manque "le module venv est introuvable (Debian : apt-get install python3-venv)"
    fi
    local fichier
    for fichier in "$@"; do
        # Again only where the list changed.
        if ! cmp -s "$fichier" "$venv/$(basename "$fichier").pris"; then
            "$python" -m pip install --quiet --disable-pip-version-check -r "$fichier" ||
                manque "pip n'a pas pu installer ce que dit $fichier"
            cp "$fichier" "$venv/$(basename "$fichier").pris"
        fi
    done
    local roues="$CARGO_TARGET_DIR/python/roues"
    rm -rf "$roues"
    "$venv/bin/maturin" build --quiet --release --locked --manifest-path "$racine/crates/python/Cargo.toml" --out "$roues"
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall "$roues"/*.whl
    echo "$(basename "$roues"/*.whl) : $(($(stat -c %s "$roues"/*.whl) / 1024)) Kio"
}
