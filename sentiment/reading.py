"""The record of this room: what was understood of a text, with the words that say so."""

from dataclasses import dataclass
from enum import StrEnum


class Departure(StrEnum):
    """Kinds of departure, in the order of preference when several fit (the nearest to the end of the relation)."""

    CANCEL = "cancel"
    PROVIDER_CANCEL = "provider_cancel"
    SWITCH = "switch"
    REFUND_RETURN = "refund_return"
    CHECKOUT = "checkout"
    LEAVE_INTENT = "leave_intent"
    WONT_RETURN = "wont_return"
    STAFF_DEPARTURE = "staff_departure"


class Moment(StrEnum):
    """Which moment of the customer journey the judgement is about."""

    FIRST = "first"
    LAST = "last"
    UNCLEAR = "unclear"


class Sentiment(StrEnum):
    """Tone as a label."""

    NEG = "neg"
    NEU = "neu"
    POS = "pos"


class Channel(StrEnum):
    """Ways of contact a customer mentions."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    EMAIL = "email"
    LETTER = "letter"
    WEB = "web"
    CHAT = "chat"
    SOCIAL = "social"


class Reason(StrEnum):
    """Why a moment went well or badly; the codes of the labelling guide, and two by cue alone."""

    HARD_PROCEDURE = "hard_procedure"
    PHONE_ONLY = "phone_only"
    LETTER_REQUIRED = "letter_required"
    NO_ANSWER = "no_answer"
    RETENTION_PRESSURE = "retention_pressure"
    EXIT_FEES = "exit_fees"
    BILLED_AFTER = "billed_after"
    REFUND_PROBLEM = "refund_problem"
    THREATS = "threats"
    RETURN_DISPUTE = "return_dispute"
    REFUSED = "refused"
    CANCELLED_BY_COMPANY = "cancelled_by_company"
    EXIT_WAIT = "exit_wait"
    BILL_SHOCK = "bill_shock"
    EASY_EXIT = "easy_exit"
    QUICK_REFUND = "quick_refund"
    KIND_GOODBYE = "kind_goodbye"
    DOOR_OPEN = "door_open"
    WARM_WELCOME = "warm_welcome"
    COLD_WELCOME = "cold_welcome"
    EASY_START = "easy_start"
    HARD_START = "hard_start"
    NO_CALLBACK = "no_callback"
    MISLEADING_PROMISE = "misleading_promise"
    LATE_FIRST_DELIVERY = "late_first_delivery"
    GOOD_ADVICE = "good_advice"
    LACK_QUESTIONING = "lack_questioning"
    LACK_GRATITUDE = "lack_gratitude"
    LACK_MEANS = "lack_means"
    LACK_VISION = "lack_vision"
    LACK_AMBITION = "lack_ambition"
    LACK_LUCIDITY = "lack_lucidity"
    LACK_OPPORTUNISM = "lack_opportunism"
    LACK_STRATEGY = "lack_strategy"
    LACK_COMMUNICATION = "lack_communication"
    LACK_FOLLOWUP = "lack_followup"


LAST_OBSTACLES = frozenset(
    {
        Reason.HARD_PROCEDURE,
        Reason.PHONE_ONLY,
        Reason.LETTER_REQUIRED,
        Reason.NO_ANSWER,
        Reason.RETENTION_PRESSURE,
        Reason.EXIT_FEES,
        Reason.BILLED_AFTER,
        Reason.REFUND_PROBLEM,
        Reason.THREATS,
        Reason.RETURN_DISPUTE,
        Reason.REFUSED,
        Reason.CANCELLED_BY_COMPANY,
        Reason.EXIT_WAIT,
        Reason.BILL_SHOCK,
    }
)
LAST_KINDNESSES = frozenset({Reason.EASY_EXIT, Reason.QUICK_REFUND, Reason.KIND_GOODBYE, Reason.DOOR_OPEN})
FIRST_OBSTACLES = frozenset(
    {
        Reason.COLD_WELCOME,
        Reason.HARD_START,
        Reason.NO_CALLBACK,
        Reason.MISLEADING_PROMISE,
        Reason.LATE_FIRST_DELIVERY,
    }
)
FIRST_KINDNESSES = frozenset({Reason.WARM_WELCOME, Reason.EASY_START, Reason.GOOD_ADVICE})
LACKS = frozenset(reason for reason in Reason if reason.startswith("lack_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that carry a judgement.

    Attributes:
        start: first code point of the span in the text that was read.
        end: one past its last code point; ``text[start:end]`` are the words.
        judgement: what it speaks for, as ``name:value``: ``departure:cancel``, ``moment:last``, ``tone:neg``,
            ``first:pos``, ``last:neg``, ``reason:exit_fees``, ``channel:phone``, ``would_return:no``,
            ``would_recommend:yes``.
        cue: name of the cue or of the analyser that found it: a phrase of the lexicon, an n-gram of the learned weights
            (``~`` before a word under a negation), or ``clause tone`` for all the words of a clause.
        weight: what it adds to the judgement's log-odds. ``tone`` and ``moment`` show their strongest
            words only.
    """

    start: int
    end: int
    judgement: str
    cue: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood of one text.

    Attributes:
        language: ISO 639-1, None when the text is too short or of no language.
        departure: kind of departure, None when the text mentions none.
        departure_probability: probability that it mentions a departure, 0…1.
        moment: the moment judged.
        leaning: FIRST or LAST for every departure review (the likelier of the two), None otherwise.
        moment_probability: probability of ``moment`` among first, last and unclear, 0…1.
        tone: −1…1, None where no analyser speaks the language.
        sentiment: label of ``tone``, None without one.
        sentiment_probability: confidence in ``sentiment``, 0…1, None without one.
        first: tone about the first moment, −1…1, None when unspoken.
        last: tone about the last moment, −1…1, None when unspoken.
        peak: tone of the strongest clause, None without a tone.
        end: tone of the last clause, None without a tone.
        reasons: in the order of the enumeration, without repeats.
        channels: in the order of the enumeration, without repeats.
        would_return: whether the writer would come back; None when unsaid.
        would_recommend: whether the writer would recommend; None when unsaid.
        evidence: sorted by start, then end, then judgement.
        version: version of the words and weights that were used.
    """

    language: str | None
    departure: Departure | None
    departure_probability: float
    moment: Moment
    leaning: Moment | None
    moment_probability: float
    tone: float | None
    sentiment: Sentiment | None
    sentiment_probability: float | None
    first: float | None
    last: float | None
    peak: float | None
    end: float | None
    reasons: tuple[Reason, ...]
    channels: tuple[Channel, ...]
    would_return: bool | None
    would_recommend: bool | None
    evidence: tuple[Evidence, ...]
    version: str
