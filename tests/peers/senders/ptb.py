"""Sends with plain python-telegram-bot, so many at a time: python ptb.py URL NUMBER AT_ONCE"""

import asyncio
import sys
import time

from telegram import Bot
from telegram.request import HTTPXRequest


async def send_all(url: str, number: int, at_once: int) -> None:
    bot = Bot("123456:ABC", base_url=f"{url}/bot", request=HTTPXRequest(connection_pool_size=at_once, pool_timeout=60))
    free = asyncio.Semaphore(at_once)

    async def send(chat: int) -> None:
        async with free:
            await bot.send_message(chat, f"Chào ông/bà {chat}")

    async with bot:
        await asyncio.gather(*(send(chat) for chat in range(1, number + 1)))


if __name__ == "__main__":
    begun = time.monotonic()
    asyncio.run(send_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
    print(time.monotonic() - begun)
