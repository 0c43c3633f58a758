"""robots.txt as RFC 9309 has it: a table of its cases, through our rules and through the fetcher."""

from pathlib import Path

import pytest

from scraper.robots import MOST_BYTES, rules_of

SITE = "https://avis.example"

# (what it is about, robots.txt, path, whether we may)
CASES: list[tuple[str, str, str, bool]] = [
    ("no rule at all", "", "/a", True),
    ("an empty group", "User-agent: *", "/a", True),
    ("an empty Disallow closes nothing", "User-agent: *\nDisallow:", "/a", True),
    ("everything closed", "User-agent: *\nDisallow: /", "/a", False),
    ("robots.txt itself is always open", "User-agent: *\nDisallow: /", "/robots.txt", True),
    ("another path", "User-agent: *\nDisallow: /b", "/a", True),
    ("a rule is a prefix", "User-agent: *\nDisallow: /fish", "/fish/salmon.html", False),
    ("a rule is a prefix of names too", "User-agent: *\nDisallow: /fish", "/fishheads", False),
    ("a rule that ends in a slash is of a folder", "User-agent: *\nDisallow: /fish/", "/fish", True),
    ("paths mind case", "User-agent: *\nDisallow: /fish", "/Fish", True),
    ("a rule may be of the query", "User-agent: *\nDisallow: /a?page=", "/a?page=2", False),
    # groups
    ("our own group", "User-agent: aurevoir\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
    ("our own group wins, wherever it stands", "User-agent: *\nDisallow: /\n\nUser-agent: Aurevoir\nDisallow:", "/a", True),
    ("the case of an agent does not matter", "USER-AGENT: AUREVOIR\nDISALLOW: /", "/a", False),
    ("another's group is not ours", "User-agent: otherbot\nDisallow: /", "/a", True),
    ("a name that only begins like ours", "User-agent: aurevoirplus\nDisallow: /", "/a", True),
    ("a group of several agents", "User-agent: otherbot\nUser-agent: aurevoir\nDisallow: /", "/a", False),
    ("two groups for us are one", "User-agent: aurevoir\nDisallow: /a\n\nUser-agent: aurevoir\nDisallow: /b", "/b", False),
    ("two groups for all are one", "User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", False),
    ("two groups for all are one, with others between", "User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow:\nUser-agent: *\nDisallow: /b", "/a", False),
    ("rules before any agent are of nobody", "Disallow: /\nUser-agent: *\nDisallow: /b", "/a", True),
    ("a blank line ends no group", "User-agent: *\n\nDisallow: /a", "/a", False),
    ("an unknown line ends no group", "User-agent: *\nCrawl-delay: 1\nFoo: bar\nDisallow: /a", "/a", False),
    ("a sitemap between ends no group", "User-agent: *\nSitemap: https://avis.example/s.xml\nDisallow: /a", "/a", False),
    # the longest match
    ("the longest rule wins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("the longest rule wins, in any order", "User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", True),
    ("the longest rule may close", "User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", False),
    ("equal rules open", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    ("a page in a closed site", "User-agent: *\nDisallow: /\nAllow: /avis", "/avis/1", True),
    # * and $
    ("a star in the middle", "User-agent: *\nDisallow: /*/rss/*", "/fr/rss/customerreviews/id=1", False),
    ("a star in the middle needs what surrounds it", "User-agent: *\nDisallow: /*/rss/*", "/rss/customerreviews", True),
    ("a star at the end changes nothing", "User-agent: *\nDisallow: /fish*", "/fish/1", False),
    ("a star may be nothing", "User-agent: *\nDisallow: /a*b", "/ab", False),
    ("several stars", "User-agent: *\nDisallow: /*.php*?*id=", "/x/y.php7?a=1&id=2", False),
    ("a dollar ends the path", "User-agent: *\nDisallow: /*.php$", "/file.php", False),
    ("a dollar minds the query", "User-agent: *\nDisallow: /*.php$", "/file.php?a", True),
    ("a dollar in the middle is a sign", "User-agent: *\nDisallow: /a$b", "/a$bc", False),
    ("only the home page", "User-agent: *\nDisallow: /\nAllow: /$", "/", True),
    ("only the home page, and no other", "User-agent: *\nDisallow: /\nAllow: /$", "/a", False),
    ("any query", "User-agent: *\nDisallow: /*?", "/avis?page=2", False),
    # percent-encoding
    ("accents are compared encoded", "User-agent: *\nDisallow: /résilier", "/r%C3%A9silier", False),
    ("accents encoded in the file", "User-agent: *\nDisallow: /r%C3%A9silier", "/r%C3%A9silier/1", False),
    ("the case of an encoding does not matter", "User-agent: *\nDisallow: /r%c3%a9silier", "/r%C3%A9silier", False),
    ("an encoded letter is that letter", "User-agent: *\nDisallow: /%61vis", "/avis", False),
    # spelling
    ("a byte order mark is no sign", "\ufeffUser-agent: *\nDisallow: /", "/a", False),
    ("Windows ends lines otherwise", "User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    ("old Macs did too", "User-agent: *\rDisallow: /a\r", "/a", False),
    ("comments are left out", "User-agent: * # all\nDisallow: /a # private\n# Allow: /a", "/a", False),
    ("spaces around a rule", "  User-agent :  *  \n  Disallow :  /a  ", "/a", False),
    ("a NUL is no sign", "User-agent: *\nDis\0allow: /a", "/a", False),
    ("a file that is no robots.txt closes nothing", "<!doctype html><html><body>404</body></html>", "/a", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("robots", "path", "may"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_rules_are_read_as_the_standard_says(robots: str, path: str, may: bool) -> None:
    assert rules_of(robots.encode()).allow(SITE + path) is may


def test_bytes_that_are_no_utf_8_break_nothing() -> None:
    assert not rules_of(b"User-agent: *\nDisallow: /caf\xe9\nDisallow: /a").allow(SITE + "/a")


def test_a_long_file_is_read_up_to_its_cap() -> None:
    start = b"User-agent: *\nDisallow: /a\n"
    padding = b"#" * (MOST_BYTES - len(start)) + b"\n"
    rules = rules_of(start + padding + b"Disallow: /b\n")
    assert not rules.allow(SITE + "/a")
    assert rules.allow(SITE + "/b")


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: soon", 0.0),
        ("Crawl-delay: -3", 0.0),
        ("", 0.0),
    ],
)
def test_a_delay_that_is_asked_for_is_read(line: str, seconds: float) -> None:
    assert rules_of(f"User-agent: *\n{line}\nDisallow: /a".encode()).delay == seconds


def test_no_rule_of_ours_but_protego_reads_robots_txt() -> None:
    """The standard library's parser takes /*/rss/* for a literal, and loses the second group of an agent."""
    root = Path(__file__).parent.parent / "scraper"
    assert not [path for path in root.rglob("*.py") if "robotparser" in path.read_text(encoding="utf-8")]
