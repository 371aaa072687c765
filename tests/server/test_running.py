"""`tollbook serve`: what keeps it from starting is said as what it is; Control-C ends it, and nothing is lost by that."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tollbook.cli import main
from tollbook.server.users import users_path

from .house import ledger_of, with_users


def serve(*words: object) -> Result:
    return CliRunner().invoke(main, ["serve", *map(str, words)])


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = serve("--ledger", ledger, "--port", port)
    assert found.exit_code == 2
    assert f"127.0.0.1, port {port}, cannot be listened at: Address already in use." in found.output
    assert "Something listens there already" in found.output


@pytest.mark.parametrize(
    ("host", "remedy"),
    [("203.0.113.5", "This machine has no such address"), ("nowhere.invalid", "No machine is known by that name")],
)
def test_an_address_that_is_none_of_this_machine(tmp_path: Path, host: str, remedy: str) -> None:
    found = serve("--ledger", ledger_of(tmp_path), "--allow", "--host", host)
    assert found.exit_code == 2
    assert host in found.output
    assert remedy in found.output


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    found = serve("--ledger", tmp_path / "none.db")
    assert found.exit_code == 4
    assert f"There is no ledger at {tmp_path / 'none.db'}." in found.output


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "letters.db"
    path.write_text("Dear all,\n", encoding="utf-8")
    found = serve("--ledger", path)
    assert found.exit_code == 6
    assert "letters.db is no ledger, or its first bytes are damaged" in found.output
    assert "Traceback" not in found.output


@pytest.mark.parametrize(("text", "said"), [("{", "is no list of users"), (None, "cannot be read")])
def test_a_list_of_users_that_cannot_be_read(tmp_path: Path, text: str | None, said: str) -> None:
    ledger = ledger_of(tmp_path)
    path = users_path(ledger)
    path.mkdir() if text is None else path.write_text(text, encoding="utf-8")
    found = serve("--ledger", ledger)
    assert found.exit_code == 2
    assert f"{path} {said}" in found.output


def test_places_of_ones_own_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text("place = 3", encoding="utf-8")
    found = serve("--ledger", ledger_of(tmp_path))
    assert found.exit_code == 3
    assert "places.toml" in found.output


def test_open_to_others_without_users(tmp_path: Path) -> None:
    found = serve("--ledger", ledger_of(tmp_path), "--host", "0.0.0.0")
    assert found.exit_code == 2
    assert "0.0.0.0 can be reached from other machines, and this ledger has no users." in found.output


def heeding() -> None:
    """Ctrl-C is heeded even where the tests run in the background, where a shell has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="a signal as a terminal sends it")
def test_control_c_ends_it(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    with_users(ledger)
    words = [str(Path(sys.executable).with_name("tollbook")), "serve", "--port", "0", "--ledger", str(ledger)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=heeding) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(f"Tollbook serves {ledger} at http://127.0.0.1:")
        running.send_signal(signal.SIGINT)
        told, _ = running.communicate(timeout=60)
    assert told.strip() == "Stopped. What was recorded is kept."
    assert running.returncode == 0
