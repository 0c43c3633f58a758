"""Mail as people really keep it: mailboxes and messages, odd charsets, histories under every reply."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.imports import read_file
from scraper.imports.found import FileRead
from scraper.imports.own_words import own_words
from scraper.outcome import Outcome
from scraper.review import RawReview

CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures" / "imports"
HEADERS = "From: Odile Brun <odile@courriel.example>\nDate: Mon, 3 Mar 2025 09:12:00 +0100\nSubject: Mon contrat\nMessage-ID: <abc.1@courriel.example>\n"


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def load(content: bytes | str, name: str = "mail.txt") -> FileRead:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path)

    return load


def only(found: FileRead) -> RawReview:
    (review,) = found.parsed.reviews
    return review


def test_a_message_is_read_whatever_its_file_is_named(load: Any) -> None:
    found = load(HEADERS + "\nJe veux résilier.\n")
    review = only(found)
    assert (found.kind, found.kept_as) == ("eml", "mail")
    assert (review.key, review.title, review.text) == (
        "abc.1@courriel.example", "Mon contrat", "Je veux résilier.",
    )  # fmt: skip
    assert (review.published, review.author) == (
        "Mon, 3 Mar 2025 09:12:00 +0100", "Odile Brun <odile@courriel.example>",
    )  # fmt: skip


MAILBOX = (
    "From odile@courriel.example Mon Mar  3 09:12:00 2025\n" + HEADERS + "\nUn.\n>From là, je pars.\n\n"
    "From élodie mardi\n" + HEADERS.replace("abc.1", "abc.2") + "\nFrom the start it was bad.\n"
)  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mailbox_is_split_where_messages_begin_and_nowhere_else(load: Any, end: str) -> None:
    found = load(MAILBOX.replace("\n", end))
    assert found.kind == "mbox"
    assert [(one.key, one.text) for one in found.parsed.reviews] == [
        ("abc.1@courriel.example", "Un.\nFrom là, je pars."),
        ("abc.2@courriel.example", "From the start it was bad."),
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "iso-8859-1"), ("utf-8", "utf-8"), ("us-ascii", "utf-8"), ("windows-1252", "cp1252"),
        ("x-inconnu", "utf-8"), ("x-inconnu", "latin-1"), ("iso-2022-jp", "iso-2022-jp"), ("utf-7", "utf-7"),
    ],
)  # fmt: skip
def test_a_body_is_read_in_the_charset_it_is_in(load: Any, declared: str, encoding: str) -> None:
    said = "さようなら" if encoding == "iso-2022-jp" else "Résilié, à bientôt"
    kind = f"Content-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: 8bit\n\n"
    assert only(load((HEADERS + kind).encode() + said.encode(encoding))).text == said


@pytest.mark.parametrize(
    "subject",
    ["Résiliée".encode(), "Résiliée".encode("latin-1"), b"=?utf-8?q?R=C3=A9sili=C3=A9e?=", b"=?x?q?R=E9sili=E9e?="],
)  # fmt: skip
def test_a_subject_is_read_encoded_or_not(load: Any, subject: bytes) -> None:
    content = HEADERS.encode().replace(b"Mon contrat", subject) + b"\nBonjour.\n"
    assert only(load(content)).title in {"Résiliée", "R\ufffdsili\ufffde"}


def parts(*bodies: tuple[str, str]) -> str:
    written = "".join(f"--x\nContent-Type: {kind}; charset=utf-8\n\n{body}\n" for kind, body in bodies)
    return HEADERS + f"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n{written}--x--\n"


def test_plain_text_is_preferred_and_html_does_without_its_history(load: Any) -> None:
    page = "<p>Je <b>pars</b> &amp; merci.</p><blockquote>Restez !</blockquote><div class=gmail_quote>Le 1 mars…</div>"
    assert only(load(parts(("text/html", page), ("text/plain", "En clair.")))).text == "En clair."
    assert only(load(parts(("text/html", page)))).text == "Je pars & merci."
    assert only(load(parts(("text/plain", " \n"), ("text/html", page)))).text == "Je pars & merci."


HISTORIES = {
    "marked lines": "Je pars.\n\n> Restez donc\n>> avec nous\n\nVraiment.",
    "Le … a écrit": "Je pars.\n\nVraiment.\n\nLe lun. 3 mars 2025 à 10:00, Service client <sc@courriel.example> a écrit :\n\nRestez donc !",
    "a folded attribution": "Je pars.\n\nVraiment.\n\nLe lun. 3 mars 2025 à 10:00, Service client\n<service.client@courriel.example> a\nécrit :\n> Restez",
    "On … wrote": "Je pars.\n\nVraiment.\n\nOn Mon, Mar 3, 2025 at 10:00 AM Ada <ada@mail.example> wrote:\nPlease stay!",
    "an attribution above": "On Monday, Ada wrote:\n> Please stay\n\nJe pars.\n\nYesterday at 9, Ada wrote:\n\n> Why?\n\nVraiment.",
    "a signature": "Je pars.\n\nVraiment.\n-- \nOdile Brun\nDirectrice",
    "Original Message": "Je pars.\n\nVraiment.\n\n-----Original Message-----\nFrom: Ada\nPlease stay",
    "a rule": "Je pars.\n\nVraiment.\n\n________________________________\nFrom: Ada\nSent: Monday\nTo: Lou\n\nPlease stay",
    "Message d’origine": "Je pars.\n\nVraiment.\n\n----- Message d’origine -----\nRestez",
    "De … Envoyé": "Je pars.\n\nVraiment.\n\nDe : Service client\nEnvoyé : lundi 3 mars 2025\nÀ : Odile\nObjet : Restez\n\nRestez donc",
    "a telephone": "Je pars.\n\nVraiment.\n\nEnvoyé de mon iPhone",
}


@pytest.mark.parametrize("text", HISTORIES.values(), ids=HISTORIES)
def test_only_the_words_of_the_author_are_kept(text: str) -> None:
    assert own_words(text) == "Je pars.\n\nVraiment."
    assert own_words(text.replace("\n", "\r\n")) == "Je pars.\n\nVraiment."


@pytest.mark.parametrize(
    "text",
    ["De : rien.\nMerci.", "Le client m’a écrit : merci.\nVoilà.", "On the phone she wrote me off.", "-- mais pas moi", "From: here\nto there"],
)  # fmt: skip
def test_words_that_only_look_like_a_history_stay(text: str) -> None:
    assert own_words(text) == text


@pytest.mark.parametrize(
    "kind", ["text/plain; *", "text/plain; charset*", "multipart/mixed; boundary*=", ";;;"]
)
def test_a_message_that_misnames_its_kind_is_read_as_plain_text(load: Any, kind: str) -> None:
    assert only(load(HEADERS + f"Content-Type: {kind}\n\nAdieu.\n")).text == "Adieu."


def test_a_message_that_is_a_file_has_its_subject_only(load: Any) -> None:
    kind = "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nQWRpZXUu\n"
    assert (only(load(HEADERS + kind)).title, only(load(HEADERS + kind)).text) == ("Mon contrat", "")


def test_a_message_of_quotes_only_is_noted(load: Any) -> None:
    silent = HEADERS.replace("Mon contrat", "") + "\n> Restez\n"
    assert load(silent).parsed.outcome is Outcome.EMPTY
    found = load("From a@b.example x\n" + silent + "\nFrom a@b.example x\n" + HEADERS + "\nAdieu.\n")
    assert [one.text for one in found.parsed.reviews] == ["Adieu."]
    assert "message 1" in str(found.parsed.notes[0])


@pytest.mark.parametrize("text", ["note: 5\navis: bien\n\nx", "From here on, all went wrong.\nReally.\n"])
def test_what_only_begins_like_mail_is_none(load: Any, text: str) -> None:
    assert load(text).kind not in {"eml", "mbox"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_mail_fail(load: Any, content: bytes) -> None:
    for start in (HEADERS.encode(), b"From a b\nFrom: ", b"From: a\nSubject: =?", b"From: a\nContent-Type: "):
        assert isinstance(load(start + content), FileRead)


@pytest.mark.skipif(not CAPTURES.exists(), reason="../shared/captures is not here")
@pytest.mark.parametrize(
    ("name", "count", "key", "starts"),
    [
        ("perceval_complex.mbox", 2, "BAY12-DAV6Dhd2stb2e0000c0ce@hotmail.com", "No matter what"),
        ("perceval_multipart.mbox", 2, "019801ca633f$f4376140$dca623c0$@yang@example.com", "technology.esl"),
        ("perceval_unknown_encoding.mbox", 1, "20020823171132.541DB44147@example.com", "Hi,"),
    ],
)
def test_a_real_mailbox_is_read(name: str, count: int, key: str, starts: str) -> None:
    parsed = read_file(CAPTURES / name).parsed
    assert (len(parsed.reviews), parsed.reviews[0].key, parsed.notes) == (count, key, ())
    assert parsed.reviews[0].text.startswith(starts)
    assert not any(line.startswith(">") for one in parsed.reviews for line in one.text.splitlines())
