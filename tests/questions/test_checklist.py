"""Questions in plain Markdown are found, task lists are not."""

import time

import pytest
from questionplaces import written

from courselint.sources.quizzes import checklist


def shown(text):
    return [
        (question.stem.text, [(option.text.text, option.is_key) for option in question.options])
        for question in checklist.read(text, 0)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What is a mode?\n\n- [ ] a mean\n- [x] a peak\n",
        "### Q3. What is a mode?\n* [ ] a mean\n* [X] a peak\n",
        "1. **What is a mode?**\n   - [ ] a mean\n   - [x] a peak\n",
        "> **Question 2:** What is a mode?\n>\n> - [ ] a mean\n> - [x] a peak\n",
        "What is a mode?\r\n\r\n- [ ] a mean\r\n\r\n- [x] a peak\r\n",
        "**Q1.** What is a mode?\nA. a mean\nB. a peak\n\n**Correct answer: B**\n",
        "What is a mode?\n\n- A) a mean\n- B) a peak\n\n<details>\n<summary>Answer</summary>\n\n"
        "**Answer:** B) a peak\n\n</details>\n",
        "What is a mode?\n\n**A)** a mean  \n**B)** a peak\n\n"
        "<details><summary>Show answer</summary>\n\nB\n\n</details>",
        "What is a mode?\n\n(a) a mean\n(b) a peak\n\n> [!question]- Show answer\n> **Correct Answer: b.** A peak.\n",
        "What is a mode?\nOptions:\n- a mean\n- a peak\n\nAnswer: a peak\n",
        "What is a mode?\n\na) a mean\nb) a peak\n\nThe correct answer is: b\n",
        "## Question 1\nWhat is a mode?\n\n**Options:**\n1. a mean\n2. a peak\n\n**Answer:** Option 2: a peak\n",
        "What is a mode?\n\nOptions\n1) a mean\n2) a peak\n\nAnswer: 2\n",
        "What is a mode?\nChoices:\n1. a mean\n2. a peak\n\nCorrect answer: 2. a peak\n",
        "1 : What is a mode?  \n\na) a mean  \nb) a peak  \n\n**Answer** b)  \n\n**Description**\n",
        "###### 1. What is a mode?\n\n- A: a mean\n- B: a peak\n\n#### Correct Answer -> B: a peak\n",
        "What is a mode?\n-[ ] a mean\n-[x] a peak\n",
        "1. **What is a mode?**\n   - a mean\n   - a peak\n   **Correct Answer:** 2  \n",
        "* **Q1:** What is a mode?\n  a) a mean\n  b) a peak\n\n  Answer: b\n",
        "## Quiz\n\n1. What is a mode?\n   - a mean\n   - a peak **(correct)**\n",
        "## Quiz\n\n1. What is a mode?\n   - a mean\n   - a peak { data-correct }\n",
        "## Quiz\n\n1. What is a mode?\n\n   A. a mean\n   B. a peak  <-- correct answer\n",
    ],
)
def test_forms_of_one_question(text):
    assert shown(text) == [("What is a mode?", [("a mean", False), ("a peak", True)])]


@pytest.mark.parametrize(
    "text",
    [
        "## Roadmap\nWhich works:\n- [x] reading\n- [ ] writing\n",
        "To do:\n\n- [x] install Python\n- [ ] open the notebook\n",
        "Please check the following:\n- [x] I have read the rules\n- [ ] I ran the tests\n",
        "What you need\n\n- [ ] a laptop\n- [ ] a charger\n",
        "The steps are\n\na) load\nb) fit\n\nThe answer lies in the data.\n",
        "Which tools?\n\n- pandas\n- numpy\n\n**Answer:** A data frame holds columns.\n",
        "```markdown\nWhat is a mode?\n- [ ] a mean\n- [x] a peak\n```\n",
        "What is a mode?\n\n- [x] a peak\n",
        "How is a mode found?\n\n1. sort\n2. count\n\nAnswer: 2\n",
    ],
)
def test_other_lists_are_no_questions(text):
    assert shown(text) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("- {}", "- **{}**"),
        ("* {}", "* **{}.**"),
        ("- {}", "- ✅ {}"),
        ("- ❌ {}", "- ✅ {}"),
        ("- {} ❌", "- {} ✔️"),
        ("A) {}", "A) {} ✅"),
        ("A. {}", "**A. {}**"),
    ],
)
def test_signs_tell_the_answer_where_most_lists_of_a_quiz_have_them(wrong, right):
    def quiz(count, plain=0):
        marked = "".join(
            f"### {n}. Which is right?\n\n{wrong.format('x')}\n{right.replace('A', 'B', 1).format('y')}\n\n"
            for n in range(count)
        )
        return "# Week 1 quiz\n\n" + marked + "### Which are there?\n\n- one\n- two\n\n" * plain

    asked = shown(quiz(3))
    assert [len(options) for _, options in asked] == [2, 2, 2]
    assert {(text.rstrip("."), is_key) for _, options in asked for text, is_key in options} == {
        ("x", False),
        ("y", True),
    }
    assert shown(quiz(2)) == []
    assert shown(quiz(3, plain=2)) == []
    # Letters tell a question from other lists, bullets don't.
    assert len(shown(quiz(3).replace("quiz", "notes"))) == (3 if wrong.startswith("A") else 0)


