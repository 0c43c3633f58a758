import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from site_templates.figures.significance import benjamini_hochberg, fisher_p, welch_p
from site_templates.figures.statistics import Estimate, difference, mean, median, sample, share


def test_mean_takes_students_interval() -> None:
    found = mean([2.0, 4.0, 6.0])
    # mean 4; s² = (4 + 0 + 4)/2 = 4; s/√3 = 2/1.7321 = 1.1547; t(0.975; 2) = 4.3027: 4 ± 4.9683
    assert found.value == 4
    assert found.low == pytest.approx(-0.9683, abs=1e-4)
    assert found.high == pytest.approx(8.9683, abs=1e-4)


def test_mean_agrees_with_the_published_test() -> None:
    values = [-0.4, 0.1, 0.7, -0.9, 0.3]
    low, high = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert (mean(values).low, mean(values).high) == pytest.approx((low, high))


def test_mean_is_cut_at_its_bounds() -> None:
    found = mean([0.9, -0.9], bounds=(-1, 1))
    assert (found.low, found.high) == (-1, 1)


@pytest.mark.parametrize("values", [[0.3], [0.3, 0.3, 0.3], [0.0, 5e-324]])
def test_values_without_spread_have_no_interval(values: list[float]) -> None:
    assert mean(values).low is None
    assert mean(values).value == pytest.approx(values[0])


def test_difference_takes_welchs_interval() -> None:
    found = difference([1.0, 3.0], [4.0, 6.0, 8.0, 10.0])
    # means 2 and 7; s²/n = 2/2 = 1 and (9 + 1 + 1 + 9)/3/4 = 5/3; error √(8/3) = 1.63299
    # degrees (8/3)² / (1²/1 + (5/3)²/3) = 7.1111/1.92593 = 3.69231; t(0.975; 3.69231) = 2.87023: −5 ± 4.6871
    assert found.value == -5
    assert found.low == pytest.approx(-9.6871, abs=1e-3)
    assert found.high == pytest.approx(-0.3129, abs=1e-3)


def test_difference_agrees_with_the_published_test() -> None:
    after, before = [-0.4, 0.1, 0.7, -0.9], [0.5, 0.6, 0.2, 0.9, 0.4]
    low, high = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
    found = difference(after, before)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(("after", "before"), [([1.0], [2.0, 3.0]), ([1.0, 1.0], [2.0, 2.0])])
def test_difference_without_spread_has_no_interval(after: list[float], before: list[float]) -> None:
    assert difference(after, before).low is None


def test_difference_with_spread_on_one_side_has_an_interval() -> None:
    found = difference([1.0, 1.0], [2.0, 3.0])
    # the flat side adds no error: degrees are those of the other, 1; error √(0.5/2) = 0.5; t(0.975; 1) = 12.7062
    assert found.value == -1.5
    assert found.high == pytest.approx(-1.5 + 12.7062 * 0.5, abs=1e-3)


def test_share_takes_wilsons_interval() -> None:
    found = share(3, 10)
    # z = 1.95996, z² = 3.84146; centre (0.3 + 0.192073)/(1.384146) = 0.355507;
    # half 1.95996·√(0.021 + 0.00960365)/1.384146 = 0.247714
    assert found.value == 0.3
    assert found.low == pytest.approx(0.107793, abs=1e-5)
    assert found.high == pytest.approx(0.603221, abs=1e-5)


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (1, 1), (0, 5), (5, 5)])
def test_share_of_nobody_or_everybody_keeps_an_interval_within_0_and_1(hits: int, n: int) -> None:
    found = share(hits, n)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


@pytest.mark.parametrize(("hits", "n"), [(0, 0), (2, 1), (-1, 3)])
def test_share_of_nothing_is_refused(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(hits, n)


def test_median_takes_the_interval_of_its_ranks() -> None:
    # n = 6: P(X ≤ 0) = 1/64 = 1.6 % < 2.5 %: from the 1st to the 6th
    assert median([9, 1, 4, 2, 6, 3]) == Estimate(value=3.5, low=1, high=9)
    # n = 5: 1/32 = 3.1 % > 2.5 %: no interval reaches 95 %
    assert median([5, 1, 2, 4, 3]) == Estimate(value=3)


def test_nothing_has_no_mean_and_no_median() -> None:
    with pytest.raises(ValueError, match="no value"):
        sample([])
    with pytest.raises(ValueError, match="no value"):
        median([])


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_an_estimate_is_finite_in_its_interval_and_forgets_the_order(
    values: list[float], random: object
) -> None:
    shuffled = values.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its randoms as object
    for estimate in (mean, median):
        found = estimate(values)
        assert estimate(shuffled) == found
        ends = [end for end in (found.low, found.high) if end is not None]
        assert all(math.isfinite(end) for end in ends)
        assert sorted([*ends[:1], found.value, *ends[1:]]) == [*ends[:1], found.value, *ends[1:]]


@given(
    st.lists(st.floats(-100, 100), min_size=1, max_size=9),
    st.lists(st.floats(-100, 100), min_size=1, max_size=9),
)
def test_a_difference_is_the_reverse_of_its_reverse(after: list[float], before: list[float]) -> None:
    found, back = difference(after, before), difference(before, after)
    assert found.value == -back.value
    if found.low is not None and found.high is not None and back.low is not None:
        assert found.low <= found.value <= found.high
        assert found.high == pytest.approx(-back.low, abs=1e-6)


def test_welch_agrees_with_the_published_test() -> None:
    after, before = [-0.4, 0.1, 0.7, -0.9], [0.5, 0.6, 0.2, 0.9, 0.4]
    assert welch_p(after, before) == pytest.approx(stats.ttest_ind(after, before, equal_var=False).pvalue)


def test_welch_tests_nothing_without_spread() -> None:
    assert welch_p([1.0, 1.0], [2.0, 2.0]) is None
    assert welch_p([1.0], [2.0, 3.0]) is None


def test_fisher_sums_the_tables_as_rare_as_the_one_seen() -> None:
    # 3 of 3 against 0 of 3: each of the two extreme tables has 1 / C(6, 3) = 1/20; two-sided 2/20
    assert fisher_p((3, 3), (0, 3)) == pytest.approx(0.1)


def test_fisher_tests_nothing_where_all_or_none_report() -> None:
    assert fisher_p((0, 3), (0, 5)) is None
    assert fisher_p((3, 3), (5, 5)) is None


def test_many_tests_are_corrected_together() -> None:
    # sorted p 0.01, 0.02, 0.5 × 3/1, 3/2, 3/3 = 0.03, 0.03, 0.5
    assert benjamini_hochberg([0.5, 0.01, 0.02]) == pytest.approx((0.5, 0.03, 0.03))
    assert benjamini_hochberg([]) == ()
