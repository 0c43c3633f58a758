"""Where the parts of a review stand on a page, by CSS selectors."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Selectors of one kind of page; all but ``item`` and ``next`` and ``empty`` are looked for inside each review.

    A selector may end in ``::attr(name)`` to take an attribute instead of the text; ``::attr(name)`` alone is the
    attribute of what it is looked for in. An empty one finds nothing.

    Attributes:
        item: each review; one inside another is a part of it.
        text: what the customer wrote.
        title: its title.
        rating: its rating, on a scale of 1 to ``best``.
        best: top of the ratings' scale; None for 5.
        date: when it was published; the ``datetime`` of a time element is taken before its words.
        author: who wrote it.
        id: its native id.
        reply: what the company answered.
        next: the link to the next page.
        empty: what stands on a page that has no review.
    """

    item: str
    text: str
    title: str = ""
    rating: str = ""
    best: str | None = None
    date: str = ""
    author: str = ""
    id: str = ""
    reply: str = ""
    next: str = ""
    empty: str = ""
