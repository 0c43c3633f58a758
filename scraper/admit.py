"""The door of the house: what a page told becomes a review that may be kept."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.cleaning import MOST_TEXT, MOST_TITLE, clean, cut, one_line
from scraper.dates import Dated, read_date, without_lead
from scraper.privacy import keyed_hash, pseudonym, redact
from scraper.ratings import read_rating
from scraper.relative_dates import is_relative
from scraper.review import Rating, RawReview, Reply, Review
from scraper.told import Told, told

_WORLDWIDE = re.compile(r"[a-z][a-z0-9+.-]*://|urn:|tag:", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?")
_LANGUAGES = {"french": "fr", "français": "fr", "francais": "fr", "fra": "fr", "fre": "fr", "english": "en", "anglais": "en", "eng": "en"}  # fmt: skip
_AHEAD = timedelta(days=2)  # a clock or a time zone may be wrong by a day, not by more


@dataclass(frozen=True, slots=True)
class Door:
    """Admit reviews: dated in UTC, rated on 1–5, redacted, their authors behind pseudonyms.

    Attributes:
        identity_key: secret of the store, for the identity of reviews without a native id.
        author_key: the user's secret, for pseudonyms; None drops authors.
    """

    identity_key: bytes
    author_key: bytes | None

    def admit(
        self,
        raw: RawReview,
        *,
        source: str,
        brand: str,
        fetched: datetime,
        host: str | None = None,
        language: str | None = None,
    ) -> tuple[Review | None, tuple[Told, ...]]:
        """Return the review, None when it says nothing, and a note for each value that could not be used.

        ``host`` makes native ids unique within the source: those of a site mean nothing elsewhere.
        ``language`` is what to assume when the source does not say.
        """
        notes: list[Told] = []
        dated = _dated(raw.published, raw, fetched, notes)
        rating = _rated(raw, notes)
        title, text = _kept(one_line(raw.title), MOST_TITLE, notes), _kept(clean(raw.text), MOST_TEXT, notes)
        if not (title or text or rating):
            silent = told("review '%(review)s': neither words nor a rating, not kept", review=_named(raw))
            return None, (*notes, silent)
        review = Review(
            source=source,
            key=self._key(raw, dated, host),
            brand=brand,
            text=redact(text),
            fetched=fetched,
            title=redact(title),
            url=_link(raw.url),
            published=dated[0] if dated else None,
            precision=dated[1] if dated else None,
            rating=rating,
            language=_language(raw.language) or _language(language),
            author=pseudonym(raw.author, source, self.author_key) if raw.author and self.author_key else None,
            reply=_reply(raw, fetched, notes),
            verified=raw.verified,
        )
        return review, tuple(notes)

    def _key(self, raw: RawReview, dated: Dated | None, host: str | None) -> str:
        """Return the native id, unique within the source, else a hash of what was written before redaction."""
        if raw.key:
            key = clean(raw.key)
            return key if host is None or _WORLDWIDE.match(key) else f"{host}:{key}"
        words = " ".join(raw.text.split())
        when = dated[0].date().isoformat() if dated and words else raw.published or ""
        if is_relative(without_lead(raw.published or "")):  # tomorrow the same review is dated otherwise
            when = ""
        said = (when, words) if words else (when, raw.title, raw.rating or "")
        home = host or raw.brand or ""
        return "hash:" + keyed_hash(self.identity_key, "review", home, raw.author or "", *said)[:40]


def _dated(published: str | None, raw: RawReview, fetched: datetime, notes: list[Told]) -> Dated | None:
    if not published or not published.strip():
        return None
    dated = read_date(published, day_first=raw.day_first, fetched=fetched)
    if dated is None:
        notes.append(
            told(
                "review '%(review)s': '%(date)s' is no date that can be read",
                review=_named(raw),
                date=published[:60],
            )
        )
    elif dated[0] > fetched + _AHEAD:
        notes.append(
            told(
                "review '%(review)s': '%(date)s' lies in the future", review=_named(raw), date=published[:60]
            )
        )
        return None
    return dated


def _rated(raw: RawReview, notes: list[Told]) -> Rating | None:
    if not raw.rating or not raw.rating.strip():
        return None
    rating = read_rating(raw.rating, raw.worst, raw.best)
    if rating is None:
        notes.append(
            told(
                "review '%(review)s': '%(rating)s' is no rating from %(worst)s to %(best)s",
                review=_named(raw),
                rating=raw.rating[:60],
                worst=(raw.worst or "1")[:60],
                best=(raw.best or "5")[:60],
            )
        )
    return rating


def _kept(text: str, most: int, notes: list[Told]) -> str:
    text, was_cut = cut(text, most)
    if was_cut:
        notes.append(told("a text was cut after %(most)s characters", most=most))
    return text


def _reply(raw: RawReview, fetched: datetime, notes: list[Told]) -> Reply | None:
    text = redact(_kept(clean(raw.reply or ""), MOST_TEXT, notes))
    dated = _dated(raw.reply_published, raw, fetched, notes)
    return Reply(text=text, published=dated[0] if dated else None) if text else None


def _link(url: str | None) -> str | None:
    url = clean(url or "")
    return url if url.startswith(("http://", "https://")) else None


def _language(name: str | None) -> str | None:
    name = (name or "").strip().casefold()
    found = _LANGUAGE.fullmatch(name)
    return found[1] if found else _LANGUAGES.get(name)


def _named(raw: RawReview) -> str:
    """Return how a note names a review: by its id or its first words, never by its author."""
    return raw.key[:80] if raw.key else redact(one_line(raw.text[:200]))[:30] + "…"
