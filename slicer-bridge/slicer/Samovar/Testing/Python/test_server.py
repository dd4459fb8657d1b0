"""Starting Samovar, and what is said when it is not there."""

import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys

import pytest
from SamovarLib import java, server
from SamovarLib.client import Client
from SamovarLib.errors import BridgeError
from test_java import JAVA_17, program

READY = {"ready": True, "protocol": "1.0", "host": "127.0.0.1", "port": 40123, "pid": 77}


def samovar(folder):
    """A Samovar folder that only looks like one."""
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "samovar-core-0.1.0.jar").touch()
    (folder / server.JAR).touch()
    return folder


def test_the_command_is_whole(tmp_path):
    home = samovar(tmp_path / "Übung mit Leerzeichen")
    environ = {"SAMOVAR_JAVA_OPTS": "-Xmx3g  -Da=b", "LANG": "C.UTF-8"}
    launch = server.launch(home, java.JavaFound("/jdk/bin/java", "17", "PATH"), environ)
    assert launch.command == [
        "/jdk/bin/java",
        "-XX:MaxRAMPercentage=50",
        "-Djava.awt.headless=true",
        "-Dai.djl.offline=true",
        "-Dfile.encoding=UTF-8",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx3g",
        "-Da=b",
        "-cp",
        f"{home}/samovar-bridge.jar{os.pathsep}{home}/lib/*",
        "org.samovar.cli.Main",
        "serve",
        "--stdin",
    ]
    assert launch.environment["LANG"] == "C.UTF-8"


def test_a_clone_that_was_built_is_a_samovar_folder(tmp_path):
    samovar(tmp_path / "slicer-bridge" / "target")
    launch = server.launch(tmp_path, java.JavaFound("java", "17", "PATH"), {})
    assert f"{tmp_path}/slicer-bridge/target/samovar-bridge.jar" in " ".join(launch.command)


def refused(folder):
    with pytest.raises(BridgeError) as error:
        server.launch(folder, java.JavaFound("java", "17", "PATH"), {})
    assert error.value.code == "NO_SERVER"
    return error.value


def test_a_folder_without_samovar_is_told(tmp_path):
    assert str(tmp_path) in refused(tmp_path).message
    assert "samovar-bridge.jar" in refused(tmp_path / "not there").hint


def test_a_clone_that_was_not_built_is_told_how_to_be(tmp_path):
    (tmp_path / "slicer-bridge").mkdir()
    (tmp_path / "slicer-bridge" / "pom.xml").touch()
    assert "mvn" in refused(tmp_path).hint


def test_a_folder_without_its_libraries_is_not_whole(tmp_path):
    shutil.rmtree(samovar(tmp_path / "s") / "lib")
    assert "not whole" in refused(tmp_path / "s").message


@pytest.mark.skipif(os.name != "posix", reason="a name of a file cannot have this letter there")
def test_a_folder_that_java_cannot_name_is_told(tmp_path):
    assert "Rename" in refused(samovar(tmp_path / "a:b")).hint


def test_the_ready_line_says_where_the_server_is():
    assert server.parse_ready(json.dumps(READY) + "\n") == server.Address("127.0.0.1", 40123, 77)


@pytest.mark.parametrize(
    "change",
    [
        {"ready": False},
        {"host": "192.168.1.7"},
        {"host": "127.0.0.1.example.org"},
        {"host": None},
        {"port": "40123"},
        {"port": 0},
        {"port": True},
        {"pid": -1},
    ],
    ids=str,
)
def test_another_line_is_refused(change):
    with pytest.raises(BridgeError) as error:
        server.parse_ready(json.dumps({**READY, **change}))
    assert error.value.code == "NO_SERVER"


@pytest.mark.parametrize("line", ["", "{}", "[1]", "Picked up JAVA_TOOL_OPTIONS: -Dx", "{" * 5000])
def test_a_line_that_is_none_is_refused(line):
    with pytest.raises(BridgeError):
        server.parse_ready(line)


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("Error: Could not find or load main class org.samovar.cli.Main", "Latin letters"),
        ("java.lang.UnsupportedClassVersionError: org/samovar/cli/Main", "newer Java"),
        ("Error occurred during initialization of VM\nCould not reserve enough space for object heap", "free memory"),
        ("samovar: The weights are broken.\n\n", "The weights are broken."),
        ("", "said nothing"),
    ],
)
def test_why_a_server_did_not_start_is_told(log, words):
    assert words in str(server.not_started(log))


