"""A Bot API server for tests: lo-bot-api-emulator with its limits opened at run time, failures on order, and every call kept.

    python emulator.py PORT

What a test drives it with, all under /__fixture:
    POST updates   {"token", "update"}           queues an update of any shape; update_id is given where it has none
    POST files     raw bytes                     {"file_id"}: to be named in an update
    POST fail      see `Failure`                 the next calls that match fail that way
    POST weather   {"rate", "seed", "kinds"}     that share of all send calls fails, drawn with the seed; {} ends it
    POST revoke    {"token"}                     that token is answered 401 from now on
    GET  calls     ?after=N                      all calls since the N-th, in order: method, fields, files, at (seconds), outcome
    GET  queue     ?token=…                      update ids not confirmed yet
"""

import argparse
import asyncio
import copy
import itertools
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

import lo_bot_api_emulator
from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator

NO_ANSWER = {"reset", "lost"}
FILE_LIMIT = 20 * 1024 * 1024
OPENED = ["message_thread_id", "protect_content", "link_preview_options", "show_caption_above_media", "message_effect_id"]
CHAT = ["chat_id", "reply_parameters", "reply_markup", "disable_notification", *OPENED]
ADDED = {
    "sendLocation": [*CHAT, "latitude", "longitude", "horizontal_accuracy"],
    "sendContact": [*CHAT, "phone_number", "first_name", "last_name", "vcard"],
    "getChat": ["chat_id"],
    "getChatMember": ["chat_id", "user_id"],
    "leaveChat": ["chat_id"],
    "setMessageReaction": ["chat_id", "message_id", "reaction", "is_big"],
}
RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip


@dataclass
class Failure:
    """`method` and, where given, `chat_id` and `contains` (in the text) tell which calls fail; `times` how many, `after` how many
    pass before.

    `how`: "refuse" answers `status` and `body` and does nothing; "html" a gateway's page; "reset" drops the connection before
    anything is done; "lost" does it and drops the connection; "slow" does it and answers after `seconds`.
    """

    method: str
    how: str = "refuse"
    status: int = 400
    body: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    chat_id: str | None = None
    contains: str = ""
    times: int = 1
    after: int = 0

    def meets(self, method: str, fields: dict[str, Any]) -> bool:
        chat = str(fields.get("chat_id", ""))
        said = str(fields.get("text") or fields.get("caption") or "")
        return self.times > 0 and self.method in (method, "*") and self.chat_id in (None, chat) and self.contains in said

    def answer(self) -> web.Response:
        if self.how == "html":
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        body = {"ok": False, "error_code": self.status, "description": "scripted", **self.body}
        return web.json_response(body, status=self.status)


def too_many(seconds: int) -> Failure:
    body = {"description": f"Too Many Requests: retry after {seconds}", "parameters": {"retry_after": seconds}}
    return Failure("*", status=429, body=body)


KINDS = {"429": lambda: too_many(1), "502": lambda: Failure("*", how="html"), "reset": lambda: Failure("*", how="reset"),
         "lost": lambda: Failure("*", how="lost")}  # fmt: skip


class Weather:
    """A share of the sends fails, the same ones for the same seed."""

    def __init__(self, rate: float = 0.0, seed: int = 0, kinds: tuple[str, ...] = tuple(KINDS)) -> None:
        self._rate, self._kinds, self._random = rate, list(kinds), random.Random(seed)

    def strikes(self, method: str) -> Failure | None:
        if not method.startswith("send") or self._random.random() >= self._rate:
            return None
        return KINDS[self._random.choice(self._kinds)]()


