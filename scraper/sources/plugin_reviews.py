"""Reviews of WordPress plugins and themes: entries of a forum's feed, their stars in words."""

import re
from dataclasses import replace

from scraper.review import RawReview
from scraper.sources.addresses import is_on, path_of

HOST = "wordpress.org"
_STARS = r"([1-5])\s*(?:stars?|étoiles?)"
_IN_TITLE = re.compile(rf"\s*\({_STARS}\)\s*$", re.IGNORECASE)
_HEAD = re.compile(
    rf"\A\s*(?:(?:Replies|Réponses)\s*:\s*\d+\s+)?(?:(?:Rating|Note|Évaluation)\s*:\s*{_STARS}\s*)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"/(?:support/)?(plugin|theme)s?/([\w-]+)(?:/reviews)?/?$")


def feed_of(address: str) -> str:
    """Return the feed of reviews of a plugin's or a theme's page on wordpress.org; another address as it is."""
    found = _ABOUT.search(path_of(address)) if is_on(address, HOST) else None
    return f"https://{HOST}/support/{found[1]}/{found[2]}/reviews/feed/" if found else address


def as_review(entry: RawReview) -> RawReview:
    """Return an entry with its stars as a rating and without the lines above its words; another entry as it is.

    The forum's language is not that of its writers, and is left out.
    """
    title, head = _IN_TITLE.search(entry.title), _HEAD.match(entry.text)
    stars = (head and head[1]) or (title and title[1])
    if head is None or not (head[1] or is_on(entry.url or "", HOST)):
        return entry
    bare, text = _IN_TITLE.sub("", entry.title), entry.text[head.end() :]
    return replace(entry, title=bare, text=text, rating=stars, language=None)
