"""A listener of the wrong kind, and a relay that is slow.

    listen.py silent PORT            accepts and says nothing
    listen.py close PORT             accepts and closes
    listen.py reset PORT             accepts and resets
    listen.py http PORT              an HTTP server that is not Flink's
    listen.py banner PORT            speaks first, as SSH does
    listen.py dribble PORT           a byte a second
    listen.py flood PORT             as fast as it is read
    listen.py relay PORT HOST:PORT MS   passes everything on, later
    listen.py names PORT HOST:PORT MS   the same for datagrams, as a slow name server
"""

import asyncio
import socket
import struct
import sys


async def silent(reader, writer):
    while await reader.read(65536):
        pass


async def close(reader, writer):
    writer.close()


async def reset(reader, writer):
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def http(reader, writer):
    await reader.read(1)
    body = b"<html><body><h1>400 Bad Request</h1></body></html>\n"
    writer.write(
        b"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Type: text/html\r\n"
        b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)
    await writer.drain()
    writer.close()


async def banner(reader, writer):
    writer.write(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")
    await silent(reader, writer)


async def dribble(reader, writer):
    for byte in bytes(600):
        writer.write(bytes([byte]))
        await asyncio.sleep(1)


async def flood(reader, writer):
    while True:
        writer.write(b"\0\0\0\x40" * 16384)
        await writer.drain()


def relay(target, delay):
    host, port = target.rsplit(":", 1)

    async def pump(reader, writer):
        """Every chunk is passed on `delay` after it came; many may be on their way."""
        chunks = asyncio.Queue()

        async def take():
            while True:
                chunk = await reader.read(65536)
                await chunks.put((asyncio.get_running_loop().time() + delay, chunk))
                if not chunk:
                    return

        taking = asyncio.create_task(take())
        while True:
            due, chunk = await chunks.get()
            await asyncio.sleep(due - asyncio.get_running_loop().time())
            if not chunk:
                break
            writer.write(chunk)
            await writer.drain()
        writer.write_eof()
        await taking

    async def connect(reader, writer):
        try:
            there = await asyncio.open_connection(host, int(port))
            await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))
        except OSError:
            pass
        writer.close()

    return connect


class Names(asyncio.DatagramProtocol):
    """Asks another server for each client, and answers `delay` later."""

    def __init__(self, target, delay):
        self.target = target
        self.delay = delay

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, client):
        asyncio.ensure_future(self.ask(data, client))

    async def ask(self, data, client):
        loop = asyncio.get_running_loop()
        answer = loop.create_future()

        class Asking(asyncio.DatagramProtocol):
            def datagram_received(self, said, _):
                if not answer.done():
                    answer.set_result(said)

        asking, _ = await loop.create_datagram_endpoint(Asking, remote_addr=self.target)
        asking.sendto(data)
        try:
            said = await asyncio.wait_for(answer, 5)
            await asyncio.sleep(self.delay)
            self.transport.sendto(said, client)
        except TimeoutError:
            pass
        asking.close()


async def serve_names(port, target, delay):
    host, at = target.rsplit(":", 1)
    await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: Names((host, int(at)), float(delay) / 1000), local_addr=("0.0.0.0", int(port)))
    print("ready", flush=True)
    await asyncio.Event().wait()


async def main(kind, port, *arguments):
    if kind == "names":
        return await serve_names(port, *arguments)
    if kind == "relay":
        serve = relay(arguments[0], float(arguments[1]) / 1000)
    else:
        serve = globals()[kind]

    async def quietly(reader, writer):
        try:
            await serve(reader, writer)
        except OSError:
            pass

    server = await asyncio.start_server(quietly, None, int(port))
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
