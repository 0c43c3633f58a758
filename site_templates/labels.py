"""Call every code by the name people use; English here, other languages in ``locales``."""

from scraper.outcome import Outcome
from sentiment.reading import Channel, Departure, Moment, Reason, Sentiment
from site_templates.words import N_, Words

LABELS: dict[str, dict[str, str]] = {
    "moment": {
        Moment.FIRST: N_("First moment"),
        Moment.LAST: N_("Last moment"),
        Moment.UNCLEAR: N_("Moment unclear"),
    },
    "sentiment": {
        Sentiment.NEG: N_("negative"),
        Sentiment.NEU: N_("balanced"),
        Sentiment.POS: N_("positive"),
    },
    "departure": {
        Departure.CANCEL: N_("Cancellation"),
        Departure.PROVIDER_CANCEL: N_("Ended by the company"),
        Departure.SWITCH: N_("Gone to a competitor"),
        Departure.REFUND_RETURN: N_("Return or refund"),
        Departure.CHECKOUT: N_("End of a stay or visit"),
        Departure.LEAVE_INTENT: N_("Means to leave"),
        Departure.WONT_RETURN: N_("Will not come back"),
        Departure.STAFF_DEPARTURE: N_("An adviser left"),
    },
    "channel": {
        Channel.PHONE: N_("phone"),
        Channel.IN_PERSON: N_("in person"),
        Channel.EMAIL: N_("e-mail"),
        Channel.LETTER: N_("letter"),
        Channel.WEB: N_("website or app"),
        Channel.CHAT: N_("chat"),
        Channel.SOCIAL: N_("social networks"),
    },
    "outcome": {
        Outcome.REVIEWS: N_("Reviews read"),
        Outcome.CONTEXT: N_("Context of the sector read"),
        Outcome.EMPTY: N_("Read, no review there"),
        Outcome.UNCHANGED: N_("Nothing new since the last visit"),
        Outcome.BLOCKED: N_("Blocked by the site"),
        Outcome.CHANGED: N_("Page not recognised"),
        Outcome.REFUSED: N_("Closed by the site’s rules"),
        Outcome.FAILED: N_("No usable answer"),
    },
    "said": {"yes": N_("yes"), "no": N_("no")},
    "reason": {
        Reason.HARD_PROCEDURE: N_("Leaving is complicated"),
        Reason.PHONE_ONLY: N_("Only by phone"),
        Reason.LETTER_REQUIRED: N_("Letter required"),
        Reason.NO_ANSWER: N_("Nobody answers"),
        Reason.RETENTION_PRESSURE: N_("Pressure to stay"),
        Reason.EXIT_FEES: N_("Exit fees"),
        Reason.BILLED_AFTER: N_("Billed after leaving"),
        Reason.REFUND_PROBLEM: N_("Refund late or refused"),
        Reason.THREATS: N_("Threats"),
        Reason.RETURN_DISPUTE: N_("Dispute over a return"),
        Reason.REFUSED: N_("Cancellation refused"),
        Reason.CANCELLED_BY_COMPANY: N_("Cancelled by the company"),
        Reason.EXIT_WAIT: N_("Waiting on the way out"),
        Reason.BILL_SHOCK: N_("Surprise on the final bill"),
        Reason.EASY_EXIT: N_("Easy to leave"),
        Reason.QUICK_REFUND: N_("Quick refund"),
        Reason.KIND_GOODBYE: N_("A kind goodbye"),
        Reason.DOOR_OPEN: N_("Door left open"),
        Reason.WARM_WELCOME: N_("Warm welcome"),
        Reason.COLD_WELCOME: N_("Cold welcome"),
        Reason.EASY_START: N_("Easy start"),
        Reason.HARD_START: N_("Hard start"),
        Reason.NO_CALLBACK: N_("Never called back"),
        Reason.MISLEADING_PROMISE: N_("Misleading promise"),
        Reason.LATE_FIRST_DELIVERY: N_("First delivery late"),
        Reason.GOOD_ADVICE: N_("Good advice"),
        Reason.LACK_QUESTIONING: N_("Lack of self-questioning"),
        Reason.LACK_GRATITUDE: N_("Lack of gratitude"),
        Reason.LACK_MEANS: N_("Lack of means"),
        Reason.LACK_VISION: N_("Lack of vision"),
        Reason.LACK_AMBITION: N_("Lack of ambition"),
        Reason.LACK_LUCIDITY: N_("Lack of lucidity"),
        Reason.LACK_OPPORTUNISM: N_("Lack of opportunism"),
        Reason.LACK_STRATEGY: N_("Lack of strategy"),
        Reason.LACK_COMMUNICATION: N_("Lack of communication"),
        Reason.LACK_FOLLOWUP: N_("Lack of follow-up"),
    },
}
MEANINGS: dict[Reason, str] = {
    Reason.HARD_PROCEDURE: N_("Leaving takes long, is hidden or needs several attempts."),
    Reason.PHONE_ONLY: N_("Leaving is possible only by calling."),
    Reason.LETTER_REQUIRED: N_("A letter, often registered, is demanded in order to leave."),
    Reason.NO_ANSWER: N_("Nobody picks up or replies when the customer wants to leave or claims something."),
    Reason.RETENTION_PRESSURE: N_(
        "The company insists, bargains or transfers the call to keep the customer."
    ),
    Reason.EXIT_FEES: N_("A penalty, a notice period or a remaining commitment is charged on leaving."),
    Reason.BILLED_AFTER: N_("Money is taken, or a contract renewed, after the customer has left."),
    Reason.REFUND_PROBLEM: N_("A refund is late, partial or refused."),
    Reason.THREATS: N_("Debt collectors or legal action are threatened."),
    Reason.RETURN_DISPUTE: N_("The return of goods, equipment or a deposit is disputed."),
    Reason.REFUSED: N_("A request to leave is refused or ignored."),
    Reason.CANCELLED_BY_COMPANY: N_("The company itself ends the contract, the order or the booking."),
    Reason.EXIT_WAIT: N_("There is a queue or a wait when leaving or paying."),
    Reason.BILL_SHOCK: N_("The last bill holds something unexpected."),
    Reason.EASY_EXIT: N_("Leaving was simple and quick."),
    Reason.QUICK_REFUND: N_("The money came back quickly."),
    Reason.KIND_GOODBYE: N_("The customer was thanked or treated kindly at the end."),
    Reason.DOOR_OPEN: N_("Despite leaving, the customer would come back or recommend."),
    Reason.WARM_WELCOME: N_("The first contact was friendly and attentive."),
    Reason.COLD_WELCOME: N_("The first contact was cold, rushed or rude."),
    Reason.EASY_START: N_("Signing up, ordering or starting was simple and quick."),
    Reason.HARD_START: N_("Signing up, ordering or starting was difficult."),
    Reason.NO_CALLBACK: N_("A first request stayed without an answer."),
    Reason.MISLEADING_PROMISE: N_("What was sold is not what was promised."),
    Reason.LATE_FIRST_DELIVERY: N_("The first delivery or installation came late, or never."),
    Reason.GOOD_ADVICE: N_("The customer was listened to and well advised."),
    Reason.LACK_QUESTIONING: N_("The company blames the customer and admits no fault."),
    Reason.LACK_GRATITUDE: N_("Loyal customers are treated less well than new ones."),
    Reason.LACK_MEANS: N_("There are not enough people to serve customers."),
    Reason.LACK_VISION: N_("Customers are treated as captive."),
    Reason.LACK_AMBITION: N_("The company rests on what it has."),
    Reason.LACK_LUCIDITY: N_("Dearer than competitors for the same or less."),
    Reason.LACK_OPPORTUNISM: N_("No way to pay for a better service."),
    Reason.LACK_STRATEGY: N_("Cheap repairs that do not last, again and again."),
    Reason.LACK_COMMUNICATION: N_("The customer is not kept informed."),
    Reason.LACK_FOLLOWUP: N_("No apology, no gesture, no follow-up."),
}
# What an evidence judgement is about, before its value: ``last:neg`` reads "Last moment: negative".
SUBJECTS = {
    "departure": N_("Departure"),
    "moment": N_("Moment"),
    "tone": N_("Tone"),
    "first": N_("First moment"),
    "last": N_("Last moment"),
    "reason": N_("Reason"),
    "channel": N_("Contact"),
    "would_return": N_("Would come back"),
    "would_recommend": N_("Would recommend"),
}
TABLES = {
    "tone": "sentiment",
    "first": "sentiment",
    "last": "sentiment",
    "would_return": "said",
    "would_recommend": "said",
}


def label(words: Words, table: str, code: str) -> str:
    """Name a code of a table ("moment", "departure", "reason", …) in the reader's language."""
    return words.gettext(LABELS[table][code])


def meaning(words: Words, reason: Reason) -> str:
    """Say in one sentence what a reason stands for."""
    return words.gettext(MEANINGS[reason])


def judgement(words: Words, code: str) -> str:
    """Say a judgement such as ``last:neg`` or ``reason:exit_fees`` in words; an unknown one is shown as it is."""
    subject, _, value = code.partition(":")
    named = LABELS.get(TABLES.get(subject, subject), {}).get(value)
    if subject not in SUBJECTS or named is None:
        return code
    return words.gettext(
        "%(subject)s: %(value)s", subject=words.gettext(SUBJECTS[subject]), value=words.gettext(named)
    )
