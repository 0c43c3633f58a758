from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.outcome import Outcome
from scraper.review import Precision, Reply, Review
from sentiment.reading import LAST_OBSTACLES, Channel, Departure, Evidence, Moment, Reading, Reason
from site_templates.figures.arriving import first_contact, first_contact_by_channel, lost_at_the_door
from site_templates.figures.coverage import coverage, data_age
from site_templates.figures.figure import Figure, Unit
from site_templates.figures.impressions import gap, impression, peak_end, recovered, spoiled
from site_templates.figures.leaving import door_open, ease, staff_departures, trapped
from site_templates.figures.reasons import labelled, reason_shares
from site_templates.figures.replies import carriers, replies
from site_templates.figures.stakes import at_stake, word_of_mouth
from site_templates.snapshot import Opinion, PlaceHealth

NOW = datetime(2025, 6, 11, 9, tzinfo=UTC)
READING = Reading(
    language="fr",
    departure=Departure.CANCEL,
    departure_probability=0.9,
    moment=Moment.LAST,
    leaning=Moment.LAST,
    moment_probability=0.9,
    tone=None,
    sentiment=None,
    sentiment_probability=None,
    first=None,
    last=None,
    peak=None,
    end=None,
    reasons=(),
    channels=(),
    would_return=None,
    would_recommend=None,
    evidence=(),
    version="1",
)
REVIEW = Review(source="avis", key="0", brand="Nimbo", text="texte", fetched=NOW)


def opinion(key: object, **read: object) -> Opinion:
    return Opinion(review=replace(REVIEW, key=str(key)), reading=replace(READING, **read))  # type: ignore[arg-type]  # a test names only what it is about


def opinions(**columns: list[object]) -> list[Opinion]:
    rows = zip(*columns.values(), strict=True)
    return [opinion(at, **dict(zip(columns, row, strict=True))) for at, row in enumerate(rows)]


def shown(figure: Figure) -> tuple[float | None, int]:
    return figure.value, figure.n


# --- impressions


def test_impression_is_the_mean_tone_in_points_over_those_who_speak_of_the_moment() -> None:
    told = opinions(last=[-0.5, -0.25, 0.5, None])
    figure = impression(told, Moment.LAST, minimum=1)
    # (−50 − 25 + 50) / 3 = −25/3 = −8.333…
    assert figure.value == pytest.approx(-25 / 3)
    assert (figure.name, figure.n, figure.unit) == ("last_impression", 3, Unit.POINTS)
    assert figure.keys == (("avis", "0"), ("avis", "1"), ("avis", "2"))
    # deviations −41.67, −16.67, 58.33: squares 1736.1 + 277.8 + 3402.8 = 5416.7; s² = 2708.3; s/√3 = 30.046;
    # t(0.975; 2) = 4.3027: ± 129.3, cut at −100 and 100
    assert (figure.low, figure.high) == (-100, 100)


def test_impression_of_an_unclear_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="first or last"):
        impression(opinions(last=[0.1]), Moment.UNCLEAR, minimum=1)


def test_too_few_reviews_give_no_value_but_their_number() -> None:
    figure = impression(opinions(first=[0.1] * 4), Moment.FIRST, minimum=5)
    assert figure.too_few
    assert (figure.value, figure.low, figure.high, figure.n) == (None, None, None, 4)
    assert len(figure.keys) == 4


def test_no_review_gives_no_value_even_when_the_minimum_is_zero() -> None:
    assert shown(impression([], Moment.LAST, minimum=0)) == (None, 0)
    assert shown(ease([], minimum=0).free) == (None, 0)


def test_a_mean_of_zero_is_a_value() -> None:
    assert not impression(opinions(last=[-0.5, 0.5]), Moment.LAST, minimum=2).too_few


def test_reviews_all_alike_give_a_value_without_interval() -> None:
    figure = impression(opinions(last=[-1.0] * 6), Moment.LAST, minimum=5)
    assert (figure.value, figure.low, figure.high) == (-100, None, None)


def test_gap_is_last_minus_first_and_may_pass_one_hundred() -> None:
    told = opinions(first=[0.8, 0.6, None, None], last=[None, -0.9, -0.7, -0.8])
    figure = gap(told, minimum=2)
    # last (−90 − 70 − 80)/3 = −80; first (80 + 60)/2 = 70; −80 − 70 = −150
    assert figure.value == pytest.approx(-150)
    assert figure.n == 4
    assert figure.low is not None
    assert figure.low >= -200


