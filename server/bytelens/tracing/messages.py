"""Messages of the channel as values. Whatever is not what decision 13 says raises KeyError, TypeError or ValueError."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..values.ownership import Ownership
from .channel import Message
from .trace import Failure, Holder, LineCost, Moment, Observation, Peak, Place, Step

Paths = dict[int, str]
"""What the `file` messages named, by their numbers."""


def place(message: Message, paths: Paths) -> Place:
    """The statement that a message is about."""
    return Place(
        paths[message["file"]],
        _integer(message["line"]),
        _integer(message.get("end_line", message["line"])),
        _optional_text(message.get("function")),
    )


def step(message: Message, paths: Paths, source: Callable[[Place], str]) -> Step:
    """A step without its reason."""
    where = place(message, paths)
    return Step(
        number=_integer(message["number"]),
        place=where,
        hit=_integer(message["hit"]),
        source=source(where),
        observations=_observations(message.get("variables", ())),
        deleted=_texts(message.get("deleted", ())),
        net=_integer(message["net"]),
        peak=_integer(message["peak"]),
        live=_integer(message["live"]),
        released=_integer(message.get("released", 0)),
        output=_text(message.get("output", "")),
        output_cut=bool(message.get("output_cut", False)),
        imports=bool(message.get("imports", False)),
        seconds=float(message.get("seconds", 0.0)),
    )


def line_cost(message: Message, paths: Paths) -> LineCost:
    """A statement over all of its hits."""
    return LineCost(
        place=place(message, paths),
        hits=_integer(message["hits"]),
        hits_exact=bool(message["hits_exact"]),
        net=_integer(message["net"]),
        peak=_integer(message["peak"]),
        live=_integer(message["live"]),
        observations=_observations(message.get("variables", ())),
        others=_texts(message.get("others", ())),
        imports=bool(message.get("imports", False)),
    )


def peak(message: Message, paths: Paths) -> Peak:
    """The most bytes so far; what does not add up is not attributed."""
    nbytes = _integer(message["nbytes"])
    alive = tuple(
        Holder(_text(name), _optional_text(function), _integer(held)) for name, function, held in message["alive"]
    )
    rest = nbytes - sum(holder.nbytes for holder in alive)
    where = place(message, paths) if message.get("file") is not None else None
    return Peak(nbytes, where, alive, rest) if rest >= 0 else Peak(nbytes, where, (), nbytes)


def moment(message: Message, paths: Paths) -> Moment:
    """Live bytes at one moment."""
    number = message.get("step")
    return Moment(
        float(message["seconds"]),
        _integer(message["live"]),
        _integer(message["peak"]),
        place(message, paths),
        None if number is None else _integer(number),
    )


def failure(exception: Message | None, paths: Paths) -> Failure | None:
    """The exception that ended the program, if one did."""
    if exception is None:
        return None
    where = place(exception, paths) if exception.get("file") is not None else None
    return Failure(
        _text(exception["type"]), _text(exception["message"]), where, _text(exception.get("traceback") or "")
    )


def _observations(variables: Iterable[Any]) -> tuple[Observation, ...]:
    return tuple(_observation(variable) for variable in variables)


def _observation(variable: Message) -> Observation:
    return Observation(
        name=_text(variable["name"]),
        kind=_text(variable["kind"]),
        type=_text(variable["type"]),
        shape=tuple(_integer(length) for length in variable["shape"]),
        dtype=_text(variable["dtype"]),
        itemsize=_integer(variable["itemsize"]),
        nbytes=_integer(variable["nbytes"]),
        ownership=Ownership(variable["ownership"]),
        view_of=_optional_text(variable.get("view_of")),
        buffer=_optional_integer(variable.get("buffer")),
        root_nbytes=_optional_integer(variable.get("root_nbytes")),
    )


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _optional_integer(value: object) -> int | None:
    return None if value is None else _integer(value)


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)
