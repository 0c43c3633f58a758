"""Tell a webhook what is new, once: what it did not take is told again the next night."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from aurevoir import __version__
from aurevoir.digest_lines import front_page, said
from aurevoir.digest_print import in_slack
from aurevoir.errors import AurevoirError
from aurevoir.keys import Environment, webhook
from aurevoir.notices import Notice, notices
from aurevoir.pipeline import snapshot
from aurevoir.store import Store
from aurevoir.watchlist import WatchList
from scraper.fetch import Fetcher
from scraper.manners import Manners
from scraper.told import told
from site_templates.edition import Here
from site_templates.findings import gather

Post = Callable[[bytes], str | None]
PATIENCE = 15.0  # seconds for one answer: a run does not wait for a chat
MOST = 20  # lines of a message: what is beyond counts as told, the dashboard shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted at once, and the names of what it tells."""

    text: str
    names: tuple[str, ...]

    @property
    def body(self) -> bytes:
        """Return the JSON that Slack takes, and what speaks as it does."""
        return json.dumps({"text": self.text}, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What is to be told now, and the names of what was told and has ended."""

    messages: tuple[Message, ...]
    ended: frozenset[str]


def pending(watch: WatchList, store: Store, now: datetime) -> Pending:
    """Return what the webhook has not been told yet; nothing is sent or noted."""
    languages, shot = tuple(watch.site.languages), snapshot(watch, store, {})
    here = front_page(shot, gather(shot), watch.notify.language or languages[0])
    standing = notices(here, watch.notify.events, now, languages)
    known = store.notices.told()
    fresh = [notice for notice in standing if notice.name not in known]
    return Pending(messages=tuple(_messages(here, fresh)), ended=known - {notice.name for notice in standing})


def deliver(watch: WatchList, store: Store, post: Post, now: datetime) -> tuple[str, ...]:
    """Tell the webhook what is new and note it; return a line a message that it did not take."""
    waiting, problems = pending(watch, store, now), []
    store.notices.forget(waiting.ended)
    for message in waiting.messages:
        problem = post(message.body)
        if problem is None:
            store.notices.keep(message.names, now)
        else:
            problems.append(f"notify: {problem}; told again at the next run")
    return tuple(problems)


def after_run(watch: WatchList, store: Store, environment: Environment, now: datetime) -> tuple[str, ...]:
    """Tell the webhook of the watch list, where there is one; return a line a problem: none of them fails the run."""
    if not watch.notify.is_set:
        return ()
    try:
        target = webhook(watch, environment)
    except AurevoirError as error:
        return (str(error),)
    with Fetcher(brief(watch)) as fetcher:
        return deliver(watch, store, lambda body: fetcher.post(target, body), now)


def try_out(watch: WatchList, environment: Environment, language: str) -> None:
    """Post a line that says who speaks.

    Raises:
        AurevoirError: no webhook is named, or it did not take the line.
    """
    target = webhook(watch, environment)
    hello = {
        "fr": "Au revoir vous parlera ici\N{NO-BREAK SPACE}: alertes, sources en panne, résumé de la semaine.",
        "en": "Au revoir will speak to you here: alerts, sources in trouble, the week in words.",
    }
    with Fetcher(brief(watch)) as fetcher:
        problem = fetcher.post(target, Message(text=hello[language], names=()).body)
    if problem:
        raise AurevoirError(f"notify: {problem}")


def brief(watch: WatchList) -> Manners:
    """Return the watch list's manners, with less patience."""
    manners = watch.manners(__version__)
    return replace(manners, total=min(manners.total, PATIENCE), read=min(manners.read, PATIENCE))


def _messages(here: Here, fresh: Iterable[Notice]) -> Iterator[Message]:
    """Put what befell into one message, and the digest into its own."""
    told_apart = [notice for notice in fresh if notice.event == "digest"]
    together = [notice for notice in fresh if notice.event != "digest"]
    if together:
        lines = [f"• {notice.text}" for notice in together[:MOST]]
        rest = len(together) - len(lines)
        more = [f"• {in_slack(said(here, told('and %(rest)s more', rest=rest)))}"] if rest else []
        title = f"*{in_slack(here.edition.snapshot.title)}*"
        yield Message(text="\n".join([title, *lines, *more]), names=tuple(one.name for one in together))
    for notice in told_apart:
        yield Message(text=notice.text, names=(notice.name,))
