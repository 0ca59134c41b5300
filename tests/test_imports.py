"""Imports point down, as DESIGN draws them, and the door opens without anything heavy."""

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "courselint"
# High to low: a module imports what stands on its own line or on a lower one.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("commands",),
    ("console",),
    ("engine", "fixrounds", "pagetest", "report"),
    ("examination",),
    ("coursewords", "diagnosing", "projects"),
    ("wordfile",),
    ("catalogue", "config", "coursefiles", "workspace", "suppress", "placing", "fix", "writing"),
    ("checks", "analysis", "sources", "spelling", "grammar"),
    ("model", "rawjson"),
)
HEIGHT = {name: -depth for depth, names in enumerate(LAYERS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part(module: str) -> str:
    """The part of the package that a module belongs to: `courselint.sources.quizzes.gift` is of `sources`."""
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> set[str]:
    """The modules of ours that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return {name for name in found if name.split(".")[0] == "courselint"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path):
    relative = path.relative_to(PACKAGE)
    own = relative.parts[0].removesuffix(".py")
    if own == "__init__":
        assert imports(path) == set()
        return
    assert own in HEIGHT, f"{own} has no place in the drawing"
    for imported in imports(path):
        other = part(imported)
        if other.startswith("__") and other != "__main__":
            continue  # the version
        assert HEIGHT[other] <= HEIGHT[own], f"{relative} imports {imported}, which stands above it"
        if own in ("checks", "analysis"):
            assert other != "checks" or imported == "courselint.checks", f"{relative} imports another check"


def test_the_model_stands_on_the_standard_library():
    for path in (*(PACKAGE / "model").glob("*.py"), PACKAGE / "rawjson.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        roots = {
            (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else node.names[0].name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        assert roots - {"courselint"} <= sys.stdlib_module_names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_rim_reads_files_and_prints(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    if own not in ("console", "__main__"):
        assert "print" not in called
    if own in ("checks", "sources", "analysis", "model", "rawjson", "placing", "suppress"):
        assert not called & {"open", "read_text", "read_bytes", "write_text"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


def test_the_version_is_answered_before_anything_heavy_is_imported():
    done = run("-X", "importtime", "-m", "courselint", "--version")
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert done.stdout.startswith("courselint ")
    assert "courselint" in imported
    assert not imported & {"typer", "click", "rich", "msgspec", "nbformat", "yaml", "pathspec", "ast", "json"}


@pytest.mark.slow
def test_the_version_takes_at_most_twice_what_python_takes():
    best = {"--version": 9.0, "pass": 9.0}
    # By turns, so that a busy machine is as unfair to the one as to the other.
    for _ in range(40):
        for name, arguments in (("pass", ("-c", "pass")), ("--version", ("-m", "courselint", "--version"))):
            start = time.perf_counter()
            run(*arguments)
            best[name] = min(best[name], time.perf_counter() - start)
    assert best["--version"] <= 2 * best["pass"]