@pytest.mark.parametrize(
    ("environ", "system", "folder"),
    [
        ({"SAMOVAR_HOME": "/s", "HOME": "/h"}, "Linux", "/s"),
        ({"HOME": "/h"}, "Linux", "/h/.local/share/samovar"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/x"}, "Linux", "/x/samovar"),
        ({"HOME": "/h"}, "Darwin", "/h/Library/Application Support/Samovar"),
        ({"LOCALAPPDATA": "/l", "USERPROFILE": "/u"}, "Windows", "/l/Samovar"),
        ({"USERPROFILE": "/u"}, "Windows", "/u/AppData/Local/Samovar"),
    ],
)
def test_the_data_folder_is_the_servers(environ, system, folder):
    assert server.data_folder(environ, system) == pathlib.Path(folder)


def announce(data, pid, age=0, mode=0o600, **change):
    path = data / "bridge" / f"bridge-{pid}.json"
    path.parent.mkdir(exist_ok=True)
    said = {"protocol": "1.0", "host": "127.0.0.1", "port": 1000 + pid, "pid": pid, "token": "ab" * 32, **change}
    path.write_text(json.dumps(said))
    path.chmod(mode)
    os.utime(path, (10_000 - age, 10_000 - age))
    return path


def test_announced_servers_are_found_the_newest_first(tmp_path):
    announce(tmp_path, 1, age=9)
    announce(tmp_path, 2, age=1)
    announce(tmp_path, 3, age=5)
    found = server.announced(tmp_path)
    assert [one.pid for one in found] == [2, 3, 1]
    assert found[0] == server.Announced("127.0.0.1", 1002, 2, bytes.fromhex("ab" * 32))


def test_announcements_that_are_none_are_passed_over(tmp_path):
    assert server.announced(tmp_path) == []
    announce(tmp_path, 1, host="10.0.0.1")
    announce(tmp_path, 2, token="zz")
    announce(tmp_path, 3, token=None)
    announce(tmp_path, 4, more=" " * 100_000)
    announce(tmp_path, 5).write_bytes(b"\xff\xfe")
    (tmp_path / "bridge" / "bridge-6.json").mkdir()
    assert server.announced(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are another matter there")
@pytest.mark.parametrize("mode", [0o644, 0o620, 0o666])
def test_announcements_that_others_could_read_or_write_are_passed_over(tmp_path, mode):
    announce(tmp_path, 1, mode=mode)
    assert server.announced(tmp_path) == []


def test_nobody_there_is_told(tmp_path):
    announce(tmp_path, 1)
    with pytest.raises(BridgeError) as error:
        Client.local(tmp_path)
    assert error.value.code == "NO_SERVER"
    assert "samovar serve" in error.value.hint


def test_the_doctors_report_says_all_and_no_token(tmp_path):
    good = server.doctor(
        java.JavaFound("/j", "17.0.9", "PATH"), samovar(tmp_path), "ready", ["engine 2.7.1"], ["Slicer 5.8"]
    )
    assert "Java: 17.0.9, /j (PATH)" in good
    assert "  engine 2.7.1" in good
    assert "Slicer 5.8" in good

    bad = server.doctor(java.JavaMissing("No Java.", seen=("/old: too old",)), "", "none")
    assert "  /old: too old" in bad
    assert "Folder: not set" in bad

    wrong = server.doctor(java.JavaFound("/j", "17.0.9", "PATH"), tmp_path / "empty", "none")
    assert "There is no samovar-bridge.jar" in wrong


def fake_java(tmp_path, script):
    """A Samovar folder with a Java in it that is a script."""
    home = samovar(tmp_path / "Übung mit Leerzeichen")
    path = program(home / "jre")
    path.write_text(
        f"#!{sys.executable}\nimport sys\nif '-version' in sys.argv:\n    sys.exit('''{JAVA_17}''')\n{script}"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return home


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
def test_a_server_that_ends_at_once_is_told_with_its_words(tmp_path):
    home = fake_java(tmp_path, "sys.exit('samovar: The port is taken.')")
    with pytest.raises(BridgeError) as error:
        Client.start(home)
    assert "The port is taken." in error.value.message


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
def test_a_server_is_started_with_its_token_and_ends_with_the_client(tmp_path):
    here = pathlib.Path(__file__).parent
    script = f"""
import os
sys.path[:0] = {[str(here), str(here.parents[1])]}
import fake_server, json
token = bytes.fromhex(sys.stdin.readline())
running = fake_server.Running(fake_server.Habits(token=token))
print(json.dumps({{**{READY}, "port": running.port, "pid": os.getpid()}}), flush=True)
sys.stdin.read()
open({str(tmp_path / "ended")!r}, "w").close()
"""
    with Client.start(fake_java(tmp_path, script)) as client:
        assert client.call("models").meta["default"] == "fake"
    assert (tmp_path / "ended").exists()


def test_the_clients_parts_need_numpy_alone():
    code = (
        "import sys, SamovarLib.client; "
        "sys.exit(','.join(m for m in ('slicer', 'vtk', 'qt', 'ctk') if m in sys.modules) or None)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=pathlib.Path(server.__file__).parents[1], check=True)
