"""The explorer of the reviews: what its page holds before any script runs, and the words its script says."""

from dataclasses import dataclass
from typing import Any

from site_templates import labels
from site_templates.data_script import script
from site_templates.edition import Here
from site_templates.views.quotes import LOUDEST
from site_templates.words import N_, Words, catalogue

# In the order in which they are offered; the script's FACETS are the same.
FACETS = {
    "brand": N_("Brand"),
    "moment": N_("Moment"),
    "kind": N_("Departure"),
    "feel": N_("Tone"),
    "reason": N_("Reason"),
    "site": N_("Source"),
    "lang": N_("Language"),
    "sure": N_("Reading"),
    "answer": N_("Company’s reply"),
}
MESSAGES = {
    "judgement": N_("%(subject)s: %(value)s"),
    "rating": N_("%(value)s out of 5"),
    "reply": N_("The company’s reply"),
    "replied": N_("The company’s reply, %(day)s"),
    "undated": N_("date unknown"),
    "undated_year": N_("without a date"),
    "late": N_("dated %(day)s, after it was collected"),
    "rather_first": N_("Moment unclear, rather the first"),
    "rather_last": N_("Moment unclear, rather the last"),
    "person": N_("read by a person"),
    "doubtful": N_("uncertain reading"),
    "wordless": N_("(no words: a rating alone, or words that its source lets nobody keep)"),
    "also": N_("The same text also at:"),
    "link": N_("Link to this review"),
    "outside": N_("At its source"),
    "identifier": N_("ID"),
    "period": N_("From %(start)s to %(end)s."),
    "one_day": N_("On %(day)s."),
    "from": N_("From %(day)s"),
    "to": N_("Until %(day)s"),
    "searched": N_("Searched so far: %(years)s."),
    "searched_all": N_("All is searched: %(years)s."),
    "failed": N_(
        "Not found: %(names)s. Copy the whole folder of the site, with its “data” folder, then reload the page."
    ),
    "window": N_("%(start)s to %(end)s of %(n)s"),
    "one_review": N_("One review only"),
    "searched_words": N_("Words: %(words)s"),
    "remove": N_("take this filter away"),
    "clear": N_("Take all filters away"),
    "more": N_("%(n)s more"),
    "fewer": N_("fewer"),
    "sure_sure": N_("sure"),
    "sure_uncertain": N_("uncertain"),
    "sure_person": N_("read by a person"),
    "answer_yes": N_("answered"),
    "answer_no": N_("not answered"),
    "answer_unknown": N_("its source shows no replies"),
    "feel_none": N_("no tone read"),
    "language_unknown": N_("unknown"),
    "file": N_("reviews.csv"),
    "why": N_("Why?"),
    "why_how": N_(
        "Each word adds its weight to the odds of a judgement (as a logarithm): + speaks for it, − against it, 0 in all is even."
    ),
    "why_person": N_("A person read this review and decided; these are the words that had been weighed."),
    "why_nothing": N_("No word is marked: nothing in this text speaks for a judgement."),
    "quoted": N_("“%(words)s”"),
    "clause_tone": N_("all the words of the clause"),
    "negated": N_("%(cue)s, denied"),
    "rest_none": N_("The starting point and the weaker words leave it there."),
    "rest_for": N_("The starting point and the weaker words speak for it: %(rest)s."),
    "rest_against": N_("The starting point and the weaker words speak against it: %(rest)s."),
    "rest_kind": N_("The starting point and the other words pull towards kind: %(rest)s."),
    "rest_harsh": N_("The starting point and the other words pull towards harsh: %(rest)s."),
    "total": N_("Together: %(total)s, a probability of %(chance)s."),
    "total_felt": N_("Together: %(total)s, which makes %(points)s between −100, harsh, and +100, kind."),
}
COLUMNS = (
    N_("ID"), N_("Brand"), N_("Source"), N_("Address"), N_("Date"), N_("Rating out of 5"), N_("Language"),
    N_("Departure"), N_("Probability of a departure"), N_("Moment"), N_("Probability of the moment"),
    N_("Sentiment"), N_("Tone, −1 to +1"), N_("Tone of the first moment"), N_("Tone of the last moment"),
    N_("Reasons"), N_("Ways of contact"), N_("Reading"), N_("Company’s reply"), N_("Title"), N_("Text"),
    N_("Words of the reply"),
)  # fmt: skip
# What spreadsheets of each language split cells and decimals at.
SEPARATORS = {"fr": (";", ",")}
TABLE = "data/reviews.csv"
FIGURES = "data/figures.json"
FIGURES_SCHEMA = "data/figures.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explorer:
    """What ``parts/explorer.html`` uses: ``root`` leads to the parts, ``facets`` names the filters, ``scripts`` in order."""

    root: str
    facets: dict[str, str]
    scripts: tuple[str, ...]


def explorer(here: Here) -> Explorer:
    """Draw the explorer of a page."""
    paths = ("assets/explorer.js", f"data/words-{here.edition.language}.js", "data/reviews/index.js")
    return Explorer(
        root=here.to_root("data/reviews/index.js").removesuffix("index.js"),
        facets={name: here.edition.words.gettext(legend) for name, legend in FACETS.items()},
        scripts=tuple(map(here.to_root, paths)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Links to the data that anyone may take away."""

    table: str
    figures: str
    schema: str


def taken(here: Here) -> Taken:
    """Link the files of data from a page."""
    return Taken(
        table=here.to_root(TABLE), figures=here.to_root(FIGURES), schema=here.to_root(FIGURES_SCHEMA)
    )


def words_script(words: Words) -> bytes:
    """Return the script that gives the explorer its words in one language."""
    translated = catalogue(words.language)
    separator, decimal = SEPARATORS.get(words.language, (",", "."))
    return script(
        "aurevoir.words",
        {
            "language": words.language,
            "separator": separator,
            "decimal": decimal,
            "loudest": LOUDEST,
            "facets": {name: translated.gettext(legend) for name, legend in FACETS.items()},
            "columns": [translated.gettext(column) for column in COLUMNS],
            "messages": {name: translated.gettext(message) for name, message in MESSAGES.items()},
            "counted": _counted(words),
            "subjects": {name: translated.gettext(subject) for name, subject in labels.SUBJECTS.items()},
            "tables": labels.TABLES,
            "labels": _labels(words),
        },
    )


def _counted(words: Words) -> dict[str, tuple[str, str]]:
    """Return the two forms of each message that counts: for one, and for several."""
    ngettext = catalogue(words.language).ngettext
    several = [
        (
            ngettext(
                "%(n)s review fits, of %(total)s searched.", "%(n)s reviews fit, of %(total)s searched.", n
            ),
            ngettext("Loading: %(n)s file to come…", "Loading: %(n)s files to come…", n),
            ngettext("Search %(year)s too (%(n)s review)", "Search %(year)s too (%(n)s reviews)", n),
            ngettext(
                "Search everything (%(n)s review more, %(size)s MB)",
                "Search everything (%(n)s reviews more, %(size)s MB)",
                n,
            ),
        )
        for n in (1, 2)
    ]
    return dict(zip(("found", "loading", "add", "add_all"), zip(*several, strict=True), strict=True))


def _labels(words: Words) -> dict[str, dict[str, Any]]:
    tables = ("moment", "sentiment", "departure", "channel", "said", "reason")
    return {
        table: {str(code): labels.label(words, table, code) for code in labels.LABELS[table]}
        for table in tables
    }
