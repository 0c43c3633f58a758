"""Challenges and login walls are known by their structure, and reviews that speak of them are not."""

import json
from pathlib import Path

import pytest

from scraper.blocks import block_in, leads_to_login

CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures" / "blocked"

WALLS = {
    "title": b"<!doctype html><html><head><title>Just a moment...</title></head></html>",
    "title with an ellipsis": "<html><head><title>\n Just a moment… </title></head></html>".encode(),
    "old title": b"<html><head><title>Attention Required! | Cloudflare</title></head></html>",
    "another keeper": b"<html><title>One moment, please...</title></html>",
    "interstitial": b"<html><head><title>Verifying Connection</title></head></html>",
    "script": b"<html><script>(function(){window._cf_chl_opt = {cType: 'managed'}})()</script></html>",
    "login": b'<html><script id="__NEXT_DATA__" type="application/json">{"pageProps":{"__N_REDIRECT":"/users/connect?a=b"}}</script></html>',
    "waf": b"<html><script>window.gokuProps = {};</script></html>",
    "old spelling": b"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1></BODY></HTML>",
    "login title": b"<html><head><title>Sign Up | LinkedIn</title></head><body><form></form></body></html>",
    "French login title": "<html><head><title>Se connecter \u00e0 Facebook</title></head></html>".encode(),
    "frame": b"<html><body><iframe src='/_Incapsula_Resource?X=1&edet=9'>Request refused: 123</iframe></body></html>",
    "captcha in a frame": b'<html><body><iframe src="https://geo.captcha-delivery.com/captcha/?x=1"></iframe></body></html>',
    "hold a button": b"<html><title>Fibrenet</title><body><p>Press and hold</p><div id='px-captcha'></div></body></html>",
    "form": b'<html><title>Shop</title><body><form action="/errors/validateCaptcha"><input name="q"></form></body></html>',
    "sorry": b'<html><title>https://search.example/</title><form id="captcha-form" action="index"></form></html>',
    "no word": b"<html><head><script src='/cdn-cgi/bm/cv/1/api.js'></script></head><body></body></html>",
    "checking": b"<!-- verifying --><div>Please wait</div><script>var C='wsidchk'</script>",
    "dog": b"<html><script>var dd={'rt':'c','cid':'x'}</script></html>",
}

QUOTES = (
    'Le site affichait "Just a moment..." puis un captcha, Attention Required! | Cloudflare',
    "window._cf_chl_opt = 1; var dd={'rt':'c'}; gokuProps = 2; captcha captcha captcha",
    '"__N_REDIRECT":"/users/connect"',
    "<title>Just a moment...</title>",
    "<script>window._cf_chl_opt = 1</script>",
)


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_known(name: str) -> None:
    assert block_in(WALLS[name])


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body>"
        + b"<p>Ce service client est lent.</p>" * 60
        + b"<div id='px-captcha'></div></body></html>",
        b"<html><body><div itemtype='http://schema.org/Review'>Bien</div><script src='/_Incapsula_Resource?a=1'></script>",
    ],
)
def test_a_page_with_something_to_read_is_no_wall(page: bytes) -> None:
    assert block_in(page) is None


@pytest.mark.parametrize("quote", QUOTES)
def test_a_review_may_speak_of_walls(quote: str) -> None:
    escaped = quote.replace("<", "&lt;")
    data = json.dumps({"@type": "Review", "reviewBody": quote}).replace("<", "\\u003c")
    page = (
        f"<!doctype html><html><head><title>Avis</title><script type='application/ld+json'>{data}</script>"
        f'</head><body><p>{escaped}</p><script id="__NEXT_DATA__">{json.dumps({"text": quote}).replace("_cf_chl_opt =", "").replace("gokuProps =", "").replace("var dd=", "").replace("<", "")}</script></body></html>'
    )
    assert block_in(page.encode()) is None
    assert (
        block_in(
            f"<?xml version='1.0'?><rss><channel><title>Just a moment...</title><item><title>{escaped}".encode()
        )
        is None
    )
    assert block_in(json.dumps([{"text": quote}]).encode()) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 9999,
        b"<title" * 99_999,
        b"<script" * 99_999,
        b"<script>" * 99_999,
        b"<!-- wsidchk" * 9000,
        b"<svg wsidchk" * 9000,
    ],
)
def test_noise_is_no_wall(content: bytes) -> None:
    assert block_in(content) is None


@pytest.mark.parametrize(
    ("asked", "came", "led"),
    [
        ("/avis", "/users/connect?redirect=%2Favis", True),
        ("/avis", "/fr/connexion", True),
        ("/avis", "/login/", True),
        ("/login", "/fr/login", False),
        ("/avis", "/avis/connexion-internet-lente", False),
        ("/avis", "/avis?page=2", False),
    ],
)
def test_a_redirect_to_a_login_form_is_known(asked: str, came: str, led: bool) -> None:
    assert leads_to_login(f"https://a.example{asked}", f"https://a.example{came}") is led


@pytest.mark.skipif(not CAPTURES.exists(), reason="../shared/captures is not here")
def test_real_walls_are_known_and_real_pages_are_none() -> None:
    assert [path.name for path in CAPTURES.iterdir() if not block_in(path.read_bytes())] == []
    pages = (
        path
        for room in ("schemaorg", "feeds", "tripadvisor", "trustpilot")
        for path in (CAPTURES.parent / room).iterdir()
    )
    assert [path.name for path in pages if block_in(path.read_bytes())] == []
