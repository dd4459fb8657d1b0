"""The server's process and the socket to it, with a stand-in for Qt and a server of a few lines of Python."""

from __future__ import annotations

import importlib
import sys

import numpy as np
import stand_in
from mrml import add_segmentation, add_volume, world_of
from panels import draw, segment


def test_connect_starts_the_server_and_the_token_goes_by_its_input_alone(started):
    started.ui.connectButton.click()
    assert started.ui.stateLabel.text == "starting"
    stand_in.settle(lambda: started.logic.connected and started.logic.models)
    (process,) = stand_in.Process.started
    assert process.command[0] == "/java/bin/java"
    assert process.command[-2:] == ["serve", "--stdin"]
    token = process.token.hex()
    assert token not in " ".join(process.command)
    assert token not in " ".join(process.environment.values())
    assert started.ui.stateLabel.text == "connected to Fake 1"
    assert started.logic.model == "fake"


def test_a_click_goes_over_a_real_socket_and_fills_the_segment(started):
    started.segmentation = add_segmentation(started.volume, "a")
    started.ui.volumeSelector.setCurrentNode(started.volume)
    started.ui.segmentationSelector.setCurrentNode(started.segmentation)
    draw(started, started.ui.includeButton, (10, 20, 5))
    stand_in.settle(lambda: segment(started).any())
    assert np.argwhere(segment(started)).tolist() == [[5, 20, 10]]
    assert started.ui.messageLabel.text == "It is a fake."


def test_a_server_that_dies_is_started_again_and_prompts_are_told_again(started):
    started.segmentation = add_segmentation(started.volume, "a")
    started.ui.volumeSelector.setCurrentNode(started.volume)
    started.ui.segmentationSelector.setCurrentNode(started.segmentation)
    draw(started, started.ui.includeButton, (10, 20, 5))
    stand_in.settle(lambda: segment(started).any())
    stand_in.Process.started[0].die()
    stand_in.settle(lambda: len(stand_in.Process.started) == 2 and started.logic.connected)
    again = stand_in.Process.started[1].server
    stand_in.settle(lambda: any("segment.set" in server.seen for server in again.servers))
    assert segment(started).sum() == 1


def test_after_three_times_it_is_told_that_the_server_keeps_dying(started):
    started.ui.connectButton.click()
    for times in range(1, 5):
        stand_in.settle(lambda times=times: len(stand_in.Process.started) == times and started.logic.connected)
        stand_in.Process.started[-1].die()
    stand_in.settle(lambda: "ended 4 times" in started.ui.messageLabel.text)
    assert len(stand_in.Process.started) == 4
    assert started.ui.stateLabel.text == "not connected"
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.logic.connected)


def test_a_server_that_does_not_start_is_told_in_its_own_words(started):
    stand_in.Process.refuse.append("Exception: java.lang.UnsupportedClassVersionError: org/samovar")
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.ui.messageLabel.text != "")
    assert "newer Java" in started.ui.messageLabel.text
    assert started.ui.stateLabel.text == "not connected"


def test_without_a_folder_it_is_said_what_to_choose(started):
    started.ui.folderPath.currentPath = "/nowhere/at/all"
    started.ui.connectButton.click()
    assert "samovar-bridge.jar" in started.ui.messageLabel.text
    assert not stand_in.Process.started


def test_without_java_it_is_said_what_to_install(started, monkeypatch):
    java = importlib.import_module("SamovarLib.java")
    missing = java.JavaMissing("There is no Java.", "Install one.")
    monkeypatch.setattr(sys.modules["SamovarGui.connection"], "find_java", lambda *_: missing)
    started.ui.connectButton.click()
    assert started.ui.messageLabel.text == "There is no Java. Install one."


def test_the_set_up_is_reported_with_and_without_a_server(started):
    started.ui.checkButton.click()
    assert "Java: 21.0.1" in started.ui.reportText.plainText
    assert "Connection: not connected" in started.ui.reportText.plainText
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.logic.connected)
    started.ui.checkButton.click()
    stand_in.settle(lambda: "Connection: connected" in started.ui.reportText.plainText)
    assert "  fake" in started.ui.reportText.plainText
    assert started.ui.reportText.visible


def test_an_error_in_the_extension_is_told_and_ends_nothing(started, monkeypatch, caplog):
    started.ui.connectButton.click()
    stand_in.settle(lambda: started.logic.connected)
    started.logic.status(lambda lines: 1 / 0)
    stand_in.settle(lambda: "Something is wrong in the extension" in started.ui.messageLabel.text)
    assert "ZeroDivisionError" in caplog.text
    assert started.logic.connected


def test_a_volume_of_many_pieces_is_sent_while_the_event_loop_turns(started):
    big = add_volume(np.random.default_rng(1).integers(0, 9, (60, 256, 512)).astype(np.int16))
    started.volume, started.segmentation = big, add_segmentation(big, "a")
    started.ui.volumeSelector.setCurrentNode(big)
    started.ui.segmentationSelector.setCurrentNode(started.segmentation)
    started.ui.connectButton.click()
    started.logic.add_point(world_of(big, 10, 20, 5))
    stand_in.settle(lambda: segment(started).any(), 30)
    assert sum(stand_in.Process.started[0].server.servers[0].pieces) == 60 * 256 * 512 * 2
