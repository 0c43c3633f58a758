"""Which column of a table is which field: synonyms in French and English."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from scraper.told import Told, told

# The first name found wins; folded: no accents, no capitals, words joined by single spaces.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "text": ("review text", "review body", "review comment", "review content", "comment text", "avis", "commentaire", "commentaires", "comment", "review", "texte", "text", "contenu", "content", "message", "verbatim", "verbatims", "body", "temoignage", "feedback", "reponse libre", "description", "review text published", "remark", "remarque", "snippet", "reviews", "comments"),
    "title": ("review title", "titre", "title", "objet", "subject", "sujet", "headline", "review headline"),
    "rating": ("review rating", "review stars", "star rating", "note", "rating", "score", "etoiles", "nombre d etoiles", "stars", "star", "rate", "notation", "note sur 5", "five star rating published"),
    "best": ("best", "best rating", "note maximale", "note max", "bareme", "echelle", "scale", "max rating"),
    "worst": ("worst", "worst rating", "note minimale", "note min", "min rating"),
    "published": ("review timestamp", "review datetime utc", "review date", "published at date", "iso date", "date", "date publication", "date de publication", "published", "published at", "created at", "date avis", "date de l avis", "date du commentaire", "horodateur", "timestamp", "submit date", "submitted at", "publish date", "review submit date and time", "date published", "submit date utc", "date submitted", "submission date", "date envoi", "date de soumission", "created time", "created date", "creation date", "date de creation", "review created", "review created utc", "creationdate", "published date", "at", "updated at", "update time", "create time", "updated", "publish at"),
    "author": ("author name", "author title", "reviewer name", "auteur", "pseudo", "author", "user name", "username", "reviewer", "client", "reviewer nickname", "requester", "requester name", "submitter", "consumer name", "consumer", "customer name", "customer", "from", "user", "nom", "name", "prenom"),
    "key": ("review id", "reviewid", "id", "id avis", "identifiant", "uuid", "key", "response id", "respondent id", "ticket id", "ticket", "numero", "#", "recommendation id", "comment id", "message id"),
    "url": ("review link", "review url", "url", "lien", "link", "permalink", "adresse", "google maps url", "lien de l avis"),
    "reply": ("reponse", "reply", "company reply", "owner reply", "response", "developer reply text", "reponse entreprise", "reponse de l entreprise", "reponse du proprietaire", "reply content", "reply text", "reply message", "developer response", "company reply text", "owner response", "review reply", "owner answer", "owner response text", "response from owner text", "response from owner", "response text", "response snippet", "business response", "company response", "developer response body"),
    "reply_published": ("date reponse", "date de la reponse", "reply date", "replied at", "developer reply date and time", "response from owner date", "owner answer timestamp", "owner answer timestamp datetime utc", "response iso date", "reply at"),
    "language": ("langue", "language", "lang", "locale", "reviewer language"),
    "brand": ("marque", "enseigne", "entreprise", "societe", "brand", "company", "business", "location business name", "business name", "nom de l entreprise"),
    "verified": ("verifie", "verified", "achat verifie", "verified purchase", "avis verifie"),
}  # fmt: skip

# What a longer heading must not name to be a customer's: "Texte de la réponse", "developer.comment".
_OWNERS = {"reply", "replies", "response", "reponse", "developer", "owner", "company", "entreprise", "responded", "replied"}  # fmt: skip
# What a longer heading may not name to hold a text: "reviews count", "Message ID", "error_message".
_ABOUT_TEXTS = {"count", "number", "nombre", "total", "likes", "id", "link", "url", "date", "image", "img", "photo", "photos", "pagination", "error", "errors", "status", "type", "language", "length", "per", "score", "rating", "stars", "author"}  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LOOSE = (
    "text",
    "rating",
    "published",
)  # fields that a longer heading may name: "Date du dépôt", "Votre avis"
# Where one of these stands beside it, a score counts votes.
_VOTED = {"subreddit", "post id", "parent id", "link id", "num comments", "descendants", "upvotes"}
_QUESTION = re.compile(r"\b(?:pourquoi|why|raisons?|reasons?|remarques?|suggestions?)\b(?=.* )")
_ANOTHER_SCALE = re.compile(r"\bnps\b|\b0 (?:a|to) 10\b|recommand(?:er|ation)|\brecommend")


def fold(heading: str) -> str:
    """Return a heading without accents, capitals, punctuation and underscores; createdAt is "created at".

    "#" is the one sign that names something: the number of a response.
    """
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", heading)).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters)) or ("#" if heading.strip() == "#" else "")


def fields_of(headings: Sequence[str], declared: Mapping[str, str]) -> tuple[dict[str, str], list[Told]]:
    """Return the heading of each field found, and the problems of what was declared.

    ``declared`` (field to heading) wins over the synonyms, exact synonyms over headings that only begin or end
    with one. A 0–10 recommendation score is no rating unless it is declared to be one.
    """
    folded = {fold(heading): heading for heading in reversed(headings) if fold(heading)}
    found, problems = _declared(folded, declared)
    if _VOTED & folded.keys() and "rating" not in found:
        folded.pop("score", None)
    free = {name: heading for name, heading in folded.items() if heading not in found.values()}
    for field, synonyms in SYNONYMS.items():
        name = next((synonym for synonym in synonyms if synonym in free), None)
        if field not in found and name is not None:
            found[field] = free.pop(name)
    for field in _LOOSE:
        name = next(
            (name for name, heading in reversed(free.items()) if _is_about(name, field, heading)), None
        )
        if field not in found and name is not None:
            found[field] = free.pop(name)
    return found, problems


def _declared(folded: Mapping[str, str], declared: Mapping[str, str]) -> tuple[dict[str, str], list[Told]]:
    found: dict[str, str] = {}
    problems: list[Told] = []
    fields, columns = ", ".join(SYNONYMS), ", ".join(folded.values())
    for field, heading in declared.items():
        if field not in SYNONYMS:
            problems.append(
                told("no field is named '%(field)s'; fields: %(fields)s", field=field, fields=fields)
            )
        elif fold(heading) not in folded:
            problems.append(
                told("no column is named '%(column)s'; columns: %(columns)s", column=heading, columns=columns)
            )
        else:
            found[field] = folded[fold(heading)]
    return found, problems


def _is_about(name: str, field: str, heading: str) -> bool:
    """Tell whether a longer heading names a field; of a path into an object ("comment.body") only the end does."""
    words = name.split()
    if _OWNERS & set(words) or (field == "rating" and _ANOTHER_SCALE.search(name)):
        return False
    asks = field == "text" and heading.strip().endswith("?") and _QUESTION.search(name)
    if field == "text" and _ABOUT_TEXTS & set(words) and not asks and words[-1] != "remark":
        return False
    begins = words[0] in SYNONYMS[field] and "." not in heading.strip(".")
    return begins or bool(asks) or words[-1] in SYNONYMS[field]
