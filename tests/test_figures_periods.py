from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from scraper.review import Precision, Review
from sentiment.reading import Departure, Moment, Reading, Reason
from site_templates.figures.alerts import alerts
from site_templates.figures.periods import (
    Window,
    last_whole_week,
    months_before,
    quarters_before,
    weeks_before,
)
from site_templates.figures.population import counted_once, departures, in_period, of_brand, speaks_of
from site_templates.figures.trend import months_a_point, trend
from site_templates.snapshot import Opinion

AS_OF = datetime(2025, 6, 11, 9, tzinfo=UTC)  # a Wednesday; the last whole week is 2–8 June
LONG = "J’ai résilié en deux clics, merci à l’équipe de Lille."
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
REVIEW = Review(source="avis", key="0", brand="Nimbo", text="texte", fetched=AS_OF)


def said(key: object, published: datetime | None, **kept: object) -> Opinion:
    return Opinion(
        review=replace(REVIEW, key=str(key), published=published, **kept),  # type: ignore[arg-type]  # a test names only what it is about
        reading=replace(READING, last=-0.5),
    )


def utc(year: int, month: int, day: int = 1) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


# --- periods


def test_the_last_whole_week_ends_on_the_monday_before() -> None:
    assert last_whole_week(AS_OF) == Window(start=utc(2025, 6, 2), end=utc(2025, 6, 9))


def test_a_week_is_whole_the_moment_it_ends() -> None:
    assert last_whole_week(utc(2025, 6, 9)).end == utc(2025, 6, 9)


def test_weeks_are_cut_in_utc_whatever_the_zone_of_the_moment() -> None:
    # Monday 01:00 in Paris is still Sunday 23:00 UTC
    paris = datetime(2025, 6, 9, 1, tzinfo=timezone(timedelta(hours=2)))
    assert last_whole_week(paris).end == utc(2025, 6, 2)


def test_weeks_follow_each_other_over_new_year() -> None:
    weeks = weeks_before(utc(2025, 1, 8), 3)
    assert [week.start for week in weeks] == [utc(2024, 12, 16), utc(2024, 12, 23), utc(2024, 12, 30)]
    assert weeks[0].end == weeks[1].start


def test_months_and_quarters_are_whole_and_oldest_first() -> None:
    assert [month.start for month in months_before(utc(2025, 2, 10), 3)] == [
        utc(2024, 11),
        utc(2024, 12),
        utc(2025, 1),
    ]
    assert quarters_before(utc(2025, 5, 31), 2) == (
        Window(start=utc(2024, 10), end=utc(2025, 1)),
        Window(start=utc(2025, 1), end=utc(2025, 4)),
    )


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        weeks_before(AS_OF.replace(tzinfo=None), 1)


# --- population


def test_reposts_are_counted_once_and_the_earliest_kept() -> None:
    first = said("b", utc(2025, 1), text=LONG)
    repost = said("a", utc(2025, 3), text="J'AI RESILIE en deux clics — merci à l'équipe de Lille !!!")
    undated = said("c", None, text=LONG)
    assert counted_once([undated, repost, first]) == (first,)


def test_short_texts_alike_are_two_people() -> None:
    assert len(counted_once([said(1, None, text="Très bien"), said(2, None, text="très bien !")])) == 2


def test_texts_are_compared_from_forty_folded_characters_on() -> None:
    for length, people in ((39, 2), (40, 1)):
        twins = [said(key, None, text="é" * length) for key in (1, 2)]
        assert len(counted_once(twins)) == people


def test_the_same_text_about_another_brand_is_another_review() -> None:
    assert len(counted_once([said(1, None, text=LONG), said(2, None, text=LONG, brand="Orlo")])) == 2


def test_one_identity_is_one_review() -> None:
    assert len(counted_once([said(1, None), said(1, None)])) == 1


def test_departures_leave_out_reviews_that_mention_none() -> None:
    staying = Opinion(review=REVIEW, reading=replace(READING, departure=None))
    assert departures([staying, said(1, None)]) == (said(1, None),)


def test_brand_and_moment_pick_their_reviews() -> None:
    mine, theirs = said(1, None), said(2, None, brand="Orlo")
    assert of_brand([mine, theirs], "Nimbo") == (mine,)
    assert speaks_of([mine, theirs], Moment.LAST) == (mine, theirs)
    assert speaks_of([mine, theirs], Moment.FIRST) == ()


def test_a_period_takes_its_start_and_leaves_its_end() -> None:
    start, end = utc(2025, 6, 2), utc(2025, 6, 9)
    told = [said(1, start), said(2, end), said(3, None), said(4, end - timedelta(seconds=1))]
    assert [one.review.key for one in in_period(told, start, end)] == ["1", "4"]


def test_a_month_is_in_a_period_only_whole_and_never_in_weeks() -> None:
    told = [said(1, utc(2025, 5, 14), precision=Precision.MONTH)]
    assert len(in_period(told, utc(2025, 5), utc(2025, 6))) == 1
    assert in_period(told, utc(2025, 5, 2), utc(2025, 6)) == ()
    assert in_period(told, utc(2025, 5), utc(2025, 5, 31)) == ()
    assert in_period(told, utc(2025, 4), utc(2025, 7), weekly=True) == ()


# --- trend


