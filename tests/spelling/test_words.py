"""What counts as a word to check, and that its span is where it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courselint.model import is_placeholder
from courselint.spelling.words import identifier_parts, is_mentioned, starts_sentence, words


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Solve for the eigenvalues.", "Solve for the eigenvalues"),
        ("Don't, don’t and l'Hôpital", "Don't don’t and l'Hôpital"),
        ("the learner's and the learners' marks", "the learner and the learners marks"),
        ("a well-known re-ranking step", "well known re ranking step"),
        ("cafe\u0301 and na\u00efve co\u00adsine", "cafe\u0301 and na\u00efve co\u00adsine"),
        ("and/or, train/test split", "and or train test split"),
        ("It ends here.Next it begins", "It ends here Next it begins"),
        ("emphasis _here_ and **there**", "emphasis here and there"),
        ("the function(s) that", "the function(s) that".replace("(s)", "")),
        ("汉字 и слова", "汉字 слова"),
        ("the ﬁrst eﬃcient ｗｉｄｔｈ", "the ﬁrst eﬃcient ｗｉｄｔｈ"),
        ("mother-in-law's rock’n’roll, y'all canʼt", "mother in law rock’n’roll y'all canʼt"),
        ("en–dash, em—dash, ellipsis…next", "en dash em dash ellipsis next"),
        ("a\u2011priori and no\u00a0break", "priori and no break"),
    ],
)
def test_prose_is_split_into_words(prose: str, expected: str) -> None:
    assert [word.text for word in words(prose)] == expected.split()


@pytest.mark.parametrize(
    "piece",
    [
        "https://example.org/lenght", "www.lenght.org", "mail.lenght@uni.edu", "@lenght", "#lenght", "\\lenght",
        "&lenght;",
        "np.lenght", "lenght.csv", ".lenght", "*.lenght", "data/lenght/x", "./lenght",
        "/usr/lenght", "C:\\lenght", "lenght()", "f(lenght)",
        "x_lenght", "lenght2", "setLenght", "--lenght", "lenght=3", "{lenght}", "<lenght>", ":lenght:", "__lenght__",
        "**l**enght", "l\u200benght", "len\u2060ght", "\ue000lenght", "lenght\ue001", "LENGHTs",
    ],
)  # fmt: skip
def test_what_is_no_prose_is_no_word(piece: str) -> None:
    assert [word.text for word in words(f"see {piece} there")] == ["see", "there"]


@given(st.text(max_size=80))
def test_a_word_begins_and_ends_where_letters_do(prose: str) -> None:
    for word in words(prose):
        assert not prose[word.start - 1 : word.start].isalpha()
        assert not prose[word.span.end : word.span.end + 1].isalpha()


@given(st.characters(), st.characters())
def test_a_sign_beside_a_word_never_cuts_it(before: str, after: str) -> None:
    prose = f"an {before}eigenvalue{after} of"
    pieces = {word.text for word in words(prose)} - {"an", "of"}
    assert not pieces or any("eigenvalue" in piece for piece in pieces)


@given(st.text(alphabet=st.sampled_from("aBé\u0301 '’-_.,/\\@#(){}<>:=*~3\n\ue000\u00ad汉"), max_size=60))
def test_span_reproduces_the_word_and_spans_never_overlap(prose: str) -> None:
    end = 0
    for word in words(prose):
        assert word.text == prose[word.span.start : word.span.end]
        assert word.span.start >= end
        assert not any(map(is_placeholder, word.text))
        end = word.span.end


@pytest.mark.parametrize(
    "unit",
    ["a", "a.", "a-", "a'", "a/", "a@", "_a", "aA", "a(", "{a", "<a", ":a", "a=", "é\u0301", "*a", "\ue000a", "--a"],
)
def test_hostile_input_is_read_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        for _ in words(unit * (size // len(unit))):
            pass
        return time.process_time() - started

    assert min(seconds(80_000) for _ in range(3)) < 2


@pytest.mark.parametrize(
    ("before", "starts"),
    [
        ("", True), ("It ends. ", True), ("It ends.\n", True), ("a heading\n\n", True), ("- ", True), ("1. ", True),
        ("a list\n* ", True), ("so: ", True), ("| a | ", True), ("**", True), ("- [ ] ", True), ("# ", True),
        ("the ", False), ("the\n", False), ("by S. ", False), ("Al-", False), ("et al. ", False), ("\ue000 ", False),
        ("see [", False),
    ],
)  # fmt: skip
def test_sentence_starts(before: str, starts: bool) -> None:
    assert starts_sentence(before + "Word", len(before)) is starts


@pytest.mark.parametrize(
    ("prose", "mentioned"),
    [('the value "lenght" is', True), ("the value ‘lenght’ is", True), ('he said "the lenght is"', False)],
)
def test_a_word_alone_in_quotes_is_mentioned(prose: str, mentioned: bool) -> None:
    (word,) = [word for word in words(prose) if word.text == "lenght"]
    assert is_mentioned(prose, word.span) is mentioned


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("x_train", ["x_train", "train"]),
        ("trainTestSplit", ["traintestsplit", "train", "test", "split"]),
        ("HTMLParser2", ["htmlparser2", "html", "parser"]),
        ("_softmax", ["softmax"]),
        ("relu", ["relu"]),
    ],
)
def test_identifiers_give_their_parts(name: str, parts: list[str]) -> None:
    assert list(identifier_parts(name)) == parts
