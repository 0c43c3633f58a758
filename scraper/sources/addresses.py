"""Read and write what an address asks for."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def asking(address: str, **values: str | int) -> str:
    """Return an address with these values in its query, in place of what it says of them."""
    parts = urlsplit(address)
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in values
    ]
    asked = [(name, str(value)) for name, value in values.items()]
    return urlunsplit(parts._replace(query=urlencode([*kept, *asked]), fragment=""))


def asked(address: str, name: str) -> str:
    """Return what an address asks for under a name, "" when nothing."""
    return dict(parse_qsl(query_of(address))).get(name, "")


def query_of(address: str) -> str:
    """Return the query of an address, "" when it is none."""
    try:
        return urlsplit(address).query
    except ValueError:
        return ""


def is_on(address: str, *hosts: str) -> bool:
    """Tell whether an address leads to one of the hosts, or to one below it."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def path_of(address: str) -> str:
    """Return the path of an address, "" when it has none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def at(address: str, path: str, **values: str | int) -> str:
    """Return the address of another path on the same host, which asks for these values only."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(values), ""))
