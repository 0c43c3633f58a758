"""`aurevoir correct`: say what a review means; a person wins over the program."""

from pathlib import Path

import click

from aurevoir.commands.options import now, open_store, open_watch, store_option, watch_option
from aurevoir.correcting import correct, correct_by_sheet, take_back
from aurevoir.correction import KINDS, Feeling
from aurevoir.correction_words import NONE, said
from aurevoir.identities import written
from aurevoir.store import Store
from sentiment.reading import Moment, Sentiment
from site_templates.spoken import spoken
from site_templates.words import Words

FEELINGS = "|".join(Feeling)
NEXT = "`aurevoir build` brings the site up to date"


@click.command()
@click.argument("review", metavar="[ID]", required=False)
@click.option("--kind", help=f"Kind of departure: {', '.join(KINDS)}.")
@click.option("--moment", metavar="|".join(Moment), help="The moment that is judged.")
@click.option(
    "--first", metavar=FEELINGS, help="Feeling about the first moment; none when it is not spoken of."
)
@click.option(
    "--last", metavar=FEELINGS, help="Feeling about the last moment; none when it is not spoken of."
)
@click.option("--tone", metavar="|".join(Sentiment), help="Feeling of the whole.")
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    metavar="CODE",
    help="A reason, such as exit_fees; repeat it for others.",
)
@click.option("--no-reasons", is_flag=True, help="The review gives no reason.")
@click.option("--note", metavar="TEXT", help="Why, in your words; kept in the store only.")
@click.option("--by", metavar="NAME", help="Who says so; kept in the store only.")
@click.option("--remove", is_flag=True, help="Take the correction back.")
@click.option(
    "--csv",
    "sheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV file of corrections: columns id, kind, moment, first, last, tone, reasons (with spaces between), note, by.",
)
@watch_option
@store_option
def command(
    review: str | None,
    *,
    path: Path,
    sheet: Path | None,
    remove: bool,
    reasons: tuple[str, ...],
    no_reasons: bool,
    **words: str | None,
) -> None:
    """Say what the review ID means; what you say wins over the program, also when it reads again.

    ID is what the site shows in small print under each review, or the link to it. What you do not say stays the
    program's, or what was said before.

    \b
    Examples:
      aurevoir correct feed/forum.example:1234 --kind cancel --moment last --last neg --reason exit_fees
      aurevoir correct r-0123456789ab --tone pos --note "irony"
      aurevoir correct feed/forum.example:1234 --remove
      aurevoir correct --csv corrections.csv
    """
    if no_reasons and reasons:
        raise click.UsageError("--no-reasons: it contradicts --reason; give one of them")
    given = words | {"reasons": NONE if no_reasons else " ".join(reasons)}
    if (review is None) == (sheet is None) or ((remove or sheet is not None) and any(given.values())):
        raise click.UsageError(
            "give an ID and what it means, or an ID and --remove, or --csv FILE alone (-h shows examples)"
        )
    with open_store(open_watch(path)) as store:
        if sheet is not None:
            click.echo(f"{correct_by_sheet(store, sheet, now())} corrections kept; {NEXT}", err=True)
        elif remove:
            click.echo(f"{written(take_back(store, review or ''))}: taken back; {NEXT}", err=True)
        else:
            _correct_one(store, review or "", given)


def _correct_one(store: Store, review: str, given: dict[str, str | None]) -> None:
    correction = correct(store, review, given, now())
    identity = (correction.source, correction.key)
    click.echo(f"{written(identity)}: kept {said(correction)}; {NEXT}", err=True)
    for opinion in store.opinions(person=True):
        if (opinion.review.source, opinion.review.key) == identity:
            for line in spoken(Words(language="en"), opinion.reading):
                click.echo(f"  {line}", err=True)
