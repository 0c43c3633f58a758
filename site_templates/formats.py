"""Write numbers, dates and amounts the way each language does; the only place where a figure becomes a string."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent

MINUS = "\N{MINUS SIGN}"
MONEY = {"fr": "#,##0\N{NO-BREAK SPACE}¤", "en": "¤#,##0"}


def count(number: float, language: str) -> str:
    """Write a whole number with the language's thousands: 12 345 or 12,345."""
    return format_decimal(round(number), locale=language)


def points(number: float, language: str) -> str:
    """Write a signed number of points with a true minus sign: +34, −41, 0."""
    whole = round(number)
    if not whole:
        return "0"
    return ("+" if whole > 0 else MINUS) + format_decimal(abs(whole), locale=language)


def share(number: float, language: str) -> str:
    """Write a share of 1 as whole per cent: 47 % or 47%."""
    return format_percent(
        number, format="#,##0\N{NO-BREAK SPACE}%" if language == "fr" else None, locale=language
    )


def decimal(number: float, language: str) -> str:
    """Write a number with at most one decimal: 2,5 or 2.5."""
    return format_decimal(number, format="#,##0.#", locale=language)


def fine(number: float, language: str) -> str:
    """Write a small probability to two significant digits, down to 0,001; under that as 0,001 too."""
    return format_decimal(float(f"{max(number, 0.001):.2g}"), format="0.####", locale=language)


def money(amount: float, currency: str, language: str) -> str:
    """Write an amount without cents: 12 000 € or €12,000."""
    return format_currency(amount, currency, MONEY[language], locale=language, currency_digits=False)


def day(moment: date, language: str) -> str:
    """Write a day in words: 3 mars 2026 or March 3, 2026; the first of a French month is the 1er."""
    return _first(format_date(moment, "long", locale=language), moment, language)


def month(moment: date, language: str) -> str:
    """Write a month in words: mars 2026 or March 2026."""
    return format_date(moment, "MMMM y", locale=language)


def language(code: str, into: str) -> str:
    """Name a language in another: anglais or English; a code that has no name stays as it is, none is "?"."""
    return Locale(into).languages.get(code, code) or "?"


def instant(moment: datetime, language: str) -> str:
    """Write a UTC instant to the minute, and say that it is UTC."""
    pattern = "d MMMM y, HH:mm" if language == "fr" else "MMMM d, y, HH:mm"
    return _first(format_datetime(moment, pattern, locale=language), moment, language) + " UTC"


def _first(written: str, moment: date, language: str) -> str:
    return f"1er{written[1:]}" if language == "fr" and moment.day == 1 else written
