"""Write data as a plain script that a page opened from a folder can load, safe whatever the data holds."""

import json
from typing import Any

# What could end a script, open a comment in it or, to old browsers, end a line of it.
ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def script(call: str, *values: Any) -> bytes:
    """Return ``call(values…);`` as a script, its values as JSON."""
    written = ",".join(map(compact, values))
    return f"{call}({written});\n".encode(errors="replace")


def compact(value: Any) -> str:
    """Return a value as JSON on one line that is safe in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
