"""Finding Java and Samovar, and what is said when they are not there."""

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

JAVA_17 = """openjdk version "17.0.9" 2023-10-17
OpenJDK Runtime Environment Temurin-17.0.9+9 (build 17.0.9+9)
OpenJDK 64-Bit Server VM Temurin-17.0.9+9 (build 17.0.9+9, mixed mode, sharing)
"""
JAVA_21_OPENJ9 = """openjdk version "21.0.2" 2024-01-16 LTS
IBM Semeru Runtime Open Edition 21.0.2.0 (build 21.0.2+13-LTS)
Eclipse OpenJ9 VM 21.0.2.0 (build openj9-0.43.0, JRE 21 Linux amd64-64-Bit Compressed References 20240116_94)
"""
JAVA_25_EARLY = JAVA_17.replace("17.0.9", "25-ea")
JAVA_8 = """java version "1.8.0_391"
Java(TM) SE Runtime Environment (build 1.8.0_391-b13)
Java HotSpot(TM) 64-Bit Server VM (build 25.391-b13, mixed mode)
"""
JAVA_11 = JAVA_17.replace("17.0.9", "11.0.21")
JAVA_17_32_BIT = JAVA_17.replace("64-Bit Server", "Server")
MAC_STUB = "The operation couldn’t be completed. Unable to locate a Java Runtime."

READY = {"ready": True, "protocol": "1.0", "host": "127.0.0.1", "port": 40123, "pid": 77}


@pytest.fixture(autouse=True)
def only_folders_of_the_test(monkeypatch):
    """The usual folders below the user's, which a test can make, and none of this computer."""
    own = {system: tuple(p for p in patterns if p[0] in "~$") for system, patterns in java.USUAL.items()}
    monkeypatch.setattr(java, "USUAL", own)


def program(folder):
    """A Java in a folder that only looks like one."""
    path = folder / "bin" / "java"
    path.parent.mkdir(parents=True)
    path.touch(mode=0o755)
    return path


def samovar(folder):
    """A Samovar folder that only looks like one."""
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "samovar-core-0.1.0.jar").touch()
    (folder / server.JAR).touch()
    return folder


def found(text, **where):
    return java.find_java(environ=where.pop("environ", {}), system="Linux", ask=lambda path: text, **where)


@pytest.mark.parametrize(
    ("text", "version", "fault"),
    [
        (JAVA_17, "17.0.9", ""),
        (JAVA_21_OPENJ9, "21.0.2", ""),
        (JAVA_25_EARLY, "25-ea", ""),
        (JAVA_8, "1.8.0_391", "version 1.8.0_391 is too old"),
        (JAVA_11, "11.0.21", "version 11.0.21 is too old"),
        (JAVA_17_32_BIT, "17.0.9", "version 17.0.9 is for 32 bit"),
        (MAC_STUB, "", "it does not start"),
        ("", "", "it does not start"),
        ('version "?"', "?", "version ? is too old"),
    ],
)
def test_what_java_says_of_itself_is_judged(text, version, fault):
    assert java.judge(text) == (version, fault)


def test_java_is_looked_for_in_this_order(tmp_path):
    places = {
        "setting": program(tmp_path / "set"),
        "Samovar's folder": program(tmp_path / "samovar" / "jre"),
        "JAVA_HOME": program(tmp_path / "home"),
        "PATH": program(tmp_path / "path"),
        "usual folder": program(tmp_path / "user" / ".jdks" / "temurin-21"),
    }
    environ = {
        "JAVA_HOME": str(tmp_path / "home"),
        "PATH": str(tmp_path / "path" / "bin"),
        "HOME": str(tmp_path / "user"),
    }
    setting = str(tmp_path / "set")
    for where, path in places.items():
        taken = found(JAVA_17, setting=setting, folder=tmp_path / "samovar", environ=environ)
        assert isinstance(taken, java.JavaFound)
        assert (taken.where, taken.path) == (where, str(path))
        path.unlink()
        setting = ""


def test_the_newest_of_the_usual_folders_is_taken_first(tmp_path):
    for name in ("jdk-17", "jdk-21"):
        program(tmp_path / ".jdks" / name)
    taken = found(JAVA_17, environ={"HOME": str(tmp_path)})
    assert isinstance(taken, java.JavaFound)
    assert "jdk-21" in taken.path


def test_usual_folders_with_brackets_above_them_are_found(tmp_path):
    home = tmp_path / "user [x] * ?"
    program(home / ".jdks" / "jdk-17")
    assert isinstance(found(JAVA_17, environ={"HOME": str(home)}), java.JavaFound)


def test_the_usual_folders_of_windows_are_those_of_its_variables(tmp_path):
    path = tmp_path / "Eclipse Adoptium" / "jdk-21" / "bin" / "java.exe"
    path.parent.mkdir(parents=True)
    path.touch()
    environ = {"PROGRAMFILES": str(tmp_path), "PATH": ""}
    taken = java.find_java(environ=environ, system="Windows", ask=lambda _: JAVA_17)
    assert isinstance(taken, java.JavaFound)
    assert taken.path == str(path)


