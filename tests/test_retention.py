"""Reviews are kept for whole months, or for ever."""

from datetime import UTC, datetime

import pytest

from aurevoir.retention import EVER, oldest_kept


@pytest.mark.parametrize(
    ("months", "oldest"),
    [
        (1, datetime(2026, 2, 1, tzinfo=UTC)),
        (3, datetime(2025, 12, 1, tzinfo=UTC)),
        (12, datetime(2025, 3, 1, tzinfo=UTC)),
        (None, EVER),
        (30_000, EVER),
    ],
)
def test_the_oldest_day_kept_is_the_first_of_a_month(months: int | None, oldest: datetime) -> None:
    assert oldest_kept(datetime(2026, 3, 31, 15, 4, tzinfo=UTC), months) == oldest
