"""One of several processes that handle messages at the same time: `racing.py THREADS`, until its input ends. Then it says how
many functions it handed over and how often they ran.

Its button `count` reads what the chat has counted so far, waits a moment, and writes it back one longer: whoever else handles
that chat meanwhile destroys it. Then it writes to its own chat and to others."""

import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import Connection, select

from bot.app import Program
from bot.engine.handling import GroupFailed, Office, attempt_group, attempt_next
from bot.installation.local import Installation
from bot.installation.opening import opened
from bot.settings import load
from db.engine.database import upsert
from db.queues.messages import Outgoing, Tap
from db.tables import Chat, Setting
from handlers.engine.visit import Visit
from tests.kits import LOADERS

GROUP = 16
OTHERS = 3
PAUSE_SECONDS = 0.001

counted: Counter[str] = Counter()


def count(visit: Visit, tap: Tap) -> None:
    connection, name = visit.uow.connection, f"race:{visit.chat.id}"
    so_far = connection.execute(select(Setting.value).where(Setting.name == name)).scalar() or ""
    time.sleep(PAUSE_SECONDS)
    upsert(connection, Setting.__table__, {"name": name, "value": f"{so_far} {tap.value}".strip()}, conflict=["name"])
    visit.say(f"số {tap.value}")
    everybody = connection.scalars(select(Chat.id).where(Chat.channel == "web")).all()
    for chat_id in random.sample(everybody, min(OTHERS, len(everybody))):
        visit.uow.send(chat_id, Outgoing(text=f"từ {visit.chat.id}"), key=f"told:{visit.row_id}:{chat_id}", lane="case")


def handle(office: Office) -> int:
    def work(connection: Connection) -> int:
        counted["ran"] += 1
        return attempt_group(office, connection, GROUP)

    def alone(connection: Connection) -> int:
        counted["ran"] += 1
        return int(attempt_next(office, connection))

    counted["handed over"] += 1
    try:
        return office.database.write(work).result()
    except GroupFailed:
        counted["handed over"] += 1
        return office.database.write(alone).result()


def main() -> None:
    with opened(Installation(load(), LOADERS)) as here:
        sound = Program(here.installation).office(here)
        desk = sound.desk
        office = replace(sound, desk=replace(desk, buttons={**desk.buttons, "count": count}))
        over = False

        def race() -> None:
            while not over:
                if not handle(office):
                    time.sleep(0.002)

        with ThreadPoolExecutor() as threads:
            racers = [threads.submit(race) for _ in range(int(sys.argv[1]))]
            print("ready", flush=True)
            sys.stdin.read()
            over = True
            for racer in racers:
                racer.result()
    print(json.dumps(counted), flush=True)


if __name__ == "__main__":
    main()
