"""Texts are cut where evidence begins and ends, and long ones around what matters."""

from hypothesis import given
from hypothesis import strategies as st

from sentiment.reading import Evidence
from site_templates.evidence import cut, excerpt, shown


def span(start: int, end: int, judgement: str = "last:neg") -> Evidence:
    return Evidence(start=start, end=end, judgement=judgement, cue="c", weight=1.0)


def test_overlapping_spans_become_neighbours_that_know_all_their_judgements() -> None:
    segments = cut("abcdef", [span(1, 4), span(2, 6, "reason:threats"), span(1, 4, "tone:neg")]).segments
    assert [(segment.text, segment.judgements) for segment in segments] == [
        ("a", ()),
        ("b", ("last:neg", "tone:neg")),
        ("cd", ("last:neg", "reason:threats", "tone:neg")),
        ("ef", ("reason:threats",)),
    ]


def test_offsets_count_code_points_past_emoji_and_accents() -> None:
    text = "👩‍👧 é\u0301té, résilié 😡"
    start = text.index("résilié")
    segments = cut(text, [span(start, start + 7)]).segments
    assert [segment.text for segment in segments if segment.judgements] == ["résilié"]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_no_word_is_lost_or_doubled(text: str, pairs: list[tuple[int, int]]) -> None:
    segments = cut(text, [span(*pair, judgement=f"last:{rank}") for rank, pair in enumerate(pairs)]).segments
    assert "".join(segment.text for segment in segments) == shown(text)


def test_a_long_text_is_cut_around_its_evidence_at_whole_words() -> None:
    text = "avant " * 200 + "frais de sortie" + " après" * 200
    found = excerpt(
        text, (span(0, 5, "tone:neg"), span(1200, 1215, "reason:exit_fees")), ("reason:exit_fees",)
    )
    words = "".join(segment.text for segment in found.segments)
    assert "frais de sortie" in words
    assert set(words.split()) == {"avant", "frais", "de", "sortie", "après"}
    assert found.begins_late
    assert found.ends_early
    assert len(words) < 400


def test_an_excerpt_that_reaches_into_the_title_keeps_it_whole() -> None:
    text = "Une belle surprise au bout du couloir\n" + "mot " * 200
    found = excerpt(text, (span(100, 104),))
    assert not found.begins_late
    assert found.segments[0].text.startswith("Une belle surprise")


def test_a_short_text_is_kept_whole() -> None:
    found = excerpt("Au revoir.", (span(0, 2),))
    assert not found.begins_late
    assert not found.ends_early


@given(st.text(min_size=300, max_size=2000), st.integers(0, 2000), st.integers(1, 2000))
def test_an_excerpt_is_a_part_of_its_text(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    evidence = (span(start, end),) if start < end else ()
    found = excerpt(text, evidence, ("last",))
    assert "".join(segment.text for segment in found.segments) in shown(text)
