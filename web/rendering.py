"""Pages as Jinja2 templates: each lies beside the module that fills it, and whatever is put into it is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


def template(name: str) -> Template:
    """`name`: the path from here, such as `chat/templates/chat.html`. It is compiled now and kept: whoever makes a page takes its
    template when the page is made, not when it is asked for."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,  # a page costs no look at the disk
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made