def test_trend_has_a_gap_where_reviews_are_too_few() -> None:
    march = [said(f"m{at}", utc(2025, 3, 3 + at)) for at in range(5)]
    may = [said(f"y{at}", utc(2025, 5, 3 + at)) for at in range(5)]
    points = trend([*may, said("a", utc(2025, 4, 9)), *march], Moment.LAST, AS_OF, minimum=5)
    assert [(point.start, point.figure.value, point.figure.n) for point in points] == [
        (utc(2025, 3), -50, 5),
        (utc(2025, 4), None, 1),
        (utc(2025, 5), -50, 5),
    ]


def test_trend_stops_at_the_last_whole_month_and_goes_back_eighteen() -> None:
    told = [
        said(1, utc(2020, 1, 5)),
        said(2, utc(2023, 12, 5)),
        said(3, utc(2025, 6, 5)),
        said(4, utc(2030, 1)),
    ]
    points = trend(told, Moment.LAST, AS_OF, minimum=1)
    assert (points[0].start, points[-1].end, len(points)) == (utc(2023, 12), utc(2025, 6), 18)


def test_trend_of_nothing_is_empty() -> None:
    assert trend([said(1, None)], Moment.LAST, AS_OF, minimum=1) == ()
    assert trend([said(1, utc(2025, 5, 3))], Moment.FIRST, AS_OF, minimum=1) == ()


# --- alerts


def told(brand: str, week: int, count: int, tone: float, *reasons: Reason) -> list[Opinion]:
    """``count`` reviews, ``week`` whole weeks before the last (0), with tones around ``tone``."""
    start = last_whole_week(AS_OF).start - week * timedelta(weeks=1)
    return [
        Opinion(
            review=replace(
                REVIEW, brand=brand, key=f"{brand}{week}-{at}", published=start + timedelta(hours=at)
            ),
            reading=replace(READING, last=tone + 0.01 * (at % 5), reasons=reasons),
        )
        for at in range(count)
    ]


def test_a_clear_fall_raises_an_alert_with_both_figures() -> None:
    found = alerts({"Nimbo": told("Nimbo", 6, 20, 0.4) + told("Nimbo", 1, 12, -0.6)}, AS_OF)
    assert [(alert.brand, alert.name) for alert in found] == [("Nimbo", "last_impression")]
    assert (found[0].before.n, found[0].after.n) == (20, 12)
    assert found[0].p <= found[0].q < 0.05


def test_a_new_obstacle_raises_alerts_for_its_share_and_for_ease() -> None:
    brands = {"Nimbo": told("Nimbo", 6, 20, 0) + told("Nimbo", 1, 12, 0, Reason.EXIT_FEES)}
    assert {alert.name for alert in alerts(brands, AS_OF)} == {"ease", "exit_fees"}


@pytest.mark.parametrize(
    ("earlier", "recent"),
    [
        ((6, 9), (1, 20)),  # too few before
        ((6, 20), (1, 9)),  # too few after
        ((16, 20), (1, 20)),  # before the 12 weeks
        ((6, 20), (-1, 20)),  # in the week that is not over
    ],
)
def test_nothing_is_tested_without_ten_reviews_in_each_period(
    earlier: tuple[int, int], recent: tuple[int, int]
) -> None:
    assert alerts({"Nimbo": told("Nimbo", *earlier, 0.4) + told("Nimbo", *recent, -0.6)}, AS_OF) == ()


def test_periods_touch_where_the_recent_weeks_begin() -> None:
    # week 3 is the first of the last four, week 4 the last of the twelve
    found = alerts({"Nimbo": told("Nimbo", 4, 15, 0.4) + told("Nimbo", 3, 12, -0.6)}, AS_OF)
    assert (found[0].before.n, found[0].after.n) == (15, 12)


def test_what_did_not_change_raises_nothing() -> None:
    same = told("Nimbo", 6, 20, 0.1) + told("Nimbo", 1, 20, 0.1)
    assert alerts({"Nimbo": same}, AS_OF) == ()
    assert alerts({}, AS_OF) == ()


def test_the_tests_of_all_brands_are_corrected_together() -> None:
    fallen = {"Nimbo": told("Nimbo", 6, 20, 0.4) + told("Nimbo", 1, 12, -0.6)}
    calm = {f"B{at}": told(f"B{at}", 6, 20, 0.1) + told(f"B{at}", 1, 20, 0.1) for at in range(9)}
    (alone,), (among,) = alerts(fallen, AS_OF), alerts(fallen | calm, AS_OF)
    assert among.q == pytest.approx(alone.q * 10)


def test_a_sparse_trend_takes_three_months_a_point_up_to_the_last_whole_month() -> None:
    told = [said(f"{month}-{number}", utc(2025, month, 9)) for month in (3, 4, 5) for number in range(2)]
    assert months_a_point(told, AS_OF, minimum=5) == 3
    points = trend(told, Moment.LAST, AS_OF, minimum=5, months=3)
    assert [point.figure.n for point in points] == [6]
    assert (points[0].start, points[0].end) == (utc(2025, 3, 1), utc(2025, 6, 1))


def test_a_trend_with_enough_reviews_keeps_its_months() -> None:
    told = [said(f"{month}-{number}", utc(2025, month, 9)) for month in (3, 4, 5) for number in range(5)]
    assert months_a_point(told, AS_OF, minimum=5) == 1
