"""Finding Java, and what is said where there is none that will do."""

import pytest
from SamovarLib import java

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
