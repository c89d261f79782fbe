"""`nghedan bench …`: figures of this program on this machine, with the peers measured in the same run where they are installed.

They work on installations of their own, in folders that are gone afterwards; yours is neither read nor touched."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any

import typer

from bot.benches.machine import Bound, Figure, machine
from texts.vi.operator import bench as operator_bench
from texts.vi.operator.help import bench as help_bench
from texts.vi.operator.help import commands

AsJson = Annotated[bool, typer.Option("--json", help=commands.as_json())]
Quick = Annotated[bool, typer.Option("--quick", help=help_bench.quick())]

Measure = Callable[[bool], Iterator[Figure]]


def _intake(quick: bool) -> Iterator[Figure]:
    from bot.benches import intake, latency

    yield from intake.measure(quick=quick)
    yield from latency.measure(quick=quick)


def _faq(quick: bool) -> Iterator[Figure]:
    from bot.benches import faq

    yield from faq.measure(quick=quick)


def _delivery(quick: bool) -> Iterator[Figure]:
    from bot.benches import delivery

    yield from delivery.measure(quick=quick)


def _casework(quick: bool) -> Iterator[Figure]:
    from bot.benches import casework

    yield from casework.measure(quick=quick)


BENCHES: dict[str, Measure] = {"intake": _intake, "faq": _faq, "delivery": _delivery, "casework": _casework}

bench_app = typer.Typer(help=commands.bench())


def _command(name: str) -> Callable[..., None]:
    def bench(as_json: AsJson = False, quick: Quick = False) -> None:
        figures = list(BENCHES[name](quick))
        if as_json:
            typer.echo(json.dumps(_report(name, figures, quick), ensure_ascii=False, indent=1))
        else:
            typer.echo(operator_bench.measured_on(machine()))
            for figure in figures:
                typer.echo(line(figure))

    return bench


for _name in BENCHES:
    bench_app.command(_name, help=help_bench.measure(_name))(_command(_name))


def _report(name: str, figures: Sequence[Figure], quick: bool) -> dict[str, Any]:
    return {"bench": name, "quick": quick, "machine": dict(machine()), "figures": [figure.as_json() for figure in figures]}


def line(figure: Figure) -> str:
    """A figure with what is asked of it."""
    span = f" ({_short(figure.low)}–{_short(figure.high)})" if figure.low is not None and figure.high is not None else ""
    bound = f"  [{_asked(figure.bound)}: {operator_bench.verdict(figure.bound.holds(figure.value))}]" if figure.bound else ""
    aim = (
        f"  [{operator_bench.aim(_asked(figure.aim))}: {operator_bench.verdict(figure.aim.holds(figure.value))}]"
        if figure.aim
        else ""
    )
    return f"{figure.name:58} {_short(figure.value):>9} {figure.unit}{span}{bound}{aim}"


def _asked(bound: Bound) -> str:
    asked = (("≥", bound.at_least), ("≤", bound.at_most))
    return " ".join(f"{sign} {_short(one)}" for sign, one in asked if one is not None)


def _short(value: float | None) -> str:
    assert value is not None, "only called where there is one"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
