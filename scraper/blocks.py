"""Recognise a challenge or a login wall by the shape of the page, whatever its status says.

Only structure counts (the page's title, a script's variable, a form's target on a page that says little): a review
may well speak of captchas.
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
    "access to this page has been denied.": "HUMAN",
    "access to this page has been blocked": "HUMAN",
    "robot or human?": "HUMAN",
    "pardon our interruption": "Imperva",
    "pardon our interruption...": "Imperva",
    "access denied": "Akamai",
    "robot check": "Amazon",
    "amazon captcha": "Amazon",
    "human verification": "AWS WAF",
    "error: the request could not be satisfied": "CloudFront",
    "request rejected": "F5",
    "ddos-guard": "DDoS-Guard",
    "vercel security checkpoint": "Vercel",
    "sucuri website firewall - access denied": "Sucuri",
}
SCRIPTS = {
    re.compile(r"_cf_chl_opt\s*="): told("a challenge of %(keeper)s", keeper="Cloudflare"),
    re.compile(r"\bgokuProps\s*="): told("a challenge of %(keeper)s", keeper="AWS WAF"),
    re.compile(r"\bvar\s+dd\s*=\s*\{\s*['\"]rt['\"]"): told("a challenge of %(keeper)s", keeper="DataDome"),
    re.compile(r"(?<!\\)\"__N_REDIRECT\"\s*:\s*\"/users/connect"): told(
        "a login wall of %(keeper)s", keeper="Trustpilot"
    ),
}
LOGIN_TITLES = {
    "sign up | linkedin": "LinkedIn",
    "s’inscrire | linkedin": "LinkedIn",
    "linkedin login, sign in | linkedin": "LinkedIn",
    "identification linkedin, s’identifier | linkedin": "LinkedIn",
    "log in to facebook": "Facebook",
    "log in to facebook | facebook": "Facebook",
    "log into facebook": "Facebook",
    "log into facebook | facebook": "Facebook",
    "se connecter à facebook": "Facebook",
    "connexion à facebook": "Facebook",
    "before you continue to google search": "Google",
    "before you continue to google maps": "Google",
    "before you continue": "Google",
    "avant d’accéder à la recherche google": "Google",
    "avant d’accéder à google maps": "Google",
    "avant d’accéder à google": "Google",
}
MARKS = {  # in a tag of a page without much to read
    re.compile(
        r"/cdn-cgi/(?:l/chk_|bm/cv/|challenge-platform/)|\bcf-im-under-attack\b|__CF\$cv\$params"
    ): "Cloudflare",
    re.compile(r"\bcaptcha-delivery\.com/"): "DataDome",
    re.compile(r"\bid=[\"']px-captcha[\"']|\b_pxAppId\s*=|\bcaptcha\.px-c(?:dn|loud)\.net"): "HUMAN",
    re.compile(r"/_Incapsula_Resource\?"): "Imperva",
    re.compile(r"\bsec-if-cpt-container\b|\bbm-verify\b"): "Akamai",
    re.compile(r"/errors/validateCaptcha\b|\bid=[\"']captchacharacters[\"']"): "Amazon",
    re.compile(r"\bAwsWafIntegration\b|\.awswaf\.com/"): "AWS WAF",
    re.compile(r"\bid=[\"']captcha-form[\"']|/sorry/index\b|\bconsent\.google\.[a-z.]{2,6}/"): "Google",
    re.compile(r"/\.safeline/"): "SafeLine",
    re.compile(r"\bwsidchk\b"): "Imunify360",
    re.compile(r"\bsucuri_cloudproxy_js\b"): "Sucuri",
    re.compile(r"\blinkedin\.com/authwall\b"): "LinkedIn",
}
LITTLE = 1000  # characters to read; a page of reviews says more, also where a keeper's script stands on it
_DATA = re.compile(r"ld\+json|itemprop|itemtype", re.IGNORECASE)
_UNREAD = re.compile(  # what a reader does not see
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|svg)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
LOGINS = re.compile(r"/(?:users/connect|log-?in|sign-?in|connexion|se-connecter)/?$", re.IGNORECASE)


def block_in(content: bytes) -> Told | None:
    """Return which challenge or login wall a page is, None when it is neither."""
    head = content[:HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not _is_html(head):
        return None
    title = _title(head).casefold()
    if title in TITLES:
        return told("a challenge of %(keeper)s", keeper=TITLES[title])
    if title.replace("'", "’") in LOGIN_TITLES:
        return told("a login wall of %(keeper)s", keeper=LOGIN_TITLES[title.replace("'", "’")])
    for script in _scripts(head):
        for shape, name in SCRIPTS.items():
            if shape.search(script):
                return name
    keeper = _keeper_marked(head) if len(content) <= HEAD else None
    return told("a challenge of %(keeper)s", keeper=keeper) if keeper else None


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
    _, _, rest = head.replace("<TITLE", "<title").replace("</TITLE", "</title").partition("<title")
    _, _, rest = rest.partition(">")
    title, closed, _ = rest.partition("</title")
    return " ".join(html.unescape(title[:300]).replace("…", "...").split()) if closed else ""


def _keeper_marked(page: str) -> str | None:
    """Return whose mark stands in a tag or a script of a page that has little to read, and no review."""
    keeper = next((name for mark, name in MARKS.items() if mark.search(page)), None)
    if keeper is None or _DATA.search(page) or len(" ".join(_UNREAD.sub(" ", page).split())) > LITTLE:
        return None
    return keeper


def _scripts(head: str) -> list[str]:
    opened = (part.partition(">") for part in head.split("<script")[1:])
    return [body.partition("</script")[0] for attributes, _, body in opened if "ld+json" not in attributes]
