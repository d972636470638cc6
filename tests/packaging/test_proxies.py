"""The examples of reverse proxies: what phones need comes through, and nothing for staff does."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.tables import Serve
from kiosk.web import pages

DOCS = Path(__file__).parents[2] / "docs"
NGINX = (DOCS / "deploy" / "nginx.conf").read_text("utf-8")
CADDY = (DOCS / "deploy" / "Caddyfile").read_text("utf-8")


def test_both_let_through_the_same_and_all_that_a_phone_asks_for() -> None:
    (listed,) = re.findall(r"@phones path (.+)", CADDY)
    through = {each.rstrip("*") for each in listed.split()}
    passed = re.findall(r"location (= )?(\S+) +\{ proxy_pass", NGINX)
    assert {path for _, path in passed} == through
    # "/" alone, and not all that begins with it.
    assert [path for exact, path in passed if exact] == ["/"]
    routes = {str(getattr(each, "path", "")) for each in pages.router.routes}
    prefixes = tuple(through - {"/"})
    assert routes == {each for each in routes if each == "/" or each.startswith(prefixes)}
    assert "/static/" in prefixes


def test_both_speak_to_the_port_of_the_service() -> None:
    here = f"127.0.0.1:{Serve().port}"
    assert set(re.findall(r"proxy_pass http://(\S+);", NGINX)) == {here}
    assert re.findall(r"reverse_proxy (\S+)", CADDY) == [here]


def test_neither_writes_down_the_keys_of_status_pages() -> None:
    servers = NGINX.count("server {")
    assert NGINX.count("access_log off;") == servers
    assert not re.search(r"^\s*log\b", CADDY, re.MULTILINE)
