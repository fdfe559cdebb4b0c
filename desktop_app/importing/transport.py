"""Messages between processes whose arrays go through the pipe as they lie in memory."""

from __future__ import annotations

import pickle
from multiprocessing.connection import Connection
from typing import Any


def send_message(connection: Connection, message: tuple[str, Any]) -> None:
    """Send a message; its arrays go as they lie in memory, without a copy in the pickle."""
    arrays: list[pickle.PickleBuffer] = []
    head = pickle.dumps(message, protocol=5, buffer_callback=arrays.append)
    parts = [array.raw() for array in arrays]
    connection.send([part.nbytes for part in parts])
    connection.send_bytes(head)
    for part in parts:
        # A pipe refuses to take nothing.
        if part.nbytes:
            connection.send_bytes(part)


def received(connection: Connection) -> tuple[str, Any]:
    """Return a message that `send_message` sent; its arrays can be written to."""
    sizes = connection.recv()
    head = connection.recv_bytes()
    arrays = [bytearray(size) for size in sizes]
    for array in arrays:
        if array:
            connection.recv_bytes_into(array)
    message: tuple[str, Any] = pickle.loads(head, buffers=arrays)
    return message
