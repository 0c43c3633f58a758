"""What the judges of this room found in one text, before it becomes one record."""

from dataclasses import dataclass

from sentiment.channels import Reached
from sentiment.departures import Departed
from sentiment.feelings import Feelings
from sentiment.moments import Attributed
from sentiment.reasons import Reasoned
from sentiment.returning import Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """All that was judged of a text.

    Attributes:
        departed: whether it mentions a departure.
        attributed: the moment it judges.
        reasoned: why.
        reached: channels of contact.
        would_return: whether the writer would come back.
        would_recommend: whether the writer would recommend.
        feelings: how it feels, None for a language without an analyser.
    """

    departed: Departed
    attributed: Attributed
    reasoned: Reasoned
    reached: Reached
    would_return: Answered
    would_recommend: Answered
    feelings: Feelings | None
