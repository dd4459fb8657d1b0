"""The Java server for tests, and a thing to segment with it."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from files import ROOT, launched
from SamovarLib import server
from SamovarLib.client import BridgeError, Client
from SamovarLib.process import ServerProcess

JAR = ROOT / "slicer-bridge" / "target" / server.JAR
MODEL = "samovar-nano"
BOX = "box 28,18,72,62"

needs_server = pytest.mark.skipif(not JAR.is_file(), reason=f"needs {server.JAR}, which mvn package makes")


def ball(depth=9, height=80, width=100, center=(50, 40, 4), radius=20, seed=1):
    """A bright ball in a noisy dark block, [k,j,i] of 8 bits; BOX is around it on the slice 4 of k."""
    k, j, i = np.mgrid[:depth, :height, :width]
    inside = (i - center[0]) ** 2 + (j - center[1]) ** 2 + (3 * (k - center[2])) ** 2 < radius**2
    noise = np.random.default_rng(seed).integers(0, 20, (depth, height, width))
    return (60 + noise + 120 * inside).astype(np.uint8)


BALL = ball()


@contextlib.contextmanager
def started():
    """A server of its own."""
    process = ServerProcess(launched())
    try:
        yield process
    finally:
        process.close()


def connected(process: ServerProcess) -> Client:
    return Client.connect(process.address.host, process.address.port, process.token)


@contextlib.contextmanager
def refused(*codes: str):
    """That something fails with one of these codes, and words."""
    with pytest.raises(BridgeError) as caught:
        yield
    assert caught.value.code in codes, caught.value
    assert caught.value.message


@pytest.fixture(scope="session")
def process():
    with started() as running:
        yield running


@pytest.fixture
def client(process):
    with connected(process) as made:
        yield made


@pytest.fixture
def session(client):
    return client.open_session(client.open_volume(BALL, name="ball"), MODEL)