ASKED = "".join(f"{n}. Which is number {n}?\n   A) x\n   B) y\n\n" for n in (1, 2, 3))


@pytest.mark.parametrize(
    "key",
    [
        "## Answer key\n\n1. B\n2. A\n3. B\n",
        "## Answers\n\n1. **B** - it is.\n2. **A** (why?)\n3. **B)** y\n",
        "**Answer Key:**\n\n1-B, 2-A, 3-B\n",
        "### Quiz answers\n\n1. b  2. a  3. b\n",
        "# Solutions\n\n**Question 1:** B) y\n\n**Question 2:** A) x\n\n**Question 3:** B) y\n",
        "## 📝 Answer key\n\n| Q | Answer | Why |\n|---|---|---|\n| 1 | **B** | A y. |\n| 2 | A | x |\n| 3 | B | y |\n",
    ],
)
def test_key_at_the_end_tells_the_answers(key):
    assert [[is_key for _, is_key in options] for _, options in shown("# Quiz\n\n" + ASKED + key)] == [
        [False, True],
        [True, False],
        [False, True],
    ]


@pytest.mark.parametrize(
    "text",
    [
        ASKED + "## Answers\n\n1. B\n2. A\n",
        ASKED + "## Answers\n\n1. A list is\n2. B trees are\n3. A hash\n",
        ASKED + "## Answers\n\n1. D\n2. E\n3. F\n",
        ASKED + ASKED + "## Answers\n\n1. B\n2. A\n3. B\n",
        ASKED + "## Answers\n\n1. B\n2. A\n3. B\n\n## More\n\n1. A\n2. B\n3. A\n",
        ASKED + "1. B\n2. A\n3. B\n",
    ],
)
def test_key_that_is_not_surely_one_tells_nothing(text):
    assert shown("# Quiz\n\n" + text) == []


def test_folded_answers_may_stand_on_lines_of_their_own():
    text = "1. Which (choose two)?\n- A. one\n- B. two\n- C. four\n<details><summary>Answer</summary>\n"
    for answers in ("B. two\nC. four\n", "B. two\n- C. four\nBoth are even.\n"):
        ((_, options),) = shown(text + answers + "</details>\n")
        assert [is_key for _, is_key in options] == [False, True, True]
    ((_, options),) = shown(text + "B. two\nA one is odd.\n</details>\n")
    assert [is_key for _, is_key in options] == [False, True, False]


@pytest.mark.parametrize("answer", ["0", "3", "2.5"])
def test_number_that_is_no_place_among_the_options_tells_nothing(answer):
    assert shown(f"1. Which?\n- this\n- that\n\nAnswer: {answer}\n") == []


def test_number_among_numbers_is_an_option_not_its_place():
    assert shown("1. Which?\n- 1\n- 2\n- 3\n\nAnswer: 3\n") == [
        ("Which?", [("1", False), ("2", False), ("3", True)]),
    ]


def test_quote_under_an_option_is_not_its_text():
    text = "Which is prime?\n- [ ] 4\n  > It is 2 times 2.\n- [x] 5\n"
    assert shown(text) == [("Which is prime?", [("4", False), ("5", True)])]


@pytest.mark.parametrize(
    "text",
    [
        "# Quiz\n" + "## What is new?\n\n- **Faster**\n- **Safer**\n\n" * 4,
        "# Quiz\n" + "## What is new?\n\n- **Speed**: it is fast\n- rest\n\n" * 4,
        "# Questions\n" + "## Status\n\n- ✅ done\n- ❌ open\n\n" * 4,
        "# Quiz\n\n## Tasks\n\n- write it\n- check it (correct)\n",
    ],
)
def test_other_lists_with_signs_are_no_questions(text):
    assert shown(text) == []


def test_code_belongs_to_the_option_above_it_and_to_the_stem():
    options = "- [ ] A\n\n```text\n2\n```\n\n- [x] B\n\n```text\n1\n```\n\n- [ ] C\n"
    text = "#### Q1. What does this show?\n\n```python\nprint(1)\n```\n\n" + options
    ((stem, options),) = shown(text)
    assert stem == "What does this show?\n\n```python\nprint(1)\n```"
    assert options == [("A\n\n```text\n2\n```", False), ("B\n\n```text\n1\n```", True), ("C", False)]


