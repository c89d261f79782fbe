import asyncio

from db.engine.database import Database
from db.queues.messages import Outgoing
from tests.web.client import TOKEN, say
from web.sessions import chat_key
from web.watch import ChatWatch, Follower


def test_news_that_came_before_the_wait_is_not_missed() -> None:
    async def scenario() -> None:
        follower = Follower()
        follower.tell(3)
        assert await follower.wait(beyond=2, seconds=0.01)
        assert not await follower.wait(beyond=3, seconds=0.01)

    asyncio.run(scenario())


def test_one_read_serves_many_streams(sqlite: Database) -> None:
    async def scenario() -> None:
        watch = ChatWatch(sqlite, "web")
        running = asyncio.create_task(watch.run())
        reads = 0
        original = sqlite.aread

        async def counted(fn):  # type: ignore[no-untyped-def]
            nonlocal reads
            reads += 1
            return await original(fn)

        sqlite.aread = counted  # type: ignore[method-assign]
        keys = [chat_key(TOKEN), *(str(number) for number in range(600))]
        follows = [watch.follow(key) for key in keys]
        followers = [follow.__enter__() for follow in follows]
        await asyncio.sleep(0.05)
        before = reads
        await asyncio.to_thread(say, sqlite, TOKEN, Outgoing(text="x"))
        assert await followers[0].wait(beyond=0, seconds=2)
        assert reads - before <= 2
        assert not await followers[1].wait(beyond=0, seconds=0.02)
        for follow in follows:
            follow.__exit__(None, None, None)
        assert watch.open_streams == 0
        running.cancel()

    asyncio.run(scenario())


def test_a_database_in_trouble_does_not_end_the_watch(sqlite: Database) -> None:
    async def scenario() -> None:
        watch = ChatWatch(sqlite, "web")
        running = asyncio.create_task(watch.run())
        with watch.follow(chat_key(TOKEN)):
            await asyncio.to_thread(sqlite.close)
            watch._changed.set()
            await asyncio.sleep(0.05)
            assert not running.done()
        running.cancel()

    asyncio.run(scenario())