def test_a_setting_may_be_the_program_itself(tmp_path):
    path = program(tmp_path)
    assert found(JAVA_17, setting=str(path)) == java.JavaFound(str(path), "17.0.9", "setting")


def test_a_setting_that_is_not_good_is_told_and_nothing_else_taken(tmp_path):
    program(tmp_path / "set")
    program(tmp_path / "home")
    environ = {"JAVA_HOME": str(tmp_path / "home")}
    old = found(JAVA_11, setting=str(tmp_path / "set"), environ=environ)
    assert isinstance(old, java.JavaMissing)
    assert "setting" in old.message
    assert "11.0.21 is too old" in old.message

    gone = found(JAVA_17, setting=str(tmp_path / "gone"), environ=environ)
    assert isinstance(gone, java.JavaMissing)
    assert "is not there" in gone.message


def test_all_that_was_found_is_told_when_nothing_of_it_will_do(tmp_path):
    program(tmp_path / "home")
    program(tmp_path / "user" / ".jdks" / "old")
    environ = {"JAVA_HOME": str(tmp_path / "home"), "HOME": str(tmp_path / "user")}
    missing = found(JAVA_17_32_BIT, environ=environ)
    assert isinstance(missing, java.JavaMissing)
    assert missing.message.count("32 bit") == len(missing.seen) >= 2
    assert "adoptium" in missing.hint


def test_no_java_at_all_is_told():
    missing = java.find_java(environ={}, system="Plan 9", ask=lambda _: "")
    assert isinstance(missing, java.JavaMissing)
    assert missing.message == "Samovar needs a 64-bit Java 17 or newer, and no Java was found."


def test_an_older_java_before_a_newer_one_is_passed_over(tmp_path):
    old, new = program(tmp_path / "old"), program(tmp_path / "new")
    environ = {"JAVA_HOME": str(tmp_path / "old"), "PATH": str(new.parent)}
    taken = java.find_java(environ=environ, system="Linux", ask=lambda path: JAVA_8 if path == str(old) else JAVA_17)
    assert isinstance(taken, java.JavaFound)
    assert taken.path == str(new)


def test_the_stub_of_macos_is_not_run():
    asked = []
    java.find_java(environ={"PATH": "/usr/bin"}, system="Darwin", ask=lambda path: asked.append(path) or "")
    assert "/usr/bin/java" not in asked


def test_a_program_that_is_no_java_does_not_start(tmp_path):
    path = tmp_path / "java"
    path.write_text("#!/bin/sh\necho no such thing; exit 3\n")
    path.chmod(0o755)
    missing = java.find_java(str(path))
    assert isinstance(missing, java.JavaMissing)
    assert "does not start" in missing.message


def test_what_is_slicers_is_not_inherited():
    startup = {
        "PATH": "/usr/bin",
        "HOME": "/home/u",
        "LANG": "de_DE.UTF-8",
        "SLICER_HOME": "/opt/Slicer",
        "LD_LIBRARY_PATH": "/opt/Slicer/lib",
        "DYLD_LIBRARY_PATH": "/opt/Slicer/lib",
        "PYTHONHOME": "/opt/Slicer/lib/Python",
        "PYTHONPATH": "/opt/Slicer/bin/Python",
        "CLASSPATH": "other.jar",
    }
    before = dict(startup)
    result = java.environment(startup, "Linux")
    assert startup == before
    added = {"OPT_OUT_TRACKING": "true", "GOMP_SPINCOUNT": "10000"}
    kept = {name: startup[name] for name in ("PATH", "HOME", "LANG", "SLICER_HOME")}
    assert result == {**kept, **added}


def test_library_paths_of_the_user_are_kept_outside_of_slicer():
    result = java.environment({"LD_LIBRARY_PATH": "/usr/local/cuda/lib64", "GOMP_SPINCOUNT": "5"}, "Darwin")
    assert result == {"LD_LIBRARY_PATH": "/usr/local/cuda/lib64", "GOMP_SPINCOUNT": "5", "OPT_OUT_TRACKING": "true"}


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ({}, "C.UTF-8"),
        ({"LANG": "C"}, "C.UTF-8"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "POSIX"}, "C.UTF-8"),
        ({"LANG": "C", "LC_ALL": "de_DE.utf8"}, "de_DE.utf8"),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, None),
    ],
)
def test_java_can_read_names_in_all_letters_on_linux(setting, expected):
    assert java.environment(setting, "Linux").get("LC_ALL") == expected


def test_the_command_is_whole(tmp_path):
    home = samovar(tmp_path / "Übung mit Leerzeichen")
    environ = {"SAMOVAR_JAVA_OPTS": "-Xmx3g '-Da=b c'", "LANG": "C.UTF-8"}
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
        "-Da=b c",
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
