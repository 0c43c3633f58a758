"""A watch list is taken whole or not at all, and tells all its faults at once."""

from pathlib import Path

import pytest

from aurevoir.errors import WatchListError
from aurevoir.watchlist import load

GOOD = """
[fetch]
contact = "team@marque.example"

[[brands]]
name = "Fibrelune"
own = true
aliases = ["Fibre Lune"]

[[brands.places]]
source = "schemaorg"
address = "https://avis.example/fibrelune"
"""


@pytest.fixture
def write(tmp_path: Path) -> Path:
    return tmp_path / "aurevoir.toml"


def faults(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WatchListError) as caught:
        load(path)
    return str(caught.value)


def test_a_good_file_gives_its_places_in_order(write: Path) -> None:
    write.write_text(GOOD, encoding="utf-8")
    watch = load(write)
    assert [(place.brand, place.source, place.address) for place in watch.places] == [
        ("Fibrelune", "schemaorg", "https://avis.example/fibrelune")
    ]
    assert watch.site.word_of_mouth.unhappy == 11
    assert watch.store_path == write.parent / "aurevoir.sqlite"


def test_a_byte_order_mark_is_no_fault(write: Path) -> None:
    write.write_text("\ufeff" + GOOD, encoding="utf-8")
    assert load(write).brands[0].name == "Fibrelune"


def test_an_alias_finds_its_brand_whatever_its_case(write: Path) -> None:
    write.write_text(GOOD, encoding="utf-8")
    assert load(write).brand_named("  fibre  LUNE ") == "Fibrelune"
    assert load(write).brand_named("Fibre") is None


def test_all_faults_are_told_at_once_with_what_was_expected_and_the_nearest_name(write: Path) -> None:
    told = faults(
        write,
        """
        [site]
        langauges = ["fr"]
        minimum = 2
        [fetch]
        pace = "slow"
        [[brands]]
        name = "Fibrelune"
        [[brands.places]]
        source = "schemaog"
        address = "ftp://avis.example"
        """,
    )
    assert str(write) in told
    assert 'site: found the unknown key "langauges"' in told
    assert 'did you mean "languages"?' in told
    assert "site.minimum: found 2, expected the fewest reviews behind a figure, 5 or more" in told
    assert 'fetch.pace: found "slow"' in told
    assert 'brands[1].places[1].source: found "schemaog"' in told
    assert 'did you mean "schemaorg"?' in told
    assert (
        'brands[1].places[1].address: found "ftp://avis.example", expected an http:// or https:// address'
        in told
    )
    assert "fetch.contact: found nothing" in told


def test_a_brand_without_a_name_is_told_by_its_place_in_the_file(write: Path) -> None:
    assert "brands[2].name: found nothing" in faults(
        write, '[[brands]]\nname = "A"\n[[brands]]\nown = true\n'
    )


def test_two_brands_cannot_share_a_name_or_an_alias(write: Path) -> None:
    told = faults(
        write, '[[brands]]\nname = "Ondemauve"\n[[brands]]\nname = "Autre"\naliases = ["ONDEMAUVE"]\n'
    )
    assert 'brands[2]: found "ondemauve", which is brands[1] already' in told


def test_a_place_cannot_be_given_twice(write: Path) -> None:
    place = '[[brands.places]]\nsource = "feed"\naddress = "https://forum.example/a.rss"\n'
    told = faults(write, f'[fetch]\ncontact = "a@b.example"\n[[brands]]\nname = "A"\n{place}{place}')
    assert "brands[1].places[2].address" in told


def test_places_need_a_contact(write: Path) -> None:
    assert "fetch.contact: found nothing" in faults(write, GOOD.replace("team@marque.example", ""))


def test_a_page_pattern_needs_its_mark(write: Path) -> None:
    told = faults(write, GOOD + 'pages = "https://avis.example/fibrelune-2"\n')
    assert "brands[1].places[1].pages" in told
    assert "{page}" in told


def test_the_key_itself_has_no_place_in_the_file(write: Path) -> None:
    assert 'privacy: found the unknown key "key"' in faults(write, GOOD + '[privacy]\nkey = "secret"\n')


def test_a_permission_says_when(write: Path) -> None:
    assert "brands[1].places[1].permission" in faults(write, GOOD + 'permission = "they said yes"\n')
    write.write_text(GOOD + 'permission = "Mme Untel, 12 mars 2026"\n', encoding="utf-8")
    assert load(write).places[0].permission == "Mme Untel, 12 mars 2026"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[site\n", "a mistake of TOML"),
        (b'[site]\ntitle = "\xe9t\xe9"\n', "expected UTF-8 text"),
        (b"", "brands: found nothing"),
        (b"brands = 3\n", "brands: found 3"),
        (b"[[brands]]\nname = 3\n", "brands[1].name: found 3"),
    ],
)
def test_a_file_that_is_no_watch_list_says_what_it_is(write: Path, content: bytes, told: str) -> None:
    write.write_bytes(content)
    with pytest.raises(WatchListError) as caught:
        load(write)
    assert told in str(caught.value)


def test_a_missing_file_says_how_to_make_one(write: Path) -> None:
    with pytest.raises(WatchListError, match="aurevoir init"):
        load(write)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_that_init_writes_is_taken(write: Path, language: str) -> None:
    template = Path(__file__).parent.parent / "aurevoir" / "watchlists" / f"aurevoir.{language}.toml"
    write.write_bytes(template.read_bytes())
    assert load(write).site.languages[0] == language


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_that_init_comments_out_is_true_when_uncommented(write: Path, language: str) -> None:
    template = Path(__file__).parent.parent / "aurevoir" / "watchlists" / f"aurevoir.{language}.toml"
    lines = template.read_text(encoding="utf-8").splitlines()
    settings = [
        line.removeprefix("# ")
        if line.startswith(("# [", "# ")) and ("=" in line or "[" in line[:4])
        else line
        for line in lines
    ]
    text = "\n".join(settings).replace('contact = ""', 'contact = "a@b.example"')
    text = "\n".join(line for line in text.splitlines() if not line.startswith("key_file"))
    write.write_text(text, encoding="utf-8")
    watch = load(write)
    sources = ["schemaorg", "feed", "hackernews", "trustpilot_api", "css", "signalconso"]
    assert [place.source for place in watch.places] == sources
    assert watch.privacy.retention_months == 36
    assert watch.reading.analyzer == "learned"


def test_the_analyser_of_tone_can_be_chosen_among_those_known(write: Path) -> None:
    write.write_text(GOOD + '[reading]\nanalyzer = "textblob"\n', encoding="utf-8")
    assert load(write).reading.analyzer == "textblob"
    told = faults(write, GOOD + '[reading]\nanalyzer = "textblop"\n')
    assert 'reading.analyzer: found "textblop", expected "learned" (weights learned from reviews)' in told
    assert 'did you mean "textblob"?' in told
