"""Signatures of webhooks, checked by a library of the standard."""

from __future__ import annotations

import base64
import time

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tollbook.errors import UsageError
from tollbook.publish.webhooks import secret_of, signed

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


def test_a_library_of_the_standard_takes_it_and_refuses_another_body() -> None:
    body = '{"type": "toll.changed", "data": {"title": "Aktöbe"}}'
    headers = dict(signed(body.encode(), secret=secret_of(SECRET), key="c1", at=int(time.time())))
    assert Webhook(SECRET).verify(body, headers)["type"] == "toll.changed"
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.replace("toll", "tall"), headers)


def test_words_can_be_a_secret_too() -> None:
    assert secret_of(" " + "words of a desk, long enough\n") == b"words of a desk, long enough"


@pytest.mark.parametrize("words", ["short", "whsec_!!!", "whsec_c2hvcnQ="])
def test_a_secret_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="secret of a webhook"):
        secret_of(words)
