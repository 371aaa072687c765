"""Plans: TOML and OPML, and what is said of those that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.errors import UsageError
from tollbook.watching.plan import HOUR, plan_of

WHOLE = """
contact = "desk@paper.example"
every = "20 minutes"
again = ["2 h", 86400]
allow = ["10.1.2.0/24"]
stand_behind = "anyone"

[changes]
atom = "out/changes.atom"

[[webhook]]
url = "https://desk.example/hook"
secret_env = "HOOK"

[[feed]]
url = "https://paper.example/feed"
title = "A paper"
every = "5 min"

[[page]]
url = "https://paper.example/live"
"""
OPML = """<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x "boom">]><opml version="2.0"><body><outline text="News">
<outline type="rss" text="A paper &x;" xmlUrl="https://paper.example/feed"/><outline text="No feed"/>
<outline type="rss" text="Again" xmlUrl="https://paper.example/feed"/><outline xmlUrl="javascript:alert(1)"/>
<outline type="rss" title="Other" xmlUrl="http://other.example/atom.xml"/></outline></body></opml>"""


def test_a_plan_in_toml(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(WHOLE, encoding="utf-8")
    found = plan_of(path)
    assert [(s.url, s.every, s.title) for s in found.sources] == [
        ("https://paper.example/feed", 300.0, "A paper"),
        ("https://paper.example/live", 1200.0, None),
    ]
    assert (found.contact, found.two, found.allow) == ("desk@paper.example", False, ("10.1.2.0/24",))
    assert found.again == (2 * HOUR, 24 * HOUR) and found.atom == tmp_path / "out" / "changes.atom" and found.jsonl is None
    assert [(h.url, h.secret_env) for h in found.hooks] == [("https://desk.example/hook", "HOOK")]


def test_a_plan_in_opml_whatever_its_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(OPML, encoding="utf-8")
    found = plan_of(path, contact="desk@paper.example")
    assert [s.url for s in found.sources] == ["https://paper.example/feed", "http://other.example/atom.xml"]
    assert found.two
    with pytest.raises(UsageError, match="does not say who asks"):
        plan_of(path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("contact = 'x'", "nothing to watch"),
        ("[[feed]]\nurl = 'https://a.example'", "does not say who asks"),
        ("contact = 'x'\n[[feed]]\nurl = 'file:///etc/passwd'", "is no address"),
        ("contact = 'x'\n[[feed]]\nurls = 'https://a.example'", "knows no 'urls'"),
        ("contact = 'x'\nevry = '5 min'\n[[feed]]\nurl = 'https://a.example'", "knows no 'evry'"),
        ("contact = 'x'\nevery = 'often'\n[[feed]]\nurl = 'https://a.example'", "every is 'often'"),
        ("contact = 'x'\nfeed = 'https://a.example'", "is no table"),
        ("contact = 'x'\nstand_behind = 'nobody'\n[[feed]]\nurl = 'https://a.example'", "stand_behind is 'nobody'"),
        ("contact = 'x'\n[[webhook]]\nurl = 'https://a.example'\n[[feed]]\nurl = 'https://a.example'", "secret_env or"),
        ("contact = ", "is no TOML"),
        ("<html></html>", "no OPML"),
        ("<opml/>", "names no feed"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said(tmp_path: Path, words: str, said: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        plan_of(path)
