"""Rules that no tool knows. Each guard first asserts that it found something to guard."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from bot.channels.registry import CHANNELS
from bot.cli.loading import KITS
from handlers.flows import BUTTONS, FLOWS
from tests.sources import ROOT, docstring, files, packages, product, project

CLOCK = "bot/clock.py"
CLOCK_CHECK = "web/health.py"  # shows how far the program's clock stands from the machine's


@cache
def nodes() -> dict[str, list[ast.AST]]:
    return {path: list(ast.walk(tree)) for path, tree in product().items()}


def places(matches: Callable[[ast.AST], bool], within: str = "") -> dict[str, list[int]]:
    """File → lines of the syntax nodes that `matches` accepts."""
    found: dict[str, list[int]] = {}
    for path, all_of_it in nodes().items():
        for node in all_of_it if path.startswith(within) else ():
            if matches(node):
                found.setdefault(path, []).append(getattr(node, "lineno", 0))
    return found


@cache
def called(node: ast.AST) -> str:
    """The dotted name that a call calls: `datetime.now`; empty for anything else."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


# ---------------------------------------------------------------- arrows


def test_imports_point_downwards_only() -> None:
    """Needs a process of its own: the linter keeps global state."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    kept = re.search(r"Contracts: (\d+) kept, 0 broken", run.stdout)
    assert kept, run.stdout
    assert int(kept[1]) == len(project()["tool"]["importlinter"]["contracts"]) > 0


def test_every_package_is_watched_and_installed() -> None:
    tool = project()["tool"]
    assert "handlers" in packages()
    assert packages() == set(tool["importlinter"]["root_packages"])
    assert packages() == set(tool["mypy"]["files"]) - {"tests"}
    folders = {path.removesuffix("/__init__.py").replace("/", ".") for path in product() if path.endswith("/__init__.py")}
    assert folders == set(tool["setuptools"]["packages"])


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.rpartition("/")[0] for path in product()}
    assert "bot/channels" in folders
    assert [folder for folder in sorted(folders) if f"{folder}/__init__.py" not in product()] == []


def test_only_commands_import_inside_functions() -> None:
    """What is large is loaded by who needs it: functions of the command line import, or hand on functions that do."""

    def is_function(node: ast.AST) -> bool:
        return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)

    def hides_import(node: ast.AST) -> bool:
        return is_function(node) and any(isinstance(part, ast.Import | ast.ImportFrom) for part in ast.walk(node))

    assert len(places(is_function)) > 10
    found = places(hides_import)
    assert "bot/cli/main.py" in found
    assert {path for path in found if not path.startswith("bot/cli/")} == set()


def test_nothing_is_imported_by_a_string() -> None:
    """Types would end there, and so would what the linter sees."""

    def by_string(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom) and node.module == "importlib":
            return any(name.name in ("import_module", "__import__") for name in node.names)
        return called(node).rpartition(".")[2] in ("import_module", "__import__", "exec", "resolve_name")

    assert len(product()) > 100
    assert places(by_string) == {}


# ---------------------------------------------------------------- channels

# The registry and the loaders list them; settings, what people read and the words citizens use may name them; figures are of one.
MAY_NAME_PLATFORMS = (
    "bot/channels/registry.py", "bot/cli/loading.py", "bot/settings.py", "bot/benches/", "texts/", "understanding/topics.py",
)  # fmt: skip
ITS_OWN_COMMAND = {"terminal": {"bot/cli/chat.py", "bot/installation/demo.py"}}


def words_of(node: ast.AST) -> list[str]:
    """The names and strings of a syntax node."""
    match node:
        case ast.Constant(value=str() as word) | ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word):
            return [word]
        case (
            ast.FunctionDef(name=word)
            | ast.AsyncFunctionDef(name=word)
            | ast.ClassDef(name=word)
            | ast.keyword(arg=str() as word)
        ):
            return [word]
        case ast.Import(names=names):
            return [one.name for one in names]
        case ast.ImportFrom(module=module, names=names):
            return [module or "", *(one.name for one in names)]
    return []


def test_only_its_folder_names_a_platform() -> None:
    platform = re.compile("telegram|zalo", re.IGNORECASE)
    found = set()
    for path, tree in product().items():
        docs = {id(doc) for doc in map(docstring, ast.walk(tree)) if doc}
        words = [word for node in ast.walk(tree) if id(node) not in docs for word in words_of(node)]
        found |= {path} if any(map(platform.search, words)) else set()
    assert {"bot/channels/telegram/sending.py", "bot/channels/registry.py"} <= found
    allowed = (*MAY_NAME_PLATFORMS, "bot/channels/telegram/")
    assert [path for path in sorted(found) if not path.startswith(allowed)] == []


def test_a_channel_is_known_by_its_folder_alone() -> None:
    """Who works with channels walks the registry."""
    for name in CHANNELS:
        module, folder = f"bot.channels.{name}", f"bot/channels/{name}/"
        found = set(places(lambda node, module=module: any(word.startswith(module) for word in words_of(node))))  # type: ignore[misc]
        assert "bot/channels/registry.py" in found
        others = {path for path in found if not path.startswith((folder, *MAY_NAME_PLATFORMS))}
        assert others <= ITS_OWN_COMMAND.get(name, set())


def test_every_channel_has_a_kit() -> None:
    assert len(CHANNELS) >= 3
    assert set(KITS) == set(CHANNELS) == {kit().traits.name for kit in KITS.values()}


# ---------------------------------------------------------------- one place for each thing


def test_only_the_two_writers_commit() -> None:
    found = places(lambda node: called(node).rpartition(".")[2] in ("commit", "commit_prepared"))
    assert set(found) == {"db/engine/sqlite.py", "db/engine/postgresql.py"}


def test_the_readme_names_who_commits() -> None:
    said = re.search(r"`commit` stands[^.]*", " ".join((ROOT / "README.md").read_text().split()).replace(".py", "_py"))
    assert said
    assert set(re.findall(r"`([\w/]+)_py`", said[0])) == {"db/engine/sqlite", "db/engine/postgresql"}


READERS = ("casework", "similar", "told", "worklists")  # of db/stores: what reads cases and submissions
GATE = "office/gate.py"
COUNTED = ("bot/benches/",)  # figures are taken beside copies that nobody may see


def test_cases_are_read_through_the_gate_alone() -> None:
    def imports_reader(node: ast.AST) -> bool:
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("db.stores"):
            return False
        return node.module in {f"db.stores.{one}" for one in READERS} or any(name.name in READERS for name in node.names)

    found = {path for path in places(imports_reader) if not path.startswith(("db/", *COUNTED))}
    only_types = {"handlers/citizens/repeats.py"}  # Wanted: what is looked for
    assert GATE in found
    assert found - {GATE} == only_types


def test_nobody_else_asks_the_database_for_cases() -> None:
    def asks(node: ast.AST) -> bool:
        if called(node).rpartition(".")[2] not in ("select", "get", "get_one", "query") or not isinstance(node, ast.Call):
            return False
        return any(re.match(r"(Case|Submission|Event|File)\b", ast.unparse(argument)) for argument in node.args)

    found = set(places(asks))
    assert "db/stores/casework.py" in found
    assert GATE in found
    assert {path for path in found if not path.startswith(("db/", *COUNTED))} == {GATE}


def test_nothing_is_read_out_of_the_keys_of_messages() -> None:
    """Who was told what stands in the tellings."""

    def matches_key(node: ast.AST) -> bool:
        return bool(re.fullmatch(r"(Outbox|Telling)\.key\.(like|startswith|contains|endswith|regexp_match)", called(node)))

    assert places(lambda node: called(node).endswith(".startswith"))
    assert {path for path in places(matches_key) if not path.startswith("db/migrations/")} == set()


def test_there_is_one_clock() -> None:
    """The tests set where it starts; deadlines must not see another."""
    clocks = re.compile(r"(.*\.)?(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime))")
    sql = re.compile(r"(.*\.)?func\.(now|current_timestamp|localtimestamp)")

    def reads_clock(node: ast.AST) -> bool:
        return bool(clocks.fullmatch(called(node)) or sql.fullmatch(called(node)))

    found = set(places(reads_clock))
    assert CLOCK in found
    assert found - {CLOCK, CLOCK_CHECK} == set()


def test_only_the_command_line_prints() -> None:
    found = set(places(lambda node: called(node) in ("print", "typer.echo", "sys.stdout.write")))
    assert found
    assert {path for path in found if not path.startswith(("bot/cli/", "bot/serving", "bot/exit_codes"))} == set()


def test_few_files_know_the_database_product() -> None:
    def imports_driver(node: ast.AST) -> bool:
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        return any(name.startswith(("sqlite3", "psycopg", "sqlalchemy.dialects")) for name in names)

    found = set(places(imports_driver))
    knowing = {
        "db/engine/backends.py",
        "db/engine/database.py",
        "db/engine/server.py",
        "db/engine/sqlite.py",
        "db/engine/sqlite_connections.py",
        "db/engine/savepoints.py",
        "db/engine/postgresql.py",
        "db/engine/pipeline.py",
        "db/engine/notifying.py",
    }
    assert knowing <= found
    assert {path for path in found - knowing if not path.startswith(("db/search.py", "db/migrations/"))} == set()


# ---------------------------------------------------------------- what the database layer is asked through

FLUSHED = {
    ("db/stores/filing.py", "_APPEND.one"),  # adds a line, of a case that is stored
    ("db/stores/clocks.py", "_FOLLOWING.one"),  # of clocks alone, which are written just before
}


def test_who_reads_through_a_session_writes_first_what_it_holds() -> None:
    """`read_all` and `read_one` do; a prepared read on the session's connection would miss it."""

    def past_the_session(function: ast.FunctionDef) -> Iterator[str]:
        nodes = list(ast.walk(function))
        lines = {"session.connection()"} | {
            ast.unparse(node.targets[0])
            for node in nodes
            if isinstance(node, ast.Assign) and ast.unparse(node.value).endswith("session.connection()")
        }
        for node in nodes:
            if re.search(r"\.(one|all|each)$", called(node)) and isinstance(node, ast.Call) and node.args:
                on = ast.unparse(node.args[0])
                if on in lines or on.endswith(("session.connection()", "session.bind")):
                    yield called(node)

    functions = [
        (path, node)
        for path, tree in product().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and not path.startswith("db/engine/")
    ]
    assert places(lambda node: called(node) in ("read_all", "read_one"), "db/stores/")
    assert {(path, one) for path, function in functions for one in past_the_session(function)} == FLUSHED


