"""`aurevoir history`: the runs, and the figures they told."""

import json
from pathlib import Path

import click

from aurevoir.commands.options import open_store, open_watch, store_option, watch_option
from aurevoir.history import as_json, figure_lines, past, run_lines
from site_templates.evidence import shown


@click.command()
@click.option("--brand", metavar="NAME", help="Only this brand.")
@click.option(
    "--figure",
    metavar="NAME",
    help="List a figure after each run in the place of the runs, as last_impression, gap, trapped.",
)
@click.option(
    "--last",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the last N runs.  [default: 30; all with --json]",
)
@click.option("--json", "in_json", is_flag=True, help="Runs, figures and months as one JSON object.")
@watch_option
@store_option
def command(path: Path, brand: str | None, figure: str | None, last: int | None, *, in_json: bool) -> None:
    """List the runs, a line each, or how a figure went from run to run; the oldest first.

    A figure is what the site told over all the reviews that were kept then. Months whose texts were deleted by age
    (privacy.retention_months) follow, as they were kept for the trend. What different words have read is set apart:
    it is not comparable.

    \b
    Examples:
      aurevoir history --last 7
      aurevoir history --brand "Ma marque" --figure last_impression
      aurevoir history --json > history.json
    """
    with open_store(open_watch(path)) as store:
        listed = past(store, brand=brand, figure=figure, last=last if last or in_json else 30)
    if in_json:
        click.echo(json.dumps(as_json(listed), ensure_ascii=False, indent=2))
        return
    lines = run_lines(listed.runs) if figure is None else figure_lines(listed.figures, listed.months)
    for line in lines:
        click.echo(shown(line))
    if not listed.runs:
        click.echo("no run yet; `aurevoir run` makes the first", err=True)