class Emulator(LoBotApiEmulator):
    def __init__(self) -> None:
        super().__init__(
            enable_control=True, allow_insecure_loopback_webhooks=True, max_updates=10**6, max_assets=10**6, max_history=1
        )
        self.calls: list[dict[str, Any]] = []
        self.failures: list[Failure] = []
        self.weather = Weather()
        self.revoked: set[str] = set()
        self._numbers = itertools.count(1)
        open_contract()

    # ------------------------------------------------------------ the Bot API

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """As the emulator answers, unless a failure was ordered."""
        method = request.match_info["method"]
        if request.match_info["token"] in self.revoked:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        fields, uploads = request["read"] = await super().read_request(request)
        call = {"method": method, "fields": fields, "files": {name: one["size"] for name, one in uploads.items()},
                "at": time.time(), "outcome": "ok"}  # fmt: skip
        self.calls.append(call)
        failure = self._ordered(method, fields) or self.weather.strikes(method)
        if failure is None:
            return await self._done(request, call)
        call["outcome"] = failure.how if failure.how != "refuse" else str(failure.status)
        if failure.how in ("lost", "slow"):
            answer = await self._done(request, call)
            if failure.how == "slow":
                await asyncio.sleep(failure.seconds)
                return answer
        elif failure.how != "reset":
            return failure.answer()
        assert request.transport
        request.transport.abort()
        return web.Response(status=500)

    async def read_request(self, request: web.Request) -> tuple[dict[str, Any], dict[str, Any]]:
        """A body can be read once; the emulator takes apart what it gets."""
        fields, uploads = request["read"]
        return dict(fields), dict(uploads)

    async def _done(self, request: web.Request, call: dict[str, Any]) -> web.StreamResponse:
        answer = await super().handle(request)
        if answer.status != 200:
            call["outcome"] = str(answer.status)
        elif isinstance(answer, web.Response) and call["method"].startswith("send"):
            assert isinstance(answer.body, bytes)
            call["result"] = json.loads(answer.body)["result"]
        return answer

    def _ordered(self, method: str, fields: dict[str, Any]) -> Failure | None:
        for failure in self.failures:
            if failure.meets(method, fields):
                if failure.after > 0:
                    failure.after -= 1
                    continue
                failure.times -= 1
                return failure
        return None

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        if method == "getMe":
            return super().validate(method, fields, uploads) | {"username": "thu_nghiem_bot"}
        if method == "getFile":
            return self._file(super().validate(method, fields, uploads))
        if method not in ADDED:
            return super().validate(method, fields, uploads)
        return self._added(method, fields)

    def _file(self, found: dict[str, Any]) -> dict[str, Any]:
        size = len(self.assets[found["file_id"]]["data"])
        if size > FILE_LIMIT:
            raise ApiRefusal("Bad Request: file is too big")
        return found | {"file_size": size}

    def _added(self, method: str, fields: dict[str, Any]) -> Any:
        if strange := set(fields) - set(ADDED[method]):
            raise ApiRefusal(f"Bad Request: {strange.pop()} is not supported yet")
        chat_id = int(fields["chat_id"])
        chat = {"id": chat_id, "type": "private"} if chat_id > 0 else {"id": chat_id, "type": "supergroup", "title": "Nhóm"}
        if method == "getChat":
            return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}
        if method == "getChatMember":
            user = {"id": int(fields["user_id"]), "is_bot": True, "first_name": "b"}
            return {"status": "administrator", "user": user, **dict.fromkeys(RIGHTS, True)}
        if method in ("leaveChat", "setMessageReaction"):
            return True
        self.next_id += 1
        sent = {"message_id": self.next_id - 1, "date": int(time.time()), "chat": chat}
        if method == "sendLocation":
            return sent | {"location": {"latitude": float(fields["latitude"]), "longitude": float(fields["longitude"])}}
        return sent | {"contact": {name: fields[name] for name in ("phone_number", "first_name")}}

    # ------------------------------------------------------------ what a test says to it

    def application(self) -> web.Application:
        app = self.app_without_control()
        app.router.add_post("/__fixture/updates", self._queue)
        app.router.add_post("/__fixture/files", self._keep)
        app.router.add_post("/__fixture/fail", self._fail)
        app.router.add_post("/__fixture/weather", self._change_weather)
        app.router.add_post("/__fixture/revoke", self._revoke)
        app.router.add_get("/__fixture/calls", self._calls)
        app.router.add_get("/__fixture/queue", self._queued)
        return app

    def app_without_control(self) -> web.Application:
        self.enable_control = False
        return self.app()

    async def _queue(self, request: web.Request) -> web.Response:
        """Without the emulator's own checks: hostile shapes are what some tests are about."""
        said = await request.json()
        state = self._update_queues._state(said["token"])
        async with state.condition:
            update = copy.deepcopy(said["update"])
            if isinstance(update, dict):
                number = update.setdefault("update_id", state.next_id)
                state.next_id = max(state.next_id, number + 1) if isinstance(number, int) else state.next_id
            state.updates.append(update)
            state.condition.notify_all()
        if state.url:
            await self._update_queues.deliver(said["token"])
        return web.json_response({"ok": True, "result": update})

    async def _keep(self, request: web.Request) -> web.Response:
        data = await request.read()
        file_id = f"file-{next(self._numbers)}"
        self.assets[file_id] = {"filename": file_id, "data": data, "size": len(data)}
        return web.json_response({"file_id": file_id})

    async def _fail(self, request: web.Request) -> web.Response:
        self.failures.append(Failure(**await request.json()))
        return web.json_response({"ok": True})

    async def _change_weather(self, request: web.Request) -> web.Response:
        self.weather = Weather(**await request.json())
        return web.json_response({"ok": True})

    async def _revoke(self, request: web.Request) -> web.Response:
        self.revoked.add((await request.json())["token"])
        return web.json_response({"ok": True})

    async def _calls(self, request: web.Request) -> web.Response:
        return web.json_response(self.calls[int(request.query.get("after", "0")) :])

    async def _queued(self, request: web.Request) -> web.Response:
        state = self._update_queues._state(request.query["token"])
        return web.json_response([update.get("update_id") for update in state.updates if isinstance(update, dict)])


def open_contract() -> None:
    """More parameters and methods than the emulator knows."""
    methods = lo_bot_api_emulator.CONTRACT["methods"]
    for name, method in methods.items():
        if name.startswith("send") and method["parameters"]:
            method["parameters"] = sorted({*method["parameters"], *OPENED})
    methods["editMessageText"]["parameters"] = sorted({*methods["editMessageText"]["parameters"], "link_preview_options"})
    for name, parameters in ADDED.items():
        methods[name] = {"implemented": True, "parameters": parameters}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    web.run_app(Emulator().application(), host="127.0.0.1", port=parser.parse_args().port, access_log=None, print=None)