def test_what_is_asked_rarely_is_asked_through_the_session() -> None:
    """On the bare connection stores only run what is prepared."""
    bare = re.compile(r"(.*\.)?connection(\(\))?\.(execute|scalars?)")
    found = places(lambda node: bool(bare.fullmatch(called(node))), "db/stores/")
    assert found.keys() == {"db/stores/matters.py"}  # fills the table for a bench


ENGINE = "db/engine/"
OPENLY = {"_exit", "_replace"}  # of os and of named tuples: documented, whatever they begin with
TAKEN = {"bot/channels/telegram/api.py": "telegram.request._requestparameter"}  # the library is pinned; no public name makes one


def private_names(tree: ast.Module) -> Iterator[str]:
    """Names with a leading underscore that a module takes from something else than its own objects and modules of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and ast.unparse(node.value) not in ("self", "cls"):
            yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = [name.name for name in node.names] + ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
            yield from (name for name in names if any(map(is_private, name.split("."))))
        elif called(node) in ("getattr", "setattr", "hasattr") and isinstance(node, ast.Call):
            match node.args[1]:
                case ast.Constant(value=str() as name) if is_private(name):
                    yield name


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def test_private_names_of_libraries_stand_in_the_engine_alone() -> None:
    """The version of SQLAlchemy is bound there for their sake. Privates of our own are nobody else's either."""
    found = {
        path: names
        for path, tree in product().items()
        if (names := {one for one in private_names(tree) if one.rpartition(".")[2] not in OPENLY})
    }
    inside = {name.rpartition(".")[2] for path, names in found.items() if path.startswith(ENGINE) for name in names}
    assert {"_handle_dbapi_exception", "_commit_all", "_returning"} <= inside
    outside = {path: names for path, names in found.items() if not path.startswith(ENGINE)}
    assert outside == {path: {name} for path, name in TAKEN.items()}