def test_gap_needs_the_minimum_on_both_sides() -> None:
    told = opinions(first=[0.8, None, None], last=[None, -0.9, -0.7])
    assert shown(gap(told, minimum=2)) == (None, 3)


def test_peak_end_is_the_mean_of_strongest_and_last_clause() -> None:
    told = opinions(peak=[-0.8, 0.4, None], end=[-0.4, 0.6, 0.5])
    # ((−0.8 − 0.4)/2 + (0.4 + 0.6)/2)/2 × 100 = (−0.6 + 0.5)/2 × 100 = −5
    assert peak_end(told, minimum=1).value == pytest.approx(-5)


def test_recovered_and_spoiled_are_shares_of_those_who_judge_both_moments() -> None:
    told = opinions(first=[-0.5, 0.5, 0.5, 0.05, None], last=[0.5, -0.5, 0.5, -0.5, 0.9])
    assert shown(recovered(told, minimum=1)) == (0.25, 4)
    assert shown(spoiled(told, minimum=1)) == (0.25, 4)
    assert spoiled(told, minimum=1).keys == (("avis", "1"),)


# --- leaving


def test_ease_counts_cancel_and_switch_that_speak_of_the_last_moment() -> None:
    told = opinions(
        departure=[Departure.CANCEL, Departure.SWITCH, Departure.CHECKOUT, Departure.CANCEL],
        last=[-0.5, 0.4, -0.5, None],
        reasons=[(Reason.EXIT_FEES,), (), (Reason.EXIT_WAIT,), (Reason.REFUSED,)],
    )
    found = ease(told, minimum=2)
    assert shown(found.free) == (0.5, 2)
    assert found.free.keys == (("avis", "1"),)
    assert [reason for reason, _ in found.obstacles][:2] == [Reason.EXIT_FEES, Reason.BILL_SHOCK]
    assert {reason for reason, _ in found.obstacles} == LAST_OBSTACLES
    assert [figure.value for _, figure in found.obstacles] == [0.5] + [0.0] * 13


def test_nobody_answering_counts_only_where_it_concerns_leaving() -> None:
    told = opinions(
        moment=[Moment.LAST, Moment.UNCLEAR], last=[-0.5, -0.5], reasons=[(Reason.NO_ANSWER,)] * 2
    )
    assert dict(ease(told, minimum=1).obstacles)[Reason.NO_ANSWER].keys == (("avis", "0"),)


@pytest.mark.parametrize(
    ("words", "obstacles"),
    [
        ("Résiliation demandée et personne ne répond", 1),
        ("Personne ne répond au magasin. Résiliation demandée", 0),
    ],
)
def test_silence_in_the_sentence_of_the_departure_concerns_leaving(words: str, obstacles: int) -> None:
    said = opinion(1, moment=Moment.UNCLEAR, last=-0.2, reasons=(Reason.NO_ANSWER,))
    spans = [("résiliation demandée", "departure:cancel"), ("personne ne répond", "reason:no_answer")]
    evidence = tuple(
        Evidence(start=start, end=start + len(cue), judgement=judgement, cue=cue, weight=1.0)
        for cue, judgement in spans
        if (start := words.casefold().index(cue)) >= 0
    )
    told = Opinion(review=replace(said.review, text=words), reading=replace(said.reading, evidence=evidence))
    assert len(dict(ease([told], minimum=1).obstacles)[Reason.NO_ANSWER].keys) == obstacles


def test_trapped_is_the_share_with_any_trap() -> None:
    told = opinions(
        last=[-0.5] * 4,
        reasons=[(Reason.HARD_PROCEDURE, Reason.REFUSED), (Reason.EXIT_FEES,), (Reason.PHONE_ONLY,), ()],
    )
    assert shown(trapped(told, minimum=4)) == (0.5, 4)


def test_door_is_open_where_the_customer_would_return_or_recommend() -> None:
    told = opinions(
        would_return=[True, False, None, None, False], would_recommend=[None, None, False, None, True]
    )
    assert shown(door_open(told, minimum=1)) == (0.5, 4)


def test_staff_departures_carry_the_tone_whatever_the_kind() -> None:
    named = Evidence(start=0, end=3, judgement="departure:staff_departure", cue="adviser left", weight=1.0)
    told = opinions(
        departure=[Departure.STAFF_DEPARTURE, Departure.CANCEL, Departure.CANCEL],
        evidence=[(), (named,), ()],
        tone=[-0.2, -0.4, 0.9],
    )
    figure = staff_departures(told, minimum=2)
    assert figure.value == pytest.approx(-30)
    assert figure.n == 2


# --- arriving


