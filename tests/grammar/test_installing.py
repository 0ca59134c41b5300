"""LanguageTool is installed whole or not at all, whatever the network, the disk and the neighbours do."""

import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from courselint.grammar.downloading import Patience
from courselint.grammar.installation import find_jar, has_client
from courselint.grammar.installing import NotInstalled, Outcome, install
from courselint.grammar.layout import condition, manifest
from courselint.grammar.lockfile import render
from courselint.grammar.repositories import Folder, NotFetched, Repository, Source
from tests.conftest import ROOT, missing
from tests.grammar.mavenlike import (
    JARS,
    LOCK,
    Maven,
    fill,
    hung_up,
    other_bytes,
    repository,
    status,
    too_long,
    truncated,
    whole,
)

HASTE = Patience(tries=3, pause=0.01, start=5)


@pytest.fixture
def tools(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "tools"
    monkeypatch.setenv("LTP_PATH", str(folder))
    return folder


@pytest.fixture
def maven():
    with repository() as running:
        yield running


def run(source: Source, patience: Patience = HASTE, **more) -> Outcome:
    return install(source, artifacts=LOCK, patience=patience, **more)


def visible(folder: Path) -> list[str]:
    """What language-tool-python could take for an installation."""
    return sorted(path.name for path in folder.glob("LanguageTool*")) if folder.exists() else []


def assert_whole(tools: Path) -> None:
    assert visible(tools) == ["LanguageTool-6.8"]
    home = tools / "LanguageTool-6.8"
    assert condition(home, LOCK).is_good
    assert {path.name for path in (home / "libs").iterdir()} == {each.file_name for each in LOCK}
    assert not [path for path in tools.iterdir() if path.name.endswith((".partial", ".before"))]


def test_what_is_installed_is_what_languagetool_python_looks_for(tools, maven):
    outcome = run(Repository(maven.url))
    assert outcome == Outcome(tools / "LanguageTool-6.8", is_new=True)
    assert_whole(tools)
    assert find_jar() == tools / "LanguageTool-6.8" / "languagetool-server.jar"
    if not has_client():
        missing("language-tool-python")
    from language_tool_python.download_lt import LocalLanguageTool

    assert [each.version_name for each in LocalLanguageTool.get_installed_versions()] == ["6.8"]
    assert LocalLanguageTool.from_version_name("6.8").get_jar_path() == find_jar()


def test_the_starter_names_every_jar_in_lines_that_java_reads(tools, maven):
    run(Repository(maven.url))
    text = zipfile.ZipFile(find_jar()).read("META-INF/MANIFEST.MF").decode()
    assert text == manifest(LOCK)
    assert all(len(line.encode()) <= 72 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    (named,) = [line for line in unfolded.split("\r\n") if line.startswith("Class-Path: ")]
    paths = named.removeprefix("Class-Path: ").split(" ")
    assert [find_jar().parent / path for path in paths if (find_jar().parent / path).is_file()]
    assert len(paths) == len(LOCK)


@pytest.mark.parametrize("slash", ["", "/", "//"])
def test_a_mirror_is_named_with_or_without_its_last_slash(tools, maven, slash):
    run(Repository(maven.url + slash))
    assert_whole(tools)


def test_a_repository_may_be_a_folder_of_this_machine(tools, tmp_path):
    run(Repository(fill(tmp_path / "my mirror").as_uri().replace("%20", " ")))
    assert_whole(tools)


@pytest.mark.parametrize("is_flat", [True, False])
def test_from_takes_jars_side_by_side_or_as_maven_keeps_them(tools, tmp_path, is_flat):
    run(Folder(fill(tmp_path / "jars", is_flat=is_flat)))
    assert_whole(tools)


def test_from_an_incomplete_folder_names_the_jar_that_is_missing(tools, tmp_path):
    jars = fill(tmp_path / "jars", is_flat=True)
    (jars / LOCK[3].file_name).unlink()
    with pytest.raises(NotInstalled, match=f"has no {LOCK[3].file_name}"):
        run(Folder(jars))
    assert visible(tools) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (other_bytes, "its SHA-256 is not the one of the lock file"),
        (too_long, "more than the .* bytes that the lock file says"),
        (status(404), "404 Not Found"),
        (status(403), "403 Forbidden"),
    ],
)
def test_what_is_wrong_for_good_is_told_at_once(tools, maven, fault, said):
    maven.faults["english"] = [fault] * 9
    with pytest.raises(NotInstalled, match=f"english-1.0.jar: {said}"):
        run(Repository(maven.url))
    assert maven.asked["english"] == 1
    assert visible(tools) == []
    assert find_jar() is None


