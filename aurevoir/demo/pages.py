"""The shapes in which the invented sites show their reviews: JSON-LD, microdata, RSS."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from aurevoir.demo.invented import Invented

SAYS_SO = {
    "fr": "Site de démonstration : les marques, les personnes et les avis de cette page sont inventés.",
    "en": "Demonstration site: the brands, the people and the reviews on this page are invented.",
}


def page(title: str, body: str, *, language: str, head: str = "") -> str:
    """Return a whole HTML page that says plainly that it is invented."""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>\n{head}</head>\n'
        f"<body>\n<p><strong>{SAYS_SO[language]}</strong></p>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def json_ld(
    brand: str, shown: Sequence[Invented], announced: int, *, language: str, following: str | None
) -> str:
    """Return a page whose reviews stand in a JSON-LD block, the next page in a rel=next link."""
    organisation = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": brand,
        "aggregateRating": {
            "@type": "AggregateRating",
            "reviewCount": announced,
            "ratingValue": "3.1",
            "bestRating": "5",
        },
        "review": [_json_ld_review(one) for one in shown],
    }
    block = json.dumps(organisation, ensure_ascii=False, indent=1).replace("</", "<\\/")
    link = f'<link rel="next" href="{escape(following)}">\n' if following else ""
    body = "\n".join(
        f"<article><h2>{escape(one.title)}</h2><p>{escape(one.text)}</p></article>" for one in shown
    )
    head = f'{link}<script type="application/ld+json">\n{block}\n</script>\n'
    return page(brand, body, language=language, head=head)


def _json_ld_review(one: Invented) -> dict[str, object]:
    review: dict[str, object] = {
        "@type": "Review",
        "@id": one.id,
        "author": {"@type": "Person", "name": one.author},
        "datePublished": one.date,
        "headline": one.title,
        "reviewBody": one.text,
        "inLanguage": one.lang,
    }
    if one.rating is not None:
        review["reviewRating"] = {"@type": "Rating", "ratingValue": str(one.rating), "bestRating": "5"}
    if one.reply is not None:
        author = {"@type": "Organization", "name": one.brand}
        review["comment"] = {
            "@type": "Comment",
            "author": author,
            "text": one.reply,
            "datePublished": one.reply_date,
        }
    return review


def microdata(brand: str, shown: Sequence[Invented]) -> str:
    """Return a page whose reviews are microdata, with French decimal commas in their ratings."""
    return page(brand, "\n".join(_microdata_review(brand, one) for one in shown), language="fr")


def _microdata_review(brand: str, one: Invented) -> str:
    rating = ""
    if one.rating is not None:
        rating = (
            '<span itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">'
            f'<span itemprop="ratingValue">{one.rating},0</span> / <span itemprop="bestRating">5</span></span>'
        )
    text = escape(one.text).replace("\n", "<br>\n")
    return (
        f'<article itemscope itemtype="https://schema.org/Review" itemid="{escape(one.id)}">\n'
        f'<span itemprop="itemReviewed" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{escape(brand)}"></span>\n'
        f'<h2 itemprop="name">{escape(one.title)}</h2>\n{rating}\n'
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">{escape(one.author)}</b></span>\n'
        f'<time itemprop="datePublished" datetime="{one.date}">{one.date}</time>\n'
        f'<div itemprop="reviewBody">{text}</div>\n</article>'
    )


def rss(brand: str, shown: Sequence[Invented], address: str) -> str:
    """Return a forum's RSS feed."""
    items = "\n".join(_rss_item(one) for one in shown)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>\n'
        f"<title>{escape(brand)} – forum de démonstration</title><link>{escape(address)}</link>\n"
        f"<description>{SAYS_SO['fr']}</description><language>fr</language>\n{items}\n</channel></rss>\n"
    )


def _rss_item(one: Invented) -> str:
    published = format_datetime(datetime.fromisoformat(one.date).replace(hour=9, tzinfo=UTC))
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in one.text.split("\n") if part.strip())
    return (
        f'<item><guid isPermaLink="false">{escape(one.id)}</guid><title>{escape(one.title)}</title>'
        f"<dc:creator>{escape(one.author)}</dc:creator><pubDate>{published}</pubDate>"
        f"<description>{escape(paragraphs)}</description></item>"
    )


# What a protected site sends instead of its page: a challenge, with status 200 as they come.
CHALLENGE = (
    "<!doctype html>\n<html><head><title>Just a moment...</title></head><body>\n"
    f"<p>{SAYS_SO['en']}</p>\n<script>window._cf_chl_opt = {{cType: 'managed'}};</script>\n</body></html>\n"
)
