"""What LanguageTool is sent maps back to the prose character by character."""

import time

import pytest

from courselint.grammar.wire import MOST_IN_A_BATCH, STAND_IN, Batch, batches, sentences

MIXED = (
    "The \U0001f600 mean of \ue000 e\u0301 is 3.5, e.g. here\r\n  and 𝒙̂ there. "
    "Dr. A. Turing asked “why?”  So did\tI.\n\n"
    "- an item: \ue001 \ue002, (\ue003) non-\ue004ve\n- " + "w" * 70 + " and ____ end"
)


def sent(prose):
    return [sentence.sent for sentence in sentences(prose)]


def units(text):
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("We fit a line. Then we test it.", ["We fit a line.", "Then we test it."]),
        ("Use 0.05, i.e. one in twenty. Why? Because!", ["Use 0.05, i.e. one in twenty.", "Why?", "Because!"]),
        (
            "See Fig. 3 and Eq. 4 by S. Ross et al. They differ.",
            ["See Fig. 3 and Eq. 4 by S. Ross et al. They differ."],
        ),
        ("It is small (cf. Sec. 2). The rest", ["It is small (cf. Sec. 2).", "The rest"]),
        ("He said “stop.” We did.", ["He said “stop.”", "We did."]),
        ("One\ntwo. three\n\nFour\n\n\nFive", ["One two. three", "Four", "Five"]),
        ("Args:\n  - x: the mean\n  - y: the mode", ["Args:", "- x: the mean", "- y: the mode"]),
        ("the value \ue000 \ue001, of \ue002", [f"the value {STAND_IN}, of {STAND_IN}"]),
        ("the (\ue000)th and non-\ue000", [f"the {STAND_IN} and {STAND_IN}"]),
        ("a rate of ____ percent", [f"a rate of {STAND_IN} percent"]),
        ("so" + "." * 20_000 + " on", [f"{STAND_IN} on"]),
        ("e" + "\u0301" * 3_000 + " is", [f"{STAND_IN} is"]),
        ("w" * 61 + " " + "w" * 60, [f"{STAND_IN} " + "w" * 60]),
        ("half \ud83d a pair", [f"half {STAND_IN} a pair"]),
        ("  \n ", []),
        ("", []),
        ("word " * 2_000, []),
    ],
)
def test_prose_goes_out_sentence_by_sentence(prose, expected):
    assert sent(prose) == expected


def test_every_character_that_is_sent_stands_where_it_came_from():
    covered = set()
    for sentence in sentences(MIXED):
        offset = 0
        for character in sentence.sent:
            span = sentence.span(offset, units(character))
            offset += units(character)
            if span is None:
                assert character in STAND_IN
                continue
            covered.update(range(span.start, span.end))
            seen = MIXED[span.start : span.end]
            assert seen == character or (seen.isspace() and character == " ")
    left = {MIXED[at] for at in range(len(MIXED)) if at not in covered}
    assert left <= set("\ue000\ue001\ue002\ue003\ue004nove-_w \n\r")


def test_every_stretch_maps_to_what_it_says_or_to_nothing():
    for sentence in sentences(MIXED):
        total = units(sentence.sent)
        wire = sentence.sent.encode("utf-16-le")
        for start in range(total):
            for end in range(start + 1, total + 1):
                span = sentence.span(start, end - start)
                if span is not None:
                    said = wire[2 * start : 2 * end].decode("utf-16-le")
                    assert "".join(MIXED[span.start : span.end].split()) == "".join(said.split())


@pytest.mark.parametrize(("offset", "length"), [(-1, 2), (0, 0), (3, -1), (0, 99), (99, 1), (1, 1), (0, 1)])
def test_a_place_that_is_none_is_refused(offset, length):
    (sentence,) = sentences("\U0001f600 is a face")
    assert sentence.span(offset, length) is None


def test_what_stands_in_is_never_touched():
    (sentence,) = sentences("an \ue000 is there")
    assert sentence.span(0, 2) is not None
    assert sentence.span(3, 1) is None
    assert sentence.span(0, 4) is None


def test_batches_hold_all_sentences_in_order_and_no_more_than_their_bytes():
    sents = [f"Sentence number {number} — is here." for number in range(1_000)]
    made = list(batches(sents))
    assert [one for batch in made for one in batch.sentences] == sents
    assert max(len(batch.text.encode()) for batch in made) <= MOST_IN_A_BATCH
    assert len(made) < 8


def test_a_match_belongs_to_one_sentence_of_its_batch():
    batch = Batch(("A \U0001f600 face.", "An hour.", "Third."))
    places = list(batch.places([(0, 1), (12, 2), (8, 6), (22, 6), (22, 7), (-1, 1), (40, 1)]))
    assert batch.text.encode("utf-16-le")[24:28].decode("utf-16-le") == "An"
    assert places == [(0, 0), (1, 0), None, (2, 0), None, None, None]


@pytest.mark.parametrize(
    "piece", [".", ". ", "a. ", "\n", "\r\n", "(", "\u0301", "\ue000", "\ue000 ", "_", "\"'", "e.g. ", "- "]
)
def test_hostile_prose_is_cut_in_no_time(piece):
    prose = (piece * 80_000)[:80_000]
    start = time.process_time()
    sentences(prose)
    assert time.process_time() - start < 0.6