@pytest.mark.parametrize("fault", [truncated, hung_up, status(500), status(503), status(429)])
def test_what_may_pass_is_tried_again(tools, maven, fault):
    maven.faults["english"] = [fault, fault]
    done = []
    run(Repository(maven.url), told=done.append)
    assert_whole(tools)
    assert maven.asked["english"] == 3
    assert sum(done) == sum(each.size for each in LOCK)


@pytest.mark.parametrize(
    ("fault", "said"), [(truncated, "ended after 1,000 of"), (hung_up, "Remote end closed"), (status(503), "503")]
)
def test_what_does_not_pass_is_told_after_three_tries(tools, maven, fault, said):
    maven.faults["english"] = [fault] * 9
    with pytest.raises(NotInstalled, match=rf"english-1.0.jar.*{said}.*\(tried 3 times\)"):
        run(Repository(maven.url))
    assert visible(tools) == []


def test_a_drip_comes_to_an_end(tools, maven):
    def drip(handler, data):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        for at in range(len(data)):
            handler.wfile.write(data[at : at + 1])
            time.sleep(0.05)

    maven.faults["english"] = [drip] * 9
    start = time.monotonic()
    with pytest.raises(NotInstalled, match=r"english-1\.0\.jar: too slow"):
        run(Repository(maven.url), Patience(tries=2, pause=0.01, start=0.3, bytes_a_second=1_000_000))
    assert time.monotonic() - start < 10


def test_silence_comes_to_an_end(tools, maven):
    is_over = threading.Event()
    maven.faults["english"] = [lambda handler, data: is_over.wait(20)] * 9
    start = time.monotonic()
    with pytest.raises(NotInstalled, match=r"english-1\.0\.jar.*timed out"):
        run(Repository(maven.url, silence=0.3), Patience(tries=2, pause=0.01))
    is_over.set()
    assert time.monotonic() - start < 10


def test_a_repository_that_is_not_there_is_named(tools):
    with pytest.raises(NotInstalled, match=r"http://127\.0\.0\.1:9/maven2/.*refused"):
        run(Repository("http://127.0.0.1:9/maven2"))


@pytest.mark.parametrize("url", ["", "maven2", "ftp://127.0.0.1/maven2", "https://", "https://me:secret@host/maven2"])
def test_what_is_no_repository_is_refused_and_no_password_shown(url):
    with pytest.raises(NotFetched) as refused:
        Repository(url)
    assert "secret" not in str(refused.value)


def test_a_second_run_takes_over_what_the_first_one_had(tools, maven):
    maven.faults["text"] = [status(404)]
    with pytest.raises(NotInstalled):
        run(Repository(maven.url))
    kept = {path.name for path in (tools / ".LanguageTool-6.8.partial" / "libs").iterdir()}
    run(Repository(maven.url))
    assert_whole(tools)
    assert all(maven.asked[each.name] == 1 for each in LOCK if each.file_name in kept)


def test_what_a_killed_run_left_is_looked_at_and_not_believed(tools, maven):
    libraries = tools / ".LanguageTool-6.8.partial" / "libs"
    libraries.mkdir(parents=True)
    (libraries / LOCK[0].file_name).write_bytes(JARS[LOCK[0].name][:-5])
    (libraries / LOCK[1].file_name).write_bytes(other := bytes(LOCK[1].size))
    (libraries / f"{LOCK[2].file_name}.x7.part").write_bytes(other)
    run(Repository(maven.url))
    assert_whole(tools)


def test_one_that_is_there_and_whole_stays(tools, maven):
    run(Repository(maven.url))
    maven.asked.clear()
    assert run(Repository(maven.url)) == Outcome(tools / "LanguageTool-6.8", is_new=False)
    assert not maven.asked


@pytest.mark.parametrize("damage", ["libs/english-1.0.jar", "languagetool-server.jar", "installed.lock"])
def test_a_damaged_one_is_replaced(tools, maven, damage):
    home = run(Repository(maven.url)).home
    (home / damage).unlink() if damage.endswith("server.jar") else (home / damage).write_bytes(b"PK")
    assert not condition(home, LOCK).is_good
    assert run(Repository(maven.url)).is_new
    assert_whole(tools)