def test_first_contact_keeps_each_denominator() -> None:
    told = opinions(
        first=[0.5, -0.5, -0.5, 0.1, None],
        moment=[Moment.FIRST, Moment.FIRST, Moment.FIRST, Moment.LAST, Moment.LAST],
        reasons=[
            (Reason.WARM_WELCOME,),
            (Reason.COLD_WELCOME, Reason.NO_ANSWER),
            (Reason.NO_CALLBACK,),
            (Reason.WARM_WELCOME, Reason.COLD_WELCOME, Reason.NO_ANSWER),
            (Reason.NO_ANSWER,),
        ],
    )
    found = first_contact(told, minimum=1)
    assert shown(found.welcomed) == pytest.approx((1 / 3, 3))
    assert shown(found.unanswered) == (0.5, 4)
    assert shown(found.not_called_back) == (0.25, 4)


def test_first_contact_by_channel_leaves_out_rare_channels() -> None:
    told = opinions(
        first=[0.5, -0.5, 0.5],
        channels=[(Channel.PHONE,), (Channel.PHONE, Channel.EMAIL), (Channel.EMAIL,)],
        reasons=[(), (Reason.NO_CALLBACK,), ()],
    )
    found = first_contact_by_channel(
        [*told[:2], opinion("x", channels=(Channel.CHAT,), first=0.1)], minimum=2
    )
    assert [(channel, shown(contact.not_called_back)) for channel, contact in found] == [
        (Channel.PHONE, (0.5, 2))
    ]


def test_those_lost_at_the_door_switched_before_becoming_customers() -> None:
    told = opinions(
        departure=[Departure.SWITCH, Departure.SWITCH, None],
        moment=[Moment.FIRST, Moment.LAST, Moment.FIRST],
        first=[-0.5, -0.5, 0.5],
    )
    figure = lost_at_the_door(told, minimum=1)
    assert shown(figure) == pytest.approx((1 / 3, 3))
    assert figure.keys == (("avis", "0"),)


# --- reasons


def test_reasons_are_ranked_by_share_then_code_and_the_unmeasured_come_last() -> None:
    told = opinions(
        reasons=[
            (Reason.PHONE_ONLY, Reason.REFUSED),
            (Reason.PHONE_ONLY, Reason.EXIT_FEES),
            (Reason.REFUSED,),
        ]
    )
    ranked = reason_shares(
        told,
        [Reason.PHONE_ONLY, Reason.BILLED_AFTER, Reason.EXIT_FEES, Reason.REFUSED, Reason.DOOR_OPEN],
        minimum=1,
    )
    assert [(share.reason, share.measured) for share in ranked] == [
        (Reason.REFUSED, True),
        (Reason.EXIT_FEES, True),
        (Reason.BILLED_AFTER, True),
        (Reason.DOOR_OPEN, False),
        (Reason.PHONE_ONLY, False),
    ]
    assert ranked[0].figure.value == pytest.approx(2 / 3)


def test_a_reason_is_measured_in_the_languages_that_are_counted() -> None:
    assert (
        labelled(Reason.LETTER_REQUIRED, {"fr"}) >= 20 > labelled(Reason.LETTER_REQUIRED, {"en", "de", None})
    )


# --- stakes, replies, coverage


def test_word_of_mouth_multiplies_the_assumption_out() -> None:
    # 10 × 3 + 4 × 11 = 74
    assert shown(word_of_mouth(10, 4, minimum=5)) == (74, 14)
    assert shown(word_of_mouth(1, 3, minimum=5)) == (None, 4)


def test_at_stake_is_hidden_while_no_value_is_set() -> None:
    lost = opinions(departure=[Departure.CANCEL, Departure.WONT_RETURN, Departure.CHECKOUT])
    assert at_stake(lost, None, minimum=2) is None
    figure, few = at_stake(lost, 250, minimum=2), at_stake(lost, 250, minimum=5)
    assert figure is not None
    assert (figure.value, figure.n, figure.unit) == (500, 2, Unit.MONEY)
    assert few is not None
    assert (few.value, few.n) == (None, 2)


def replied(key: object, text: str, hours: int | None, **kept: object) -> Opinion:
    published = None if hours is None else NOW + timedelta(hours=hours)
    review = replace(REVIEW, key=str(key), published=NOW, reply=Reply(text=text, published=published), **kept)  # type: ignore[arg-type]  # likewise
    return Opinion(review=review, reading=READING)


