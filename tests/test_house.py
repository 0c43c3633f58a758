"""The house stands as designed: imports go down only, one library lives in one room, rooms stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("scraper", "sentiment", "site_templates", "aurevoir")
MODULES = sorted(path for room in OURS for path in (ROOT / room).rglob("*.py"))

MAY_IMPORT = {
    "scraper": {"scraper"},
    "sentiment": {"sentiment"},
    "site_templates": {"scraper", "sentiment", "site_templates"},
    "aurevoir": set(OURS),
}

ROOM_OF = {
    "requests": ("scraper/fetch",),
    "urllib3": ("scraper/fetch",),
    "protego": ("scraper/robots.py",),
    "bs4": ("scraper/sources/", "scraper/imports/"),
    "soupsieve": ("scraper/sources/selected.py",),
    "feedparser": ("scraper/sources/", "scraper/imports/"),
    "openpyxl": ("scraper/imports/spreadsheet.py",),
    "dateparser": ("scraper/dates.py",),
    "textblob": ("sentiment/tone.py",),
    "textblob_fr": ("sentiment/tone.py",),
    "sklearn": ("sentiment/train/",),
    "numpy": ("sentiment/train/",),
    "py3langid": ("sentiment/language.py",),
    "scipy": ("site_templates/figures/", "sentiment/train/"),
    "vl_convert": ("site_templates/charts/",),
    "jinja2": ("site_templates/site.py",),
    "sqlite3": ("aurevoir/store_database.py",),
    "filelock": ("aurevoir/lock.py",),
    "pydantic": ("aurevoir/watchlist",),
    "pydantic_core": ("aurevoir/watchlist_faults.py",),
    "packaging": ("aurevoir/doctor_machine.py",),
    "click": ("aurevoir/cli.py", "aurevoir/commands/"),
}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}: imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_imports_go_down_only(path: Path) -> None:
    room = place(path).split("/")[0]
    ours = {name.split(".")[0] for name in imported(path)} & set(OURS)
    assert ours <= MAY_IMPORT[room], f"{place(path)} imports {sorted(ours - MAY_IMPORT[room])}"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_one_library_lives_in_one_room(path: Path) -> None:
    for name in imported(path):
        rooms = ROOM_OF.get(name.split(".")[0])
        assert rooms is None or place(path).startswith(rooms), (
            f"{place(path)} imports {name}, which lives in {rooms}"
        )


def test_nothing_imports_the_front_door() -> None:
    guests = [place(path) for path in MODULES if any(name == "aurevoir.cli" for name in imported(path))]
    assert guests == []


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_module_fits_three_screens(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 300, f"{place(path)} has {lines} lines: grow by adding modules"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{place(path)} has no docstring"


def test_only_the_command_line_asks_the_clock() -> None:
    for path in MODULES:
        if place(path).startswith(("aurevoir/cli.py", "aurevoir/commands/")):
            continue
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        asked = calls & {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
        assert not asked, f"{place(path)} asks the clock: {sorted(asked)}"
