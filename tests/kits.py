"""The channels as tests use them: all loaded, and a web application over any database."""

from collections.abc import Mapping

from fastapi import FastAPI

from bot.app import site_and_app
from bot.channels.kit import Ground, Kit
from bot.cli.loading import loaders, use_postgresql
from bot.clock import Clock
from bot.settings import Settings
from db.engine.database import Database
from handlers.engine.visit import ChatDesk
from office.files.store import FileStore

use_postgresql()
LOADERS = loaders()
KITS: Mapping[str, Kit] = {name: load() for name, load in LOADERS.kits.items()}


def web_app(database: Database, files: FileStore, desk: ChatDesk, clock: Clock) -> FastAPI:
    """The web chat and what stands beside it."""
    line = KITS["web"].open(Ground(Settings.model_construct(), database, files, clock.now))
    return site_and_app(database, desk, clock, [line], build="test")[1]