def test_replies_are_counted_on_sources_that_carry_them() -> None:
    elsewhere = Opinion(review=replace(REVIEW, source="feed", key="9"), reading=READING)
    told = [
        replied(1, "Merci de votre message, nous sommes désolés.", 12),
        replied(2, "Un remboursement partira demain.", 36),
        replied(3, "Bien reçu.", -5),
        opinion(4),
        opinion(5, moment=Moment.FIRST),
        elsewhere,
    ]
    found = replies(told, minimum=1)
    assert found is not None
    assert shown(found.answered) == (0.75, 4)
    # 0.5 and 1.5 days; a reply before its review has no delay
    assert shown(found.delay) == (1.0, 2)
    assert [len(figure.keys) for figure in (found.thanks, found.apologises, found.offers)] == [1, 1, 1]


def test_replies_are_nothing_where_no_source_carries_them() -> None:
    assert replies([opinion(1)], minimum=1) is None
    assert carriers([replied(1, "ok", None), opinion(2)]) == {"avis"}


def test_a_source_known_to_carry_replies_counts_even_where_none_was_given() -> None:
    found = replies([opinion(1)], minimum=1, sources=frozenset({"avis"}))
    assert found is not None
    assert shown(found.answered) == (0.0, 1)
    assert found.delay.too_few


def test_a_review_dated_to_the_month_has_no_delay() -> None:
    found = replies([replied(1, "ok", 12, precision=Precision.MONTH)], minimum=1)
    assert found is not None
    assert found.delay.n == 0


def place(**kept: object) -> PlaceHealth:
    blank = PlaceHealth(brand="Nimbo", source="avis", address="a", outcome=Outcome.REVIEWS, visited=NOW)
    return replace(blank, **kept)  # type: ignore[arg-type]  # likewise


@pytest.mark.parametrize(("stored", "announced", "value"), [(30, 40, 0.75), (50, 40, 1.0), (0, 40, 0.0)])
def test_coverage_is_stored_of_announced(stored: int, announced: int, value: float) -> None:
    figure = coverage(place(stored=stored, announced=announced))
    assert figure is not None
    assert shown(figure) == (value, announced)


def test_coverage_is_unknown_where_nothing_is_announced() -> None:
    assert coverage(place(stored=3)) is None


def test_data_age_counts_days_since_the_last_reading() -> None:
    figure = data_age(place(succeeded=NOW - timedelta(hours=36)), NOW)
    assert figure is not None
    assert figure.value == 1.5
    assert data_age(place(), NOW) is None


# --- of all figures

tone = st.none() | st.floats(-1, 1)
readings = st.builds(
    lambda first, last, peak, departure, moment, reasons, recommend: replace(
        READING,
        first=first,
        last=last,
        peak=peak,
        end=last,
        tone=peak,
        departure=departure,
        moment=moment,
        reasons=tuple(sorted(reasons)),
        would_recommend=recommend,
    ),
    tone,
    tone,
    tone,
    st.none() | st.sampled_from(Departure),
    st.sampled_from(Moment),
    st.sets(st.sampled_from(Reason), max_size=4),
    st.none() | st.booleans(),
)
FIGURES: list[Callable[[list[Opinion]], Figure]] = [
    lambda told: impression(told, Moment.FIRST, minimum=2),
    lambda told: gap(told, minimum=2),
    lambda told: peak_end(told, minimum=2),
    lambda told: recovered(told, minimum=2),
    lambda told: ease(told, minimum=2).free,
    lambda told: trapped(told, minimum=2),
    lambda told: door_open(told, minimum=2),
    lambda told: staff_departures(told, minimum=2),
    lambda told: first_contact(told, minimum=2).welcomed,
    lambda told: lost_at_the_door(told, minimum=2),
    lambda told: reason_shares(told, [Reason.REFUSED], minimum=2)[0].figure,
]
RANGES = {Unit.POINTS: 200.0, Unit.SHARE: 1.0}


@given(st.lists(readings, max_size=12), st.sampled_from(FIGURES), st.randoms(use_true_random=False))
def test_a_figure_stays_in_its_interval_and_range_and_forgets_the_order(
    read: list[Reading], measure: Callable[[list[Opinion]], Figure], random: object
) -> None:
    told = [Opinion(review=replace(REVIEW, key=str(at)), reading=one) for at, one in enumerate(read)]
    shuffled = told.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its randoms as object
    figure = measure(told)
    assert measure(shuffled) == figure
    if figure.name != "gap":  # which needs two on each side
        assert figure.too_few == (figure.n < 2)
    if figure.value is not None:
        assert abs(figure.value) <= RANGES[figure.unit]
    if figure.value is not None and figure.low is not None and figure.high is not None:
        assert -RANGES[figure.unit] <= figure.low <= figure.value <= figure.high <= RANGES[figure.unit]
