"""Frames between the server and a worker, over a real pair of sockets."""

import asyncio
import io
import socket
from collections.abc import Awaitable, Callable

import pytest

from dalil.query import wire
from dalil.query.channel import Channel

HELLO = wire.frame(wire.HELLO, b"{}")


def over(work: Callable[[Channel, socket.socket], Awaitable[None]]) -> list[bytes]:
    """Do some work with a channel and the other end of its sockets; the greetings that it was told."""
    told: list[bytes] = []

    async def run() -> None:
        near, far = socket.socketpair()
        open_: set[Channel] = set()
        with far:
            far.setblocking(False)  # noqa: FBT003 (its only argument)
            _, channel = await asyncio.get_running_loop().create_connection(
                lambda: Channel(lambda _, greeting: told.append(greeting), open_), sock=near
            )
            assert open_ == {channel}
            await asyncio.wait_for(work(channel, far), 30)
            channel.close()
            await channel.closed()
            assert not open_

    asyncio.run(run())
    return told


@pytest.mark.parametrize("step", [1, 3, 7, 1000])
def test_frames_arrive_whole_however_they_are_cut(step: int) -> None:
    """Cut anywhere, each frame comes with its kind and payload; the first is a greeting."""
    frames = [(wire.HEAD, b"solutions"), (wire.DATA, b"x" * 50), (wire.DATA, b""), (wire.END, b"")]
    sent = HELLO + b"".join(wire.frame(*frame) for frame in frames)

    async def work(channel: Channel, far: socket.socket) -> None:
        for start in range(0, len(sent), step):
            await asyncio.get_running_loop().sock_sendall(far, sent[start : start + step])
            await asyncio.sleep(0)
        assert [await channel.receive() for _ in frames] == frames

    assert over(work) == [b"{}"]


def test_a_frame_may_be_longer_than_any_piece() -> None:
    """What a mistake tells has no bound: it arrives whole, and so does what follows it."""
    long = bytes(range(256)) * (wire.PIECE // 64)

    async def work(channel: Channel, far: socket.socket) -> None:
        sent = HELLO + wire.frame(wire.ERROR, long) + wire.frame(wire.END)
        sending = asyncio.create_task(asyncio.get_running_loop().sock_sendall(far, sent))
        assert await channel.receive() == (wire.ERROR, long)
        assert await channel.receive() == (wire.END, b"")
        await sending

    over(work)


def test_who_reads_slowly_is_waited_for() -> None:
    """Frames that nobody takes fill the sockets and no more; once they are taken, the rest comes."""
    number = 40
    frame = wire.frame(wire.DATA, b"x" * wire.PIECE)

    async def work(channel: Channel, far: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        sending = asyncio.create_task(loop.sock_sendall(far, HELLO + frame * number))
        for _ in range(100 * number):
            await asyncio.sleep(0)
        assert not sending.done()
        for _ in range(number):
            assert await channel.receive() == (wire.DATA, b"x" * wire.PIECE)
        await sending

    over(work)


def test_who_has_left_is_heard_to_the_end() -> None:
    """What was sent before the other side left is there, then nothing."""

    async def work(channel: Channel, far: socket.socket) -> None:
        await asyncio.get_running_loop().sock_sendall(far, HELLO + wire.frame(wire.END))
        far.close()
        await channel.closed()
        assert await channel.receive() == (wire.END, b"")
        assert await channel.receive() is None
        assert not channel.is_open

    over(work)


def _frames(write: Callable[[wire.Frames], None]) -> list[tuple[bytes, bytes]]:
    """What arrives of an answer."""
    near, far = socket.socketpair()
    with far:
        with near:
            near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8 * wire.PIECE)
            write(wire.Frames(near))
        source = io.BytesIO(far.makefile("rb").read())
    return list(iter(lambda: wire.receive(source), None))


def test_the_first_piece_is_the_shorter_one() -> None:
    """An answer goes out at 64 KiB, then 256 KiB at a time, and the rest of it with its last frame."""

    def write(frames: wire.Frames) -> None:
        frames.begin("solutions")
        for _ in range(100):
            frames.write(b"x" * 4096)
        frames.finish(wire.frame(wire.END))

    (head, *data, end) = _frames(write)
    assert (head, end) == ((wire.HEAD, b"solutions"), (wire.END, b""))
    assert [len(payload) for _, payload in data] == [
        wire.FIRST,
        wire.PIECE,
        100 * 4096 - wire.FIRST - wire.PIECE,
    ]


def test_what_was_forgotten_is_not_sent() -> None:
    """A mistake that is found before the first piece is full comes alone: it can still be told as one."""

    def write(frames: wire.Frames) -> None:
        frames.begin("solutions")
        frames.write(b"half an answer")
        frames.forget()
        frames.finish(wire.frame(wire.ERROR, b"{}"))

    assert _frames(write)[-1] == (wire.ERROR, b"{}")
    assert wire.DATA not in dict(_frames(write))
