"""A Hub of one endless file, fast enough to be no part of the measurement:
``python -m tests.bench.file_server BLOCK SIZE`` prints its port.

Every path gives the same bytes: BLOCK (a file that fits the page cache) over and over, SIZE in
all, by sendfile and with Range.
"""

import os
import re
import socket
import sys
import threading
from pathlib import Path

PIECE = 4 << 20
_RANGE = re.compile(rb"(?i)\r\nrange: bytes=(\d+)-")


def serve(connection: socket.socket, block: int, block_size: int, size: int) -> None:
    """Answer one request, and close."""
    with connection:
        asked = b""
        while b"\r\n\r\n" not in asked:
            data = connection.recv(65536)
            if not data:
                return
            asked += data
        match = _RANGE.search(asked)
        at = int(match[1]) if match else 0
        status = b"206 Partial Content" if match else b"200 OK"
        connection.sendall(
            b'HTTP/1.1 %b\r\nETag: "one"\r\nAccept-Ranges: bytes\r\nConnection: close\r\n'
            b"Content-Type: application/octet-stream\r\nContent-Length: %d\r\n"
            b"Content-Range: bytes %d-%d/%d\r\n\r\n" % (status, size - at, at, size - 1, size)
        )
        try:
            while at < size:
                begin = at % block_size
                n_bytes = min(PIECE, block_size - begin, size - at)
                at += os.sendfile(connection.fileno(), block, begin, n_bytes)
        except ConnectionError:
            return


def main() -> None:
    """Serve until killed."""
    path, size = Path(sys.argv[1]), int(sys.argv[2])
    block, block_size = os.open(path, os.O_RDONLY), path.stat().st_size
    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)
        while True:
            connection, _ = server.accept()
            threading.Thread(
                target=serve, args=(connection, block, block_size, size), daemon=True
            ).start()


if __name__ == "__main__":
    main()
