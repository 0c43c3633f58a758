"""What changed lately, in one line that says from what to what and how sure it is."""

from site_templates import formats
from site_templates.edition import Here
from site_templates.figures.alerts import Alert
from site_templates.views.frame import Link
from site_templates.views.tiles import figure_name, written


def alert_line(here: Here, alert: Alert) -> Link:
    """Say what changed, from what to what, and how sure it is."""
    words, brand = here.edition.words, here.edition.slugs[alert.brand]
    said = words.gettext(
        "%(brand)s, %(figure)s: %(after)s over the last four weeks (n = %(n_after)s), %(before)s over the twelve before (n = %(n_before)s); q = %(q)s.",
        brand=alert.brand,
        figure=figure_name(here, alert.name),
        before=written(alert.before, here) or "–",
        after=written(alert.after, here) or "–",
        q=formats.fine(alert.q, words.language),
        n_before=formats.count(alert.before.n, words.language),
        n_after=formats.count(alert.after.n, words.language),
    )
    return Link(label=said, href=here.to(f"brands/{brand}.html"))
