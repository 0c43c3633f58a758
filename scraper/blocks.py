"""Recognise a challenge or a login wall by the shape of the page, whatever its status says.

Only structure counts (the page's title, a script's variable): a review may well speak of captchas.
"""

import html
import re
from urllib.parse import urlsplit

from scraper.told import Told, told

HEAD = 64 * 1024  # challenges are small pages: the markers stand at the top

TITLES = {
    "just a moment...": "Cloudflare",
    "attention required! | cloudflare": "Cloudflare",
    "one moment, please...": "Imunify360",
    "verifying connection": "Trustpilot",
    "access to this page has been denied": "HUMAN",
}
SCRIPTS = {
    re.compile(r"_cf_chl_opt\s*="): told("a challenge of %(keeper)s", keeper="Cloudflare"),
    re.compile(r"\bgokuProps\s*="): told("a challenge of %(keeper)s", keeper="AWS WAF"),
    re.compile(r"\bvar\s+dd\s*=\s*\{\s*['\"]rt['\"]"): told("a challenge of %(keeper)s", keeper="DataDome"),
    re.compile(r"(?<!\\)\"__N_REDIRECT\"\s*:\s*\"/users/connect"): told(
        "a login wall of %(keeper)s", keeper="Trustpilot"
    ),
}
LOGINS = re.compile(r"/(?:users/connect|log-?in|sign-?in|connexion|se-connecter)/?$", re.IGNORECASE)


def block_in(content: bytes) -> Told | None:
    """Return which challenge or login wall a page is, None when it is neither."""
    head = content[:HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not _is_html(head):
        return None
    keeper = TITLES.get(_title(head).casefold())
    if keeper:
        return told("a challenge of %(keeper)s", keeper=keeper)
    for script in _scripts(head):
        for shape, name in SCRIPTS.items():
            if shape.search(script):
                return name
    return None


def instead_of_page(keeper: Told) -> Told:
    """Say that a challenge or a login wall came, and no page."""
    return told("%(keeper)s came instead of the page", keeper=keeper)


def leads_to_login(asked: str, came: str) -> bool:
    """Tell whether a redirect led from a page to a login form."""
    return bool(LOGINS.search(urlsplit(came).path)) and not LOGINS.search(urlsplit(asked).path)


def _is_html(head: str) -> bool:
    start = head[:1000].casefold()
    return start.startswith("<") and "<rss" not in start and "<feed" not in start


def _title(head: str) -> str:
    _, _, rest = head.partition("<title")
    _, _, rest = rest.partition(">")
    title, closed, _ = rest.partition("</title")
    return " ".join(html.unescape(title[:300]).replace("…", "...").split()) if closed else ""


def _scripts(head: str) -> list[str]:
    opened = (part.partition(">") for part in head.split("<script")[1:])
    return [body.partition("</script")[0] for attributes, _, body in opened if "ld+json" not in attributes]
