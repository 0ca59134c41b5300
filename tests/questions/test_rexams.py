"""Exercises of R/exams in R Markdown and Sweave: what is drawn when the exam is made stays unknown."""

import pytest
from questionplaces import written

from courselint.model import is_placeholder
from courselint.sources import read

MARKDOWN = """```{r data, echo = FALSE, results = "hide"}
n <- sample(30:50, 1)
```

Question
========
A sample has `r n` values. 😀 Which of these
are robust?

```{r figure, echo = FALSE}
boxplot(x)
```

Answerlist
----------
* The *median*
* The mean of
  all values
* The range of `r n` values

Solution
========
Think of a millionaire.

Answerlist
----------
* True. The middle stays.
* False. It moves.
* False

Meta-information
================
exname: Robustness
extype: mchoice
exsolution: 100
exshuffle: TRUE
exsection: Means
"""

SWEAVE = r"""<<echo=FALSE, results=hide>>=
n <- 4
@

\begin{question}
The ``mean'' of~2 and $\Sexpr{n}$ is: % not hard
\begin{answerlist}
  \item 3
  \item 4
\end{answerlist}
\end{question}

\begin{solution}
Add, then halve.
\begin{answerlist}
  \item True
  \item False
\end{answerlist}
\end{solution}

%% \extype{schoice}
%% \exsolution{10}
%% \exname{mean}
%% \exshuffle{TRUE}
"""


def only(path, text):
    document = read(path, text.encode())
    (question,) = document.questions
    return question


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sections_and_meta_information(newline):
    text = MARKDOWN.replace("\n", newline)
    question = only("robust.Rmd", text)
    assert (question.kind, question.is_single, question.is_shuffled) == ("choice", False, True)
    assert (question.title, question.group) == ("Robustness", "Means")
    assert [option.is_key for option in question.options] == [True, False, False]
    assert [option.feedback.text for option in question.options] == [
        "True. The middle stays.",
        "False. It moves.",
        "False",
    ]
    assert written(text, question.options[1].text).split() == ["The", "mean", "of", "all", "values"]
    assert question.stem.text.startswith("A sample has ") and is_placeholder(question.stem.text[13])
    assert is_placeholder(question.stem.text[-1])
    assert "sample(" not in question.stem.text and is_placeholder(question.options[2].text.text[13])


def test_meta_information_is_no_prose():
    document = read("robust.Rmd", MARKDOWN.encode())
    prose = " ".join(text.text for text in document.texts)
    assert "millionaire" in prose and "The middle stays" in prose
    assert not any(word in prose for word in ("Answerlist", "exname", "mchoice", "Robustness"))


def test_sweave():
    question = only("mean.Rnw", SWEAVE)
    assert question.stem.text[:11] == "The “mean” " and "not hard" not in question.stem.text
    assert any(map(is_placeholder, question.stem.text))
    assert [(option.text.text, option.is_key) for option in question.options] == [("3", True), ("4", False)]
    assert (question.is_single, question.title) == (True, "mean")
    assert written(SWEAVE, question.options[1].text) == "4"


@pytest.mark.parametrize(
    ("meta", "low", "high", "faults"),
    [
        ("extype: num\nexsolution: 2.5\nextol: 0.1", 2.4, 2.6, 0),
        ("extype: num\nexsolution: 2.5", 2.5, 2.5, 0),
        ("extype: num\nexsolution: `r m`\nextol: 0.1", None, None, 0),
        ("extype: num\nexsolution: 5/2", None, None, 1),
        ("extype: num\nexname: mean", None, None, 1),
    ],
)
def test_numbers_and_tolerances(meta, low, high, faults):
    text = f"Question\n========\nThe mean of 2 and 3?\n\nMeta-information\n================\n{meta}\n"
    document = read("mean.Rmd", text.encode())
    assert [(number.low, number.high) for number in document.questions[0].numbers] == ([(low, high)] if low else [])
    assert len(document.faults) == faults


def test_cloze_is_as_many_questions_as_it_has_parts():
    text = """# Question
The data are 2, 4 and 9.

## Answerlist
* symmetric
* skewed to the right
* What is the median?

# Meta-information
extype: cloze
exclozetype: schoice|num
exsolution: 01|4
extol: 0|0.5
"""
    choice, median = read("data.Rmd", text.encode()).questions
    assert [option.is_key for option in choice.options] == [False, True]
    assert (median.stem.text, median.numbers[0].low) == ("What is the median?", 3.5)


@pytest.mark.parametrize(
    "changed",
    [
        ("* The *median*", '```{r}\nanswerlist(answers, markup = "markdown")\n```\n* The *median*'),
        ("* The mean of\n", "* The\n```{python}\nprint(mean)\n```\n"),
        ("exsolution: 100", "exsolution: `r mchoice2string(right)`"),
        ("exsolution: 100", "exsolution: `r paste0(\n  c(1, 0, 0))`"),
        ("exsolution: 100", "exsolution: 1000"),
    ],
)
def test_what_nobody_knows_is_no_key(changed):
    text = MARKDOWN.replace(*changed)
    question = only("robust.Rmd", text)
    assert not read("robust.Rmd", text.encode()).faults
    assert all(option.is_key is None for option in question.options)


def test_pool_of_a_single_choice_may_hold_several_right_answers():
    text = MARKDOWN.replace("mchoice", "schoice").replace("100", "110")
    assert only("robust.Rmd", text).is_single is True
    assert only("robust.Rmd", text.replace("exshuffle: TRUE", "exshuffle: 2")).is_single is False


def test_pages_about_exercises_hold_none():
    shown = "# Exercises\n\n````\n" + MARKDOWN + "````\n\n## Question\n\nText.\n\n## Meta-information\n\nMore text.\n"
    document = read("tutorial.Rmd", shown.encode())
    assert not document.questions and not document.faults
    assert read("paper.Rnw", b"\\section{Means}\nText.\n", is_named=False) is None
    assert read("paper.Rnw", b"\\section{Means}\nText.\n").faults


@pytest.mark.parametrize(("path", "text"), [("a.Rmd", MARKDOWN), ("a.Rnw", SWEAVE)])
def test_every_truncation_is_read(path, text):
    for end in range(len(text)):
        read(path, text[:end].encode())
