"""Whatever pieces of quizzes a file is made of, its readers give places inside of it and never fail."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courselint.sources import read

PIECES = (
    *"{}[]()<>*=~#:;,.\"'`$%&|\\/\n\t ",
    "\n\n",
    "\r\n",
    "    ",
    "😀",
    "é",
    "\ue000",
    "mean",
    "Which of these?",
    # GIFT, Aiken, text2qti
    *("::Q1::", "{=a ~b}", "{#3.1:0.1}", "{T}", "->", "$CATEGORY: x", "A. mean", "B) mode", "ANSWER: A", "1. Which?"),
    *("*a) mean", "b) mode", "=   1.5 +- 0.1", "[*] mean", "[ ] mode", "Quiz title: x", "GROUP", "END_GROUP", "....."),
    # Markdown
    *("- [x] mean", "- [ ] mode", "**Answer:** B", "Answer: a)", "## Quiz", "<details>", "![a](b.png)", "```", "---"),
    # R and swirl
    *(
        "Question\n========",
        "Meta-information\n====",
        "Answerlist\n----------",
        "* mean",
        "exsolution: 10",
        "extype: schoice",
        "extol: 0.1",
    ),
    *("```{r}", "quiz(", 'question("Which?"', 'answer("a", correct = TRUE)', "`r x`", "\\begin{question}", "\\item"),
    *("- Class: meta", "- Class: mult_question\n  Output: Which?", "  AnswerChoices: a; b", "  CorrectAnswer: a"),
    # JSON, MDX, Python
    *('[{"question": "Which?",', '"answers": [', '"type": "numeric"', '"correct": true', '"questionText": "a"'),
    *(
        '"answerOptions": [',
        '"options": ["a", "b"]',
        '"answer": "a"}',
        "<Question choices={[",
        '{ text: "a" }',
        "]} />",
    ),
    # XML and HTML
    *(
        "<quiz>",
        '<question type="multichoice">',
        "<questiontext>",
        "<![CDATA[",
        "]]>",
        '<answer fraction="100">',
        "&lt;",
    ),
    *("<questestinterop>", "<item>", "<presentation>", "<response_lid>", "<problem>", "<choicegroup>", "</problem>"),
    *('<choice correct="true">', "<pl-multiple-choice>", '<pl-answer correct="true">', "<assessmentItem>", "</quiz>"),
    *("<exercise>", "<choices>", '<!DOCTYPE x [<!ENTITY y "z">]>', "&y;", "<!--", "-->", "<?xml version='1.0'?>"),
    # Runestone
    *(".. mchoice:: a", "   :answer_a: mean", "   :correct: a", ".. fillintheblank:: b", "   - :1: Right."),
)
NAMES = ("bank.gift", "bank.txt", "quiz.md", "quiz.mdx", "quiz.Rmd", "quiz.Rnw", "quiz.json", "bank.xml", "item.qti",
         "question.html", "lesson.yaml", "lesson", "page.rst", "module.py", "book.ptx")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25), between=st.sampled_from(("", "\n", " ")))
def test_any_pieces_are_read_with_their_places(name, pieces, between):
    document = read(name, between.join(pieces).encode())
    if document is None:
        return
    lengths = [len(source.text) for source in document.sources]
    for question in document.questions:
        for text in question.texts:
            where = text.in_source(text.whole)
            assert 0 <= where.start <= where.end <= lengths[text.source]
    for fault in document.faults:
        end = lengths[fault.source] if fault.source is not None else len(document.data)
        assert 0 <= fault.span.start <= fault.span.end <= max(end, 1) + 1
