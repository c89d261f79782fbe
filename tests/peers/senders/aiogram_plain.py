"""Sends with plain aiogram, so many at a time: python aiogram_plain.py URL NUMBER AT_ONCE"""

import asyncio
import sys
import time

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer


async def send_all(url: str, number: int, at_once: int) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url), limit=at_once)
    free = asyncio.Semaphore(at_once)

    async def send(chat: int) -> None:
        async with free:
            await bot.send_message(chat, f"Chào ông/bà {chat}")

    async with Bot("123456:ABC", session=session) as bot:
        await asyncio.gather(*(send(chat) for chat in range(1, number + 1)))


if __name__ == "__main__":
    begun = time.monotonic()
    asyncio.run(send_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
    print(time.monotonic() - begun)
