"""What the judges of this room found in one text, before it becomes one record."""

from dataclasses import dataclass

from sentiment.channels import Reached
from sentiment.departures import Departed
from sentiment.moments import Attributed
from sentiment.reasons import Reasoned
from sentiment.returning import Answered
from sentiment.tone import Felt, Tone


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
        tone: of the whole, None for a language without one.
        felt: the tone of each clause, in order.
        first: tone about the first moment, None when unspoken.
        last: tone about the last moment, None when unspoken.
    """

    departed: Departed
    attributed: Attributed
    reasoned: Reasoned
    reached: Reached
    would_return: Answered
    would_recommend: Answered
    tone: Tone | None
    felt: tuple[Felt, ...]
    first: Felt | None
    last: Felt | None

    @property
    def peak(self) -> Felt | None:
        """Return the strongest clause, the earliest of equals."""
        return max(self.felt, key=lambda felt: abs(felt.tone.value), default=None)
