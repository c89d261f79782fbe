"""The town hall in memory, as the tests of handlers/ have it."""

from tests.handlers.conftest import dan, desk, hall, shared_database, shop

__all__ = ["dan", "desk", "hall", "shared_database", "shop"]
