"""Settings, as editors send them: at the start, pushed, and pulled."""

from typing import Any

import pytest

from .session import Session, capabilities, connected

pytestmark = pytest.mark.asyncio

PROGRAM = "import numpy as np\na = np.zeros(1000)\n"
DEFAULT = {1: "8 kB float64[1000]"}
IEC = {1: "7.81 KiB float64[1000]"}


async def refreshed(session: Session) -> None:
    """Wait until the server has asked for a refresh: it does so before it answers what is sent later."""
    while not session.refreshes:
        await session.labels()


async def test_the_settings_of_the_start_hold() -> None:
    async with connected(options={"units": "iec"}) as session:
        session.open(PROGRAM)
        assert await session.labels() == IEC


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"inlayHints": {"mode": "hover"}}, {}),
        ({"inlayHints": {"mode": "large", "largeFrom": "8001B"}}, {}),
        ({"inlayHints": {"mode": "large", "largeFrom": "8kB", "contents": ["bytes"]}}, {1: "8 kB"}),
        ({"inlayHints": {"contents": ["bytes"]}}, {1: "8 kB"}),
        ({"bytelens": {"units": "bytes"}}, {1: "8,000 B float64[1000]"}),
        ({"units": "iec"}, IEC),
    ],
)
async def test_pushed_settings_take_effect_at_once(settings: Any, expected: dict[int, str]) -> None:
    async with connected() as session:
        session.open(PROGRAM)
        assert await session.labels() == DEFAULT
        session.configure(settings)
        await refreshed(session)
        assert await session.labels() == expected
        session.configure({"bytelens": {}})
        assert await session.labels() == DEFAULT


@pytest.mark.parametrize("settings", [None, {}, {"python": {}}, 7, ["units"]])
async def test_what_says_nothing_of_ours_changes_nothing(settings: Any) -> None:
    async with connected(options={"units": "iec"}) as session:
        session.open(PROGRAM)
        session.configure(settings)
        assert await session.labels() == IEC
        assert session.refreshes == []


async def test_a_wrong_value_has_its_default_and_one_line_in_the_log() -> None:
    async with connected() as session:
        session.open(PROGRAM)
        session.configure({"units": "miles", "inlayHints": {"contents": ["bytes"]}})
        assert await session.labels() == {1: "8 kB"}
        (message,) = session.client.log_messages
        assert message.message == "The setting bytelens.units cannot be 'miles'; its default is used."
        assert session.client.messages == []


async def test_settings_are_pulled_for_each_document() -> None:
    async with connected(capabilities(configuration=True), settings={"units": "iec"}) as session:
        session.open(PROGRAM)
        await refreshed(session)
        assert await session.labels() == IEC


async def test_pulled_settings_follow_a_change() -> None:
    async with connected(capabilities(configuration=True), settings={"units": "iec"}) as session:
        session.open(PROGRAM)
        await refreshed(session)
        session.client.set_configuration({"bytelens": {"units": "si"}})
        session.refreshes.clear()
        session.configure(None)
        await refreshed(session)
        assert await session.labels() == DEFAULT


async def test_a_client_without_such_settings_changes_nothing() -> None:
    async with connected(capabilities(configuration=True), options={"units": "iec"}) as session:
        session.open(PROGRAM)
        assert await session.labels() == IEC
        assert await session.labels() == IEC
        assert session.refreshes == []
