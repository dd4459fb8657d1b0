"""A server that is started from a script, without Slicer."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from typing import IO, cast

from .server import Address, Launch, not_started, parse_ready


class ServerProcess:
    """A server's process. It ends when its standard input does, so with this program at the latest."""

    def __init__(self, launch: Launch):
        """Starts it and waits until it listens.

        Raises BridgeError, with the server's own words, when it ends before that.
        """
        self.token = os.urandom(32)
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._process = subprocess.Popen(
            launch.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=launch.environment,
            text=True,
            encoding="utf-8",
        )
        self._input = cast(IO[str], self._process.stdin)
        self._output = cast(IO[str], self._process.stdout)
        try:
            self.address = self._begin()
        except BaseException:
            self.close()
            raise

    def kill(self) -> None:
        """Ends it at once, without a chance to say so."""
        self._process.kill()
        self._process.wait()

    def close(self, seconds: float = 10) -> int:
        """Ends it, and kills it when that takes longer; returns its exit code."""
        with contextlib.suppress(OSError):
            self._input.close()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        self._output.close()
        self._log.close()
        return self._process.returncode

    def _begin(self) -> Address:
        with contextlib.suppress(OSError):
            self._input.write(self.token.hex() + "\n")
            self._input.flush()
        line = self._output.readline()
        if not line:
            self._process.wait()
            self._log.seek(0)
            raise not_started(self._log.read().decode("utf-8", "replace"))
        return parse_ready(line)
