"""Read JSON as the web writes it, raw line ends in strings included, and say where it breaks."""

import json
from typing import Any

from scraper.told import Told, told


class BadJSONError(ValueError):
    """A text that is no JSON; ``problem`` says where it breaks."""

    def __init__(self, problem: Told) -> None:
        super().__init__(problem)
        self.problem = problem


def load_json(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        BadJSONError: it is none, or Python refuses to read it.
    """
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        problem = told("it is nested too deeply")
    except json.JSONDecodeError as error:
        problem = told("it breaks at character %(place)s", place=error.pos + 1)
    except ValueError:  # Python's limit on the digits of a number
        problem = told("a number in it is too long")
    raise BadJSONError(problem)
