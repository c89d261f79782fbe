"""The web application, put together from parts it is given."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from fastapi import APIRouter, FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from db.engine.database import CommitUnknown, DatabaseBusy, DatabaseClosed
from web.chat.pages import pages
from web.envelope import Envelope
from web.health import Checks, health
from web.refusals import Refused
from web.sessions import wants_page
from web.site import Site

BUSY = (SQLAlchemyError, DatabaseBusy, DatabaseClosed, CommitUnknown, OSError)  # a full disk among them
BUSY_SECONDS = 5


def create_app(site: Site, checks: Checks, routers: Sequence[APIRouter] = ()) -> FastAPI:
    """Page, health, metrics and the channels' routers.

    Whoever stops the server calls `site.watch.close()` first: open streams would hold it up otherwise.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(site.watch.run())
        yield
        site.watch.close()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    whole = (pages(site), health(site, checks), *routers)
    patterns = {route.endpoint: route.path for router in whole for route in router.routes if isinstance(route, Route)}
    app = FastAPI(
        title="Nghe Dân",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[Middleware(Envelope, site=site, patterns=patterns)],
    )
    for router in whole:
        app.include_router(router)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _foreign)
    for error in BUSY:
        app.add_exception_handler(error, _busy)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    if request.method == "POST" and wants_page(request):
        return RedirectResponse(f"/?note={error.code}#end", 303)
    return JSONResponse({"error": error.line}, error.status, error.headers)


async def _foreign(_: Request, error: Exception) -> Response:
    """Errors that the framework raises itself: no such page, wrong method."""
    assert isinstance(error, HTTPException)
    code = "not_found" if error.status_code in {404, 405} else "unreadable"
    return JSONResponse({"error": Refused(code).line}, error.status_code, error.headers)


async def _busy(request: Request, _: Exception) -> Response:
    return await _refused(request, Refused("server_busy", retry_after=BUSY_SECONDS))
