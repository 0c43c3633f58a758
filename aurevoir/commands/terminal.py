"""What the place that output goes to can show."""

import os
from typing import TextIO

from aurevoir.keys import Environment


def moves(stream: TextIO, environment: Environment = os.environ.get) -> bool:
    """Tell whether lines may be drawn over: on a terminal that can."""
    return stream.isatty() and environment("TERM") != "dumb"


def marks(stream: TextIO, environment: Environment = os.environ.get) -> bool:
    """Tell whether words may be set in bold or underlined: where lines may move, and NO_COLOR (no-color.org) says nothing."""
    return moves(stream, environment) and not environment("NO_COLOR")
