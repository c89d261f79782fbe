"""`nghedan bench …`: figures of this program on this machine, with the peers measured in the same run where they are installed.

They work on installations of their own, in folders that are gone afterwards; yours is neither read nor touched."""

import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from bot.benches.machine import Bound, Figure, machine
from texts.vi.operator import bench as operator_bench
from texts.vi.operator.help import bench as help_bench
from texts.vi.operator.help import commands

AsJson = Annotated[bool, typer.Option("--json", help=commands.as_json())]
Quick = Annotated[bool, typer.Option("--quick", help=help_bench.quick())]

BENCHES: dict[str, Sequence[str]] = {
    "intake": ("bot.benches.intake", "bot.benches.latency"),
    "faq": ("bot.benches.faq",),
    "delivery": ("bot.benches.delivery",),
    "casework": ("bot.benches.casework",),
}

bench_app = typer.Typer()


def _command(name: str) -> Callable[..., None]:
    def bench(as_json: AsJson = False, quick: Quick = False) -> None:
        figures = list(_measured(name, quick))
        if as_json:
            typer.echo(json.dumps(_report(name, figures, quick), ensure_ascii=False, indent=1))
        else:
            typer.echo(operator_bench.measured_on(machine()))
            for figure in figures:
                typer.echo(line(figure))

    return bench


for _name in BENCHES:
    bench_app.command(_name, help=help_bench.measure(_name))(_command(_name))


def _measured(name: str, quick: bool) -> Iterable[Figure]:
    for module in BENCHES[name]:  # loaded only now: some need what only developers have
        yield from import_module(module).measure(quick=quick)


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