def test_answer_that_names_no_option_leaves_all_wrong():
    ((_, options),) = shown("1. Which one?\n\nA. this\nB. that\n\nAnswer: D\n")
    assert [is_key for _, is_key in options] == [False, False]


def test_several_letters_name_several_keys():
    ((_, options),) = shown("1. Which ones?\n\nA. this\nB. that\nC. none\n\nAnswer: A, B\n")
    assert [is_key for _, is_key in options] == [True, True, False]


def test_letters_may_stand_together():
    ((_, options),) = shown("1. Which ones?\n\n- A. this\n- B. that\n- C. none\n\nCorrect Answer: AC\n")
    assert [is_key for _, is_key in options] == [True, False, True]


def test_answer_may_be_folded_under_frames_and_a_heading():
    folded = "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\nIt is a peak.\n</p>\n</details>\n"
    ((_, options),) = shown("###### 1. What's a mode?\n\n- A: a mean\n- B: a peak\n\n" + folded)
    assert [is_key for _, is_key in options] == [False, True]


def test_dots_in_brackets_are_a_blank():
    assert len(shown("### The [...] is pulled by outliers.\n\n- [x] mean\n- [ ] median\n")) == 1


def test_questions_without_ticks_are_left_where_many_have_none():
    ticked = "".join(f"{n}. Which one?\n- [ ] this\n- [x] that\n\n" for n in range(1, 6))
    unticked = "".join(f"{n}. Which now?\n- [ ] this\n- [ ] that\n\n" for n in range(6, 9))
    assert len(shown(ticked + unticked)) == 5


@pytest.mark.parametrize("cut", ["- even this\n- [x] these\n", "- [c] this\n- [ ] these\n", "  — [x] these\n"])
def test_list_with_a_broken_box_is_not_said_to_have_no_tick(cut):
    ticked = "1. Which one?\n- [ ] this\n- [x] that\n\n2. Which now?\n- [x] this\n- [ ] that\n\n"
    assert len(shown(ticked + "3. And which here?\n- [ ] this\n- [ ] that\n" + cut)) == 2


def test_unticked_question_among_ticked_ones_is_read():
    ticked = "1. Which one?\n- [ ] this\n- [x] that\n\n2. Which now?\n- [x] this\n- [ ] that\n\n"
    questions = shown(ticked + "3. And which here?\n- [ ] this\n- [ ] that\n")
    assert [sum(bool(key) for _, key in options) for _, options in questions] == [1, 1, 0]


def test_texts_stand_where_they_are_written():
    text = "# Quiz 😀\r\n\r\n**Q1.** Which é?\r\n\r\n- [ ] one 😀\r\n  and more\r\n- [x] two\r\n"
    (question,) = checklist.read(text, 4)
    for part in question.texts:
        assert written(text, part) == part.text
        assert part.source == 4


def test_truncation_anywhere_is_no_crash():
    text = "### Q3. What is `a`?\n\n```c\nint a;\n```\n\n* [ ] a mean\n* [X] a peak\n\n"
    text += "2. Why?\nA. x\nB. y\n<details>\n\n**Answer:** B"
    for end in range(len(text)):
        checklist.read(text[:end], 0)


@pytest.mark.parametrize(
    "mark",
    [
        "- [x] ",
        "- [x] a\n",
        "a) b\n",
        "A) a\nB) b\n",
        "Answer: ",
        "Answer: A , , , ",
        "```\n",
        "- ",
        "#",
        "? \n",
        "> ",
        "* * ",
        "[x]\n- a\n",
        "- **a**\n",
        "- ✅ a\n- b\n",
        "- a (correct)\n",
        "1. a?\nA) x\nB) y\n",
        "# Answers\n1. B\n",
        "1-B, ",
        "✅",
        "**",
    ],
)
def test_hostile_text_is_read_in_linear_time(mark):
    for before in ("", "Which?\nA. x\nB. y\n", "Which?\nA. x\nB. y\n\nAnswer: A "):
        text = before + mark * (80_000 // len(mark)) + "[x]"
        began = time.process_time()
        checklist.read(text, 0)
        assert time.process_time() - began < 4


@pytest.mark.parametrize(
    ("answer", "keys"),
    [
        ("Option 2: 1", [False, True]),
        ("2. 1", [False, True]),
        ("1. 1", None),
        ("2", None),
        ("1.5", None),
        ("Options 1 and 2", [True, True]),
    ],
)
def test_numbered_options_are_not_mixed_up_with_numbers_that_they_say(answer, keys):
    found = shown(f"How many modes?\n\nOptions:\n1. 2\n2. 1\n\nAnswer: {answer}\n")
    assert [[is_key for _, is_key in options] for _, options in found] == ([keys] if keys else [])
