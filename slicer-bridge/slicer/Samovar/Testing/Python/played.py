"""A logic that works with a server that is played, and what its tests ask it."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import slicer
import slicer.util
from fake_link import FakeServer
from mrml import add_segmentation, add_volume, voxels_of, world_of
from SamovarLib.logic import Listener, SamovarLogic

SHAPE = (12, 40, 50)


class Heard(Listener):
    """All that was told."""

    def __init__(self):
        self.failures, self.notices, self.steps, self.checks, self.changes = [], [], [], [], 0

    def failed(self, message, hint):
        self.failures.append(f"{message} {hint}".strip())

    def notice(self, text):
        self.notices.append(text)

    def progress(self, done, total, what):
        self.steps.append((done, total, what))

    def changed(self):
        self.changes += 1

    def check(self, slices):
        self.checks.append(slices)


@pytest.fixture
def work(scene):
    """A volume, a segmentation with two segments, and a logic that is connected."""
    volume = add_volume(np.arange(np.prod(SHAPE), dtype=np.int16).reshape(SHAPE))
    segmentation = add_segmentation(volume, "a", "b")
    server, heard = FakeServer(), Heard()
    logic = SamovarLogic(heard)
    made = SimpleNamespace(volume=volume, segmentation=segmentation, server=server, heard=heard, logic=logic)
    made.link = server.link()
    logic.connect(made.link)
    logic.choose(volume, segmentation)
    logic.segment = "a"
    yield made
    logic.close()
    assert not heard.failures


def click(work, i, j, k, positive=True):
    return work.logic.add_point(world_of(work.volume, i, j, k), None, positive)


def square(i, j, k, reach=1):
    mask = np.zeros(SHAPE, bool)
    mask[k, max(0, j - reach) : j + reach + 1, max(0, i - reach) : i + reach + 1] = True
    return mask


def segment(work, name="a"):
    return voxels_of(work.segmentation, name, work.volume)


def failures(work):
    """What was told to have failed; then it is forgotten."""
    told, work.heard.failures = work.heard.failures, []
    return told


def reconnect(work):
    work.link.lose()
    work.logic.disconnected()
    work.link = work.server.link()
    work.logic.connect(work.link)


@pytest.fixture
def film(work):
    """A time sequence of three volumes, and a segmentation that its browser does not know yet."""
    scene = slicer.mrmlScene
    sequence = scene.AddNewNodeByClass("vtkMRMLSequenceNode", "CT in time")
    sequence.SetIndexName("time")
    sequence.SetIndexUnit("s")
    for t in range(3):
        volume = slicer.vtkMRMLScalarVolumeNode()
        slicer.util.updateVolumeFromArray(volume, np.full(SHAPE, t, np.int16))
        sequence.SetDataNodeAtValue(volume, str(t))
    work.browser = scene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", "Film")
    work.browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
    work.volume = work.browser.GetProxyNode(sequence)
    work.segmentation = add_segmentation(work.volume, "a", "b")
    work.logic.choose(work.volume, work.segmentation)
    work.logic.segment = "a"
    return work


def shown_at(film, frame, name="a"):
    film.browser.SetSelectedItemNumber(frame)
    return segment(film, name)