def test_one_of_languagetool_pythons_own_stays_unless_forced(tools, maven):
    home = tools / "LanguageTool-6.8"
    (home / "libs").mkdir(parents=True)
    (home / "languagetool-server.jar").write_bytes(b"PK theirs")
    assert run(Repository(maven.url)) == Outcome(home, is_new=False, is_ours=False)
    assert run(Repository(maven.url), is_forced=True).is_new
    assert_whole(tools)


def test_a_file_or_a_link_where_the_folder_belongs_makes_way(tools, maven, tmp_path):
    tools.mkdir()
    home = tools / "LanguageTool-6.8"
    home.write_bytes(b"not a folder")
    run(Repository(maven.url))
    assert_whole(tools)
    elsewhere = home.rename(tmp_path / "elsewhere")
    home.symlink_to(elsewhere)
    run(Repository(maven.url), is_forced=True)
    assert_whole(tools)
    assert not home.is_symlink()
    assert condition(elsewhere, LOCK).is_good


def test_a_failed_forced_install_leaves_the_old_one(tools, maven):
    run(Repository(maven.url))
    maven.faults["english"] = [other_bytes]
    with pytest.raises(NotInstalled):
        run(Repository(maven.url), is_forced=True)
    assert condition(tools / "LanguageTool-6.8", LOCK).is_good


def test_two_at_once_do_the_work_once(tools, maven):
    is_waiting = threading.Event()

    def slow(handler, data):
        is_waiting.wait(10)
        whole(handler, data)

    maven.faults["english"] = [slow]
    with ThreadPoolExecutor(2) as runs:
        both = [runs.submit(run, Repository(maven.url), waits=is_waiting.set) for _ in range(2)]
        outcomes = [each.result(timeout=30) for each in both]
    assert sorted(each.is_new for each in outcomes) == [False, True]
    assert set(maven.asked.values()) == {1}
    assert_whole(tools)


CHILD = """
import sys
from pathlib import Path
from courselint.grammar import installing, lockfile, repositories
installing.install(repositories.Repository(sys.argv[1]), artifacts=lockfile.parse(Path(sys.argv[2]).read_text()))
"""


def child(maven: Maven, tmp_path: Path, before: str = "") -> subprocess.Popen[str]:
    """An install in a process of its own."""
    lock = tmp_path / "test.lock"
    lock.write_text(render(LOCK, "A test's own."), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-c", before + CHILD, maven.url, str(lock)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_an_install_that_was_ended_leaves_nothing_half_and_holds_up_nobody(tools, maven, tmp_path, how):
    is_asked, is_over = threading.Event(), threading.Event()

    def hold(handler, data):
        whole(handler, data[:2000], len(data))
        handler.wfile.flush()
        is_asked.set()
        is_over.wait(2)

    maven.faults["english"] = [hold]
    running = child(maven, tmp_path)
    assert is_asked.wait(20)
    running.send_signal(getattr(signal, how))
    running.communicate(timeout=20)
    is_over.set()
    assert visible(tools) == []
    assert find_jar() is None
    run(Repository(maven.url))
    assert_whole(tools)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits of this kind")
def test_a_full_disk_is_told_and_nothing_is_installed(tools, maven, tmp_path):
    # A limit on the size of files fails as a full disk does, at a write.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
    running = child(maven, tmp_path, limit)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 1
    assert "NotInstalled: " in said
    assert "nothing was installed" in said
    assert visible(tools) == []


def test_a_disk_that_is_too_small_is_told_before_anything_is_fetched(tools, maven):
    huge = (*LOCK[:-1], LOCK[-1].__class__("org.example", "huge", "1.0", 9_000_000_000_000_000, LOCK[-1].sha256))
    with pytest.raises(NotInstalled, match=r"needs \d+ MB, \d+ MB are free; make room, or set LTP_PATH"):
        install(Repository(maven.url), artifacts=huge)
    assert not maven.asked


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_is_told(tools, maven):
    tools.mkdir()
    tools.chmod(0o500)
    with pytest.raises(NotInstalled, match="permission denied; set LTP_PATH to a folder that you may write to"):
        run(Repository(maven.url))


def test_a_file_in_the_way_is_told(tools, maven):
    tools.write_text("not a folder", encoding="utf-8")
    with pytest.raises(NotInstalled, match="file exists; set LTP_PATH to a folder that you may write to"):
        run(Repository(maven.url))