# ---------------------------------------------------------------- flows and buttons


def handler_functions(*parameters: str) -> set[tuple[str, str]]:
    """(module, name) of the public functions in handlers/ that take just these types and return nothing."""
    found = set()
    for path, tree in product().items():
        for node in tree.body if path.startswith("handlers/") else ():
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and signature(node) == (*parameters, "None"):
                found.add((path.removesuffix(".py").replace("/", "."), node.name))
    return found


def signature(node: ast.FunctionDef) -> tuple[str, ...]:
    annotations = [argument.annotation for argument in (*node.args.args, *node.args.kwonlyargs)] + [node.returns]
    return tuple(ast.unparse(annotation) if annotation else "" for annotation in annotations)


def test_every_flow_is_registered() -> None:
    """A conversation script takes a Turn and nothing else."""
    written = handler_functions("Turn")
    assert ("handlers.citizens.report_problem", "report_problem") in written
    assert written == {(flow.script.__module__, flow.script.__name__) for flow in FLOWS.values()}


def test_every_button_is_registered() -> None:
    written = handler_functions("Visit", "Tap")
    registered = {(button.__module__, button.__name__) for button in BUTTONS.values()}
    assert ("handlers.citizens.ask_question", "entry_tapped") in written
    assert written - registered == set()


# ---------------------------------------------------------------- what people and machines read


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string of a module, parts of f-strings too, docstrings left out."""
    docs = {id(doc) for doc in map(docstring, ast.walk(tree)) if doc}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def test_the_office_does_not_shout() -> None:
    """Texts are warm without exclamation marks."""
    texts = [(path, node) for path, tree in product().items() if path.startswith("texts/vi/") for node in strings(tree)]
    assert len(texts) > 100
    assert [f"{path}:{node.lineno}" for path, node in texts if "!" in str(node.value)] == []


def test_markup_is_written_in_templates_alone() -> None:
    """There everything put in is escaped, and nothing there says otherwise."""
    templates = {path: text for path, text in readable() if "/templates/" in path and path.split("/")[0] in packages()}
    assert {"web/chat/templates/chat.html", "web/templates/health.html"} <= set(templates)
    element = re.compile(r"(?<!\?P)</?[a-z][a-z0-9]*(?=[\s/>])|<!doctype", re.IGNORECASE)
    assert all(element.search(text) for text in templates.values())
    assert [path for path, text in templates.items() if re.search(r"\|\s*safe\b|autoescape", text)] == []
    written = [(path, node) for path, tree in product().items() for node in strings(tree) if element.search(str(node.value))]
    assert [f"{path}:{node.lineno}" for path, node in written] == []
    assert set(places(lambda node: called(node).rpartition(".")[2] in ("Environment", "Markup"))) == {"web/rendering.py"}


def readable() -> Iterator[tuple[str, str]]:
    for file in files():
        try:
            yield file.as_posix(), (ROOT / file).read_text()
        except UnicodeDecodeError:
            continue  # a picture


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is the machine's business: mirrors and offline folders work unchanged."""
    hosts = [
        "py" + "pi.org",
        "python" + "hosted",
        "registry.npm" + "js",
        "deb.deb" + "ian.org",
        "index" + "-url",
        "index" + "_url",
    ]
    allowed = {("Makefile", "index" + "-url")}  # the option that keeps addresses out of the locks
    read = dict(readable())
    assert {"requirements.lock", "requirements-dev.lock", "tests/peers/requirements.lock"} <= set(read)
    named = {(path, host) for path, text in read.items() for host in hosts if host in text}
    assert named == allowed


def test_locks_carry_hashes() -> None:
    locks = [text for path, text in readable() if path.endswith(".lock")]
    assert len(locks) == 3
    for lock in locks:
        pins = re.findall(r"^[a-z0-9.\[\]_-]+==\S+(.*)$", lock, re.MULTILINE | re.IGNORECASE)
        assert pins
        assert all(rest.endswith("\\") for rest in pins)


def test_nothing_is_read_from_beside_the_project() -> None:
    outside = re.compile(r"\.\./" + "shared|/work" + "/")
    read = dict(readable())
    assert len(read) > 50
    assert [path for path, text in read.items() if outside.search(text)] == []
