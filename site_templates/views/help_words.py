"""What the page of help says of each figure and each word, in sentences."""

from site_templates.figures.figure import Unit
from site_templates.words import N_

# The question that a figure answers.
READINGS = {
    "first_impression": N_(
        "How do people feel about arriving? Above 0, what they tell of the welcome, the advice or the first delivery is more good than bad; below 0, the reverse."
    ),
    "last_impression": N_(
        "How do people feel about leaving? The same scale, for cancelling, returning, the last bill and the goodbye. It is the memory they take with them."
    ),
    "gap": N_(
        "Is the end as good as the beginning? Minus 30 means that the last moment stands 30 points lower than the first. While its interval holds 0, do not say that anything was lost or gained."
    ),
    "first_impression_all": N_(
        "Do people who stay tell the same welcome? This one counts every review read, not only those of people who leave."
    ),
    "peak_end": N_(
        "What will they remember? Memory keeps the strongest point and the end: this is the mean of the two."
    ),
    "recovered": N_("How often does a good ending make up for a bad start?"),
    "spoiled": N_("How often does a bad ending undo a good start?"),
    "ease": N_("How many of those who leave tell of no obstacle at all? The higher, the better."),
    "trapped": N_(
        "How many of those who leave tell that they were held back: complicated steps, a phone call or a letter demanded, pressure, a refusal, a bill after the end?"
    ),
    "door_open": N_(
        "Of those who leave and say so: how many would come back, or recommend you all the same?"
    ),
    "welcomed": N_("Of those who tell of their welcome: how many found it warm?"),
    "unanswered": N_("How many tell that their first contact got no answer, or no call back?"),
    "not_called_back": N_("How many tell that nobody called them back?"),
    "lost_at_the_door": N_("How many went elsewhere before they had even become customers?"),
    "staff_departures": N_(
        "An adviser leaves, and customers notice: in which tone do they tell it? Zero is neither good nor bad."
    ),
    "answered": N_("How many of the reviews about leaving did the company answer in public?"),
    "reply_delay": N_("How long does an answer take? Half of the replies came sooner than this, half later."),
    "thanks": N_("How many of these replies thank the customer?"),
    "apologises": N_("How many of these replies apologise?"),
    "offers": N_("How many of these replies offer something: a refund, a gesture, a contact who decides?"),
    "word_of_mouth": N_(
        "How many people may hear of it? The reviews, multiplied by the number of people a customer is supposed to tell."
    ),
    "at_stake": N_(
        "What do those who say they leave represent? Their number, multiplied by the value of a customer that you set."
    ),
    "coverage": N_("How much of what a source holds has been read?"),
}
# What a figure does not say.
CAUTIONS = {
    "last_impression": N_("This is not a satisfaction rate: those who write do not stand for all customers."),
    "gap": N_("The two moments are not told by exactly the same people."),
    "peak_end": N_("A reasoned guess from the text, not a memory that was measured."),
    "ease": N_("Silence about an obstacle is not proof that there was none."),
    "trapped": N_("What customers report is no verdict on a company. The 47%% quoted beside it on the page of the brand counts people; this counts reviews."),
    "door_open": N_("Few people say so: look at the number of reviews first."),
    "staff_departures": N_("It is the tone of the whole review, not an opinion of the adviser."),
    "reply_delay": N_("Only where both dates are known to the day."),
    "word_of_mouth": N_("An assumption that you can change in the watch list, never a measurement."),
    "at_stake": N_("An order of magnitude under your own assumption: reviews are not your customer file."),
    "coverage": N_("Sources announce what they like: reviews without a text count in their number, not in ours."),
}  # fmt: skip
# Invented values, shown only while the site has too few reviews of its own, and said to be invented.
EXAMPLES = {
    "first_impression": (34.0, Unit.POINTS),
    "last_impression": (-41.0, Unit.POINTS),
    "gap": (-75.0, Unit.POINTS),
    "first_impression_all": (38.0, Unit.POINTS),
    "peak_end": (-30.0, Unit.POINTS),
    "recovered": (0.08, Unit.SHARE),
    "spoiled": (0.25, Unit.SHARE),
    "ease": (0.4, Unit.SHARE),
    "trapped": (0.35, Unit.SHARE),
    "door_open": (0.3, Unit.SHARE),
    "welcomed": (0.7, Unit.SHARE),
    "unanswered": (0.12, Unit.SHARE),
    "not_called_back": (0.09, Unit.SHARE),
    "lost_at_the_door": (0.05, Unit.SHARE),
    "staff_departures": (-20.0, Unit.POINTS),
    "answered": (0.3, Unit.SHARE),
    "reply_delay": (3.0, Unit.DAYS),
    "thanks": (0.4, Unit.SHARE),
    "apologises": (0.3, Unit.SHARE),
    "offers": (0.1, Unit.SHARE),
    "coverage": (0.8, Unit.SHARE),
}
# The words of the site: anchor -> name and meaning.
TERMS = {
    "departure-review": (
        N_("Departure review"),
        N_(
            "A public review in which somebody leaves or means to: cancels, switches, returns something, ends a stay, or says they will not come back. Everything on this site is counted over these, unless it says otherwise."
        ),
    ),
    "first-moment": (
        N_("First moment"),
        N_("Dawn, ●: first contact, welcome, advice, sign-up, first delivery."),
    ),
    "last-moment": (
        N_("Last moment"),
        N_("Dusk, ◆: cancelling, returning, the last bill, the goodbye."),
    ),
    "moment-unclear": (
        N_("Moment unclear"),
        N_("◌: the review tells of a departure and judges neither moment. It is shown, and weighs in no impression."),
    ),
    "tone": (
        N_("Tone"),
        N_("How warm or cold a passage is, from −100 to +100, as the program understands it. Click on any number of reviews to judge for yourself."),
    ),
    "interval": (
        N_("95%% interval"),
        N_("What chance alone could change. The fewer the reviews, the wider. Where the intervals of two brands overlap, do not say that one is better."),
    ),
    "too-few": (
        N_("Too few reviews"),
        N_("Under the minimum no figure is shown: a mean of three voices is gossip. Add a source, import an export you already have, or wait."),
    ),
    "n": (N_("n"), N_("The number of reviews behind a figure. It links to them: every figure can be read in the customers’ own words.")),
    "uncertain": (
        N_("Uncertain reading"),
        N_("The program hesitates about this review. It counts, and the quote says so; a person can settle it with the line that its page gives to copy."),
    ),
    "person": (N_("Read by a person"), N_("Somebody checked this reading: what they said wins over the program.")),
    "not-measured": (
        N_("Not measured"),
        N_("A reason of which we have too few labelled examples to know how often it is recognised rightly: counted and quoted, never ranked."),
    ),
    "repost": (
        N_("Repost"),
        N_("The same text published several times, or on several sites: counted once, the earliest kept."),
    ),
    "alert": (
        N_("Alert"),
        N_("A figure of the last four whole weeks differs from the twelve before by more than chance, however many figures were compared."),
    ),
    "source-health": (
        N_("Health of a source"),
        N_("Whether the last visit could read it. A source that is blocked or has changed is said to be so: its silence never counts as “no complaint”."),
    ),
    "words-version": (
        N_("Version of the words"),
        N_("Which state of the program read the reviews. Figures of two versions are never joined by one line, since a difference may come from the program."),
    ),
}  # fmt: skip
