"""Signatures of webhooks, by the example that the specification of Standard Webhooks gives."""

from __future__ import annotations

import pytest

from tollbook.errors import UsageError
from tollbook.publish.webhooks import secret_of, signed


def test_the_signature_is_that_of_the_standard() -> None:
    secret = secret_of("whsec_MfKQ9r8GKYqTwjUPD8ILPZIo2LaLaSw")
    told = dict(signed(b'{"test": 2432232314}', secret=secret, key="msg_p5jXN8AQM9LWM0D4loKWxJek", at=1614265330))
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert (told["webhook-id"], told["webhook-timestamp"]) == ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330")


@pytest.mark.parametrize("words", ["short", "whsec_!!!", "whsec_c2hvcnQ="])
def test_a_secret_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="secret of a webhook"):
        secret_of(words)
