"""The lock file is strict: what it names can only be a jar in its place, and nothing stands in it twice."""

import pytest

from courselint.grammar.lockfile import Artifact, LockError, parse, render, shipped

DIGEST = "0b1fb99db605955de904d8e61782a53dddbadd12619a0cf37dd88b5d14a61957"
LINE = f"org.languagetool:language-en:6.8 2844558 {DIGEST}"


def test_a_line_is_an_artifact():
    (read,) = parse(f"# a heading\n\n{LINE}\n")
    assert read == Artifact("org.languagetool", "language-en", "6.8", 2844558, DIGEST)
    assert read.path == "org/languagetool/language-en/6.8/language-en-6.8.jar"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing but a heading",
        LINE.replace("6.8", ".."),
        LINE.replace("language-en", "../../tools"),
        LINE.replace("org.languagetool", "org//languagetool"),
        LINE.replace(DIGEST, DIGEST[:-1]),
        LINE.replace(DIGEST, DIGEST.upper()),
        LINE.replace("2844558", "-1"),
        f"{LINE} more",
        f"{LINE}\n{LINE}",
        f"{LINE}\n{LINE.replace('org.languagetool', 'org.other')}",
    ],
)
def test_what_is_no_lock_is_refused(text):
    with pytest.raises(LockError):
        parse(text)


def test_a_lock_is_read_as_it_was_written():
    assert set(parse(render(shipped(), "Two\nlines."))) == set(shipped())


def test_the_shipped_lock_is_english_without_the_dictionaries_of_its_neighbours():
    names = {each.name for each in shipped()}
    assert {"languagetool-server", "language-en", "english-pos-dict", "language-es", "language-ca"} <= names
    assert not names & {"language-de", "language-all", "spanish-pos-dict", "catalan-pos-dict", "portuguese-pos-dict"}
    assert 80e6 < sum(each.size for each in shipped()) < 90e6
