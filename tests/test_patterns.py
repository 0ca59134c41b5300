"""No pattern of ours takes exponential time on any repeated piece: files are hostile input."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping

import pytest

import courselint

PIECES = [
    *"1a_ \t\n[({<$`*\\\"'%#=~|&:.-+q", "1,", "1, ", "1.", "1.1 ", "a.", "a b ", "- ", "a-", "a'", "%d", "{}",
    "&a", "<a ", "<!--", "[a](", "](", "e1", "0x", "- [ ] ", "a,\n", "1\n", "A. b\n", "np.a(", "not ", "x = ", "the ",
    "::", "==",
]  # fmt: skip
BEFORE = ["", "[", "f(", '"', "(", "- "]
AFTER = ["", "!", "]"]
# What doubles with every few characters is far above this at the longest; what is cubic stays below.
LENGTHS = (16, 20, 24, 28)
LONGEST_SECONDS = 0.1


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(courselint.__path__, "courselint."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            members = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
            yield from (
                (f"{module.name}.{name}", each)
                for each in members
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str)
            )


ALL = list({id(pattern): (name, pattern) for name, pattern in patterns()}.values())


@pytest.mark.parametrize("pattern", [pattern for _, pattern in ALL], ids=[name for name, _ in ALL])
def test_pattern_takes_no_exponential_time(pattern):
    for length in LENGTHS:
        for piece in PIECES:
            for before in BEFORE:
                for after in AFTER:
                    text = before + piece * (length // len(piece)) + after
                    start = time.process_time()
                    pattern.match(text)
                    pattern.fullmatch(text)
                    pattern.search(text)
                    assert time.process_time() - start < LONGEST_SECONDS, text


def test_an_exponential_pattern_would_be_found():
    with pytest.raises(AssertionError):
        test_pattern_takes_no_exponential_time(re.compile(r"\[(?:-?\d+[, ]*){1,40}\]"))
