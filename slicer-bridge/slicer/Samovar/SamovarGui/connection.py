"""The server's process, and the socket to it, in Slicer's event loop: nothing here waits."""

from __future__ import annotations

import logging
import secrets
import socket
import time
from typing import Any, Callable

import qt
from SamovarLib.errors import BridgeError
from SamovarLib.link import Link
from SamovarLib.protocol import Closed, Ready
from SamovarLib.server import Address, JavaFound, Launch, find_java, launch, not_started, parse_ready

TICK_MS = 15
AGAIN_MS = 1000
ATTEMPTS = 3
STEADY_S = 60.0
BUDGET = 4 << 20
LOG = 1 << 16


class Connection:
    """Starts the server, connects to it, and starts it again when it dies: three times, if it lives under a minute."""

    def __init__(
        self,
        name: str,
        connected: Callable[[Link], None],
        lost: Callable[[], None],
        said: Callable[[str], None],
        failed: Callable[[str, str], None],
    ) -> None:
        """name: of this program. connected: called when requests can be made; lost: when no longer. said: how it
        stands, for people; failed: what went wrong, and what would help.
        """
        self._name = name
        self._connected, self._lost, self._said, self._failed = connected, lost, said, failed
        self._launch: Launch | None = None
        self._process: Any = None
        self._token = b""
        self._first = b""
        self._log = b""
        self._socket: socket.socket | None = None
        self._reading: Any = None
        self._link: Link | None = None
        self._unsent = memoryview(b"")
        self._pumping = False
        self._attempts = 0
        self._since = 0.0
        self._timer = qt.QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.connect("timeout()", self.pump)
        self.state = "not connected"

    def start(self, folder: str, java: str, environ: dict[str, str]) -> None:
        """Starts the server of a Samovar folder.

        java: the user's setting, or empty; environ: what Slicer itself was started with.
        """
        self.stop()
        self._attempts = 0
        found = find_java(java, folder, environ)
        if not isinstance(found, JavaFound):
            self._failed(found.message, found.hint)
            return
        try:
            self._launch = launch(folder, found, environ)
        except BridgeError as error:
            self._failed(error.message, error.hint)
            return
        self._run()

    def stop(self) -> None:
        """Ends the server; its standard input ends with it."""
        self._launch = None
        self._hang_up()
        self._end_process()
        self._tell("not connected")

    @property
    def running(self) -> bool:
        """Whether there is a server, or one is being started."""
        return self._launch is not None

    @property
    def log(self) -> str:
        """The end of what the server wrote for people."""
        return self._log.decode("utf-8", "replace")

    # ---- the process ----

    def _run(self) -> None:
        assert self._launch is not None
        self._tell("starting")
        self._token, self._first, self._log = secrets.token_bytes(32), b"", b""
        process = self._process = qt.QProcess()
        environment = qt.QProcessEnvironment()
        for name, value in self._launch.environment.items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.connect("readyReadStandardOutput()", lambda: self._came(process))
        process.connect("readyReadStandardError()", lambda: self._logged(process))
        process.connect("finished(int,QProcess::ExitStatus)", lambda *_: self._ended(process))
        process.connect("errorOccurred(QProcess::ProcessError)", lambda *_: self._not_run(process))
        program, *words = self._launch.command
        process.start(program, words)
        process.write(self._token.hex().encode("ascii") + b"\n")

    def _not_run(self, process: Any) -> None:
        """Also told when a process is killed, which `_ended` is told as well."""
        if process is self._process and process.error() == qt.QProcess.FailedToStart:
            self._ended(process)

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.closeWriteChannel()
            if not process.waitForFinished(500):
                process.kill()

    def _came(self, process: Any) -> None:
        if process is not self._process or self._socket is not None:
            return
        self._first += _bytes(process.readAllStandardOutput())
        if b"\n" in self._first:
            self._try(lambda: self._dial(parse_ready(self._first.partition(b"\n")[0].decode("utf-8", "replace"))))

    def _logged(self, process: Any) -> None:
        if process is self._process:
            self._log = (self._log + _bytes(process.readAllStandardError()))[-LOG:]

    def _ended(self, process: Any) -> None:
        if process is not self._process:
            return
        self._logged(process)
        self._process = None
        never = self._link is None
        self._hang_up()
        if never and self._launch is not None:
            error = not_started(self.log)
            self._give_up(error.message, error.hint)
        else:
            self._again()

    def _again(self) -> None:
        """The server died: it is started again, but not for ever."""
        if self._launch is None:
            return
        if time.monotonic() - self._since > STEADY_S:
            self._attempts = 0
        self._attempts += 1
        if self._attempts > ATTEMPTS:
            self._give_up(
                f"Samovar's server ended {ATTEMPTS + 1} times.",
                "Press 'Check set-up', and send what it says with its log.",
            )
            return
        self._tell(f"starting again ({self._attempts} of {ATTEMPTS})")
        wanted = self._launch
        qt.QTimer.singleShot(AGAIN_MS, lambda: self._run() if self._launch is wanted and not self._process else None)

    def _give_up(self, message: str, hint: str) -> None:
        self._launch = None
        self._end_process()
        self._tell("not connected")
        self._failed(message, hint)

    # ---- the socket ----

    def _dial(self, address: Address) -> None:
        self._since = time.monotonic()
        self._socket = socket.create_connection((address.host, address.port), timeout=3)
        self._socket.setblocking(False)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._link = Link(self._token, self._name, on_closed=self._closed, on_ready=self._ready)
        self._reading = qt.QSocketNotifier(self._socket.fileno(), qt.QSocketNotifier.Read)
        self._reading.connect("activated(int)", lambda *_: self.pump())
        self._timer.start()  # for what is to be sent, and where notifiers do not work

    def _hang_up(self) -> None:
        self._timer.stop()
        if self._reading is not None:
            self._reading.setEnabled(False)  # before the socket is closed
            self._reading = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        link, self._link = self._link, None
        self._unsent = memoryview(b"")
        if link is not None:
            self._guard(link.lost)
            self._guard(self._lost)

    def _ready(self, ready: Ready) -> None:
        self._tell(f"connected to {ready.server or 'Samovar'}")
        if self._link is not None:
            self._connected(self._link)

    def _closed(self, closed: Closed) -> None:
        if closed.code != "LOST":
            self._failed(closed.message, closed.hint)

    def pump(self) -> None:
        """Takes what came and sends what is to be sent, as far as both go at once."""
        if self._pumping or self._socket is None:
            return
        self._pumping = True
        try:
            alive = self._receive() and self._send()
        except OSError:
            alive = False
        finally:
            self._pumping = False
        link = self._link
        if link is not None and (not alive or link.closed):
            self._hang_up()
            self._end_process()
            self._again()

    def _receive(self) -> bool:
        """Whether the connection is still there."""
        for _ in range(BUDGET >> 16):
            if self._socket is None or self._link is None:
                return True
            try:
                data = self._socket.recv(1 << 16)
            except BlockingIOError:
                break
            if not data:
                return False
            self._take(self._link, data)
        return True

    def _take(self, link: Link, data: bytes) -> None:
        """An error stops what is told within `received`; no bytes go on with it."""
        if not self._guard(lambda: link.received(data)):
            self._take(link, b"")

    def _send(self) -> bool:
        sent = 0
        while self._socket is not None and self._link is not None and sent < BUDGET:
            if not self._unsent:
                if not self._link.has_output:
                    break
                self._unsent = memoryview(self._link.output())
            try:
                count = self._socket.send(self._unsent)
            except BlockingIOError:
                break
            self._unsent = self._unsent[count:]
            sent += count
        return True

    # ---- what is told ----

    def _tell(self, state: str) -> None:
        self.state = state
        self._said(state)

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BridgeError as error:
            self._give_up(error.message, error.hint)
        except OSError as error:
            self._give_up(
                f"Samovar's server cannot be reached: {error}.", "A firewall may block programs of this computer."
            )

    def _guard(self, work: Callable[[], None]) -> bool:
        """Whether it went well. An error in the extension itself ends nothing, and is told."""
        try:
            work()
        except Exception as error:
            logging.exception("Samovar")
            self._failed(f"Something is wrong in the extension: {error}.", "Slicer's error log has more.")
            return False
        return True


def _bytes(data: Any) -> bytes:
    """The bytes of a QByteArray."""
    plain = data.data() if hasattr(data, "data") else data
    return plain if isinstance(plain, bytes) else str(plain).encode("utf-8", "surrogateescape")
