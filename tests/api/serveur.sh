# Sourced by what asks a server: starts `epaule servir` of a profile (`debug`, `release`) on a port of its own. Leaves
# its address in `address`, its log in `$work/log`, and stops it when the script ends.
demarrer() {
    work="$(mktemp -d)"
    "$CARGO_TARGET_DIR/$1/epaule" servir --adresse 127.0.0.1:0 >"$work/out" 2>"$work/log" &
    server=$!
    trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
    address=""
    for _ in $(seq 100); do
        address="$(sed -n 's|^Épaule écoute sur \(http://[^/]*\)/.*|\1|p' "$work/out")"
        [ -n "$address" ] && return
        sleep 0.1
    done
    echo "the server does not listen:" >&2
    cat "$work/out" "$work/log" >&2
    return 1
}
