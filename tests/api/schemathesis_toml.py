"""A dossier as TOML, for schemathesis."""

import json

import schemathesis
import tomli_w


def without_null(value):
    """TOML has no null: what is wrong stays wrong, as a text."""
    if value is None:
        return "null"
    if isinstance(value, dict):
        return {str(key): without_null(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_null(item) for item in value]
    return value


@schemathesis.serializer("application/toml")
def toml(context, value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        text = value
    elif isinstance(value, dict):
        text = tomli_w.dumps(without_null(value))
    else:
        text = json.dumps(value)
    return text.encode("utf-8", errors="surrogatepass")
