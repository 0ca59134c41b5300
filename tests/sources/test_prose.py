"""Which words of Markdown are prose, and where they stand."""

from __future__ import annotations

import pytest

from courselint.model import is_placeholder
from courselint.sources import prose


def plain(text: str) -> list[str]:
    """The prose of a file, with what is masked shown as ▢."""
    found = prose.read(text, is_file=True)
    return ["".join("▢" if is_placeholder(character) else character for character in one.text) for one in found.texts]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("un**bold**ed, *ital*ic and ***both***", "unbolded, italic and both"),
        ("**a *nested* emphasis**", "a nested emphasis"),
        ("~~struck~~ out, ~5 items", "struck out, ~5 items"),
        ("<b>bold</b>face and <i>it</i>alic", "boldface and italic"),
        ("snake_case_name and an _emphasised_ word", "snake_case_name and an emphasised word"),
        ("sorting takes n*log n steps", "sorting takes n*log n steps"),
        ("learning_rate*gradient, **kwargs", "learning_rate*gradient, **kwargs"),
        ("twice 2 * 3 is 12", "twice 2 ▢ 3 is 12"),
        ("the **unclosed and the _other", "the **unclosed and the _other"),
        (r"an escaped \* star and \_ score", "an escaped * star and _ score"),
    ],
)
def test_emphasis_joins_a_word_and_operators_part_it(markdown: str, expected: str) -> None:
    assert plain(markdown) == [expected]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("see [the page](https://a.b/c_(d)) now", "see the page now"),
        ("see [the page](https://a.b/c_(d_(e))) now", "see the page now"),
        ('see [nested [brackets] too](x.md "A (title)") now', "see nested brackets too now"),
        ("see [it](x 'title') and [that]( <a b> )", "see it and that"),
        ("a [reference][1] and a [collapsed][] and a [shortcut]", "a reference and a collapsed and a shortcut"),
        ('[over\nlines](x\n"t") and on', "over\nlines and on"),
        ("array[index] of a[i][j] and word[s]", "array[index] of a[i][j] and word[s]"),
        ("[Linear](x)ity", "Linearity"),
        ("an [unclosed link and ](x)", "an unclosed link and "),
        ("an [unclosed link", "an [unclosed link"),
        ("an image ![of a tree](x.png) here", "an image ▢of a tree here"),
        ("[![badge](b.svg)](http://x.y) words", "▢badge words"),
        ("a note[^1], a citation [@knuth; @dijkstra] and [3]", "a note▢, a citation ▢ and ▢"),
        ("a number<sup>[1](#fn)</sup> above", "a number▢1▢ above"),
        ("<https://a.b>, https://x.y/z(a)_b, and www.x.y.", "▢, ▢, and ▢."),
    ],
)
def test_links_give_their_words_and_subscripts_stay(markdown: str, expected: str) -> None:
    assert plain(markdown) == [expected]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("it costs $5 and $10, not $x$", "it costs $5 and $10, not ▢"),
        (r"an escaped \$5 and \$6", "an escaped $5 and $6"),
        ("the $n$th of $ \\alpha $ and $ x $", "the ▢th of ▢ and ▢"),
        ("$ 5 and $ 10", "$ 5 and $ 10"),
        ("price is $5. Then $x = 1$", "price is $5. Then ▢"),
        ("some $$a\n= b\n- c$$ text", "some ▢ text"),
        ("we have $$\na\n\nb\n$$", None),
        ("- item\n  $$a\n  = b$$\n  goes on", "item\n▢\ngoes on"),
        ("so\n$$\na\n\nb\n$$ (eq-one)\nholds", "so\n▢\nholds"),
        ("\\begin{align}\nx &= y \\\\\n\n&= z\n\\end{align}\nholds", "▢\nholds"),
        ("so \\begin{equation} x = y \\end{equation} holds", "so ▢ holds"),
        (r"so \\( y \\) and \[ z \] hold", "so ▢ and ▢ hold"),
        ("so \\[\na\n+ b\n\\] holds", "so ▢ holds"),
        (r"\frac{a}{b} of \alpha", "▢ of ▢"),
        ("> so $$a\n> - b$$ holds", "so ▢ holds"),
        ("so $a^2\n+ b^2$ holds", "so ▢ holds"),
        ("so \\(a\n- b\\) holds", "so ▢ holds"),
    ],
)
def test_maths_is_masked_and_money_is_not(markdown: str, expected: str | None) -> None:
    if expected is not None:
        assert plain(markdown) == [expected]
    else:
        assert "▢" in plain(markdown)[0]


def test_dollars_of_two_blocks_do_not_swallow_the_section_between_them() -> None:
    text = "$$ a stray mark\n\n# Vectors\n\nSome words.\n\n$$\nx\n$$\n"
    assert "Vectors" in plain(text)
    assert "Some words." in plain(text)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("use `x_train` and `` a`b `` here", "use ▢ and ▢ here"),
        ("an unclosed `tick here", "an unclosed ▢tick here"),
        ("press <kbd>Ctrl</kbd>, <code>a*b</code>", "press ▢, ▢"),
        ("H<sub>2</sub>O, x<br>y", "H▢2▢O, x\ny"),
        ("a&nbsp;b &amp; &lt;c&gt; &copy; &nothing;", "a b & <c> © &nothing;"),
        ("{ref}`target` and :numref:`fig_x` and {term}`word`", "▢ and ▢ and ▢"),
        ("{% raw %} words {{ var }} {: .class} {/* note */}", "▢ words ▢ ▢ ▢"),
        ("a hard\\\nbreak", "a hard\nbreak"),
        ("> [!NOTE]\n> words", "▢\nwords"),
        ("a table | or not", "a table ▢ or not"),
    ],
)
def test_code_roles_and_html_are_masked(markdown: str, expected: str) -> None:
    assert plain(markdown) == [expected]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Para\n    goes on", ["Para\ngoes on"]),
        ("Para\n\n    code\n\n    more code\n\nwords", ["Para", "words"]),
        ("# Head\n    code\n\nwords", ["Head", "words"]),
        ("1. one\n\n       code\n\n   words\n\n   ```\n   code\n   ```\n   after", ["one", "words", "after"]),
        ("- a\n  - bee\n    - sea\n\n      words of sea\n\n          code", ["a", "bee", "sea", "words of sea"]),
        ("- one\ntwo lazily\n- three", ["one\ntwo lazily", "three"]),
        ("It was found in\n1986. By chance.", ["It was found in\n1986. By chance."]),
        ("Text\n1. one\n2. two", ["Text", "one", "two"]),
        ("- > quoted\n- # Head\n- - twice", ["quoted", "Head", "twice"]),
        ("- [ ] to do\n- [x] done", ["to do", "done"]),
        ("Text\n> quote\nlazily\n> > deeper", ["Text", "quote\nlazily", "deeper"]),
        ("> ```\n> code\n\nwords\n\n```\ncode\n```", ["words"]),
        ("- ```\n  unclosed\n\nwords", ["words"]),
        ("```\nunclosed\n\ncode", []),
        ("~~~ python\n```\ncode\n~~~\nwords", ["words"]),
        ("Setext\nheading\n===\nwords", ["Setext\nheading", "words"]),
        ("x\n***\ny\n___\nzed", ["x", "y", "zed"]),
        ("## Closed ##\n#hashtag", ["Closed", "#hashtag"]),
        ("| a | `b|c` |\n|---|:-:|\n| words | more |", ["▢ a ▢ ▢ ▢", "▢ words ▢ more ▢"]),
        ("one | two\n--|--\nthree | four", ["one ▢ two", "three ▢ four"]),
        ("[a]: http://x.y \"Title\"\n[b]: <c d>\n  'title'\nwords", ["words"]),
        ("Note[^1].\n\n[^1]: The note\n    goes on.", ["Note▢.", "The note\ngoes on."]),
        ("[call stack]{#stack}\n:   What is called.", ["call stack▢", "What is called."]),
    ],
)
def test_blocks_part_paragraphs_and_code_is_left_out(markdown: str, expected: list[str]) -> None:
    assert plain(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("---\ntitle: no prose\n---\nwords", ["words"]),
        ("+++\ntitle = 'no prose'\n+++\nwords", ["words"]),
        ('(target)=\n# Head\n+++ {"a": 1}\nwords\n% comment', ["Head", "words\n% comment"]),
        ("% comment\nwords, 5 % of them", ["words, 5 % of them"]),
        (":::{note} Title words\n:class: tip\nBody.\n:::\nafter", ["Title words", "Body.", "after"]),
        (":::{code-block} python\ncode\n:::\nwords", ["words"]),
        ("::::::: challenge\n\n## Task\n\nWords.\n\n:::::::::: solution\nMore.\n:::::\n", ["Task", "Words.", "More."]),
        ("```{admonition} Title\n:class: tip\n\nBody\n```\nafter", ["Title", "Body", "after"]),
        ("````{note}\n```python\ncode\n```\nwords\n````\nafter", ["words", "after"]),
        ("```{figure} a/path.png\n:name: fig\nThe caption.\n```", ["The caption."]),
        ("```{mystery} words\ncode\n```\nwords", ["words"]),
        ("```{code-cell} ipython3\n:tags: [a]\ncode\n```\nwords", ["words"]),
        ("```{r chunk, echo=FALSE}\nx <- 1\n```\nmean `r mean(x)` is", ["mean ▢ is"]),
        ("::: {.callout-note}\nwords\n:::\nafter", ["words", "after"]),
        (":begin_tab:`mxnet`\nwords\n:end_tab:\n\n:label:`fig_x`", ["▢\nwords\n▢"]),
        ("<Tip warning={true}>\n\nwords\n\n</Tip>", ["words"]),
        ('<Question\n\tchoices={[{\n\t\ttext: "hidden"\n\t}]}\n/>\n\nwords', ["words"]),
        ("import X from 'y'\nexport const z = 1\n\nwords", ["words"]),
        ("import the module from where it stands", ["import the module from where it stands"]),
        ("\\newcommand{\\z}[1]{y #1}\nwords", ["words"]),
    ],
)
def test_dialects_are_read_for_their_prose(markdown: str, expected: list[str]) -> None:
    assert plain(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<details>\n<summary>Click</summary>\n\nwords **inside**\n\n</details>", ["▢\n▢Click▢", "words inside"]),
        ('<p align="center">\nwords\n</p>\nmore', ["▢\nwords\n▢\nmore"]),
        ('<script>\nvar a = "hidden"\n\nb\n</script>\nwords', ["words"]),
        ("<pre>\ncode\n\ncode\n</pre>\nwords", ["words"]),
        ("words <!-- hidden\n\nhidden --> after", ["words ▢ after"]),
        ("<div>\n<code>\n----\nhidden\n\nhidden\n</code>\n</div>\nwords", ["▢\n▢\n▢\nwords"]),
        ("it costs $5\n- and that $10", ["it costs $5", "and that $10"]),
        ("<!-- a --><!-- b\n\n# c --> after", ["▢▢ after"]),
        ("<!-- hidden\n\nhidden -->\n# Head", ["Head"]),
        ("words\n\n<!-- never closed\n\nhidden", ["words"]),
        ("write `<!--` to begin\n\nand `-->` to end", ["write ▢ to begin", "and ▢ to end"]),
    ],
)
def test_html_blocks_give_their_words_and_comments_are_hidden(markdown: str, expected: list[str]) -> None:
    assert plain(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "words <!-- courselint: ignore[SPL001] --> after",
        "- item <!-- courselint: ignore[SPL001] -->",
        "> quote\n> <!-- courselint: ignore[SPL001] -->\n> goes on",
        "<!-- courselint: ignore[SPL001] -->\n# Head",
        "> - 1. deep <!-- courselint: ignore[SPL001]\n> --> after",
        "| a | <!-- courselint: ignore[SPL001] --> |",
        "# Head <!-- courselint: ignore[SPL001] -->",
        "a\r\n\r\n<!-- courselint: ignore[SPL001] -->\r\nb",
        "<!-- courselint: ignore[SPL001] -->",
        "😀 **b** <!-- courselint: ignore[SPL001] --> c",
    ],
)
def test_comment_is_found_where_it_stands(markdown: str) -> None:
    (comment,) = prose.read(markdown).comments
    assert comment.text.removesuffix("\n>") == "courselint: ignore[SPL001]"
    written = markdown[comment.span.start : comment.span.end]
    assert written.startswith("<!--")
    assert written.endswith("-->")
    assert comment.span.start == markdown.index("<!--")


@pytest.mark.parametrize(
    "markdown",
    ["```\n<!-- a -->\n```", "    <!-- a -->", "use `<!-- a -->` here", "- item\n\n      <!-- a -->", "$<!-- a -->$"],
)
def test_comment_in_code_is_no_comment(markdown: str) -> None:
    assert prose.read(markdown).comments == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_character_stands_where_its_map_says(end: str) -> None:
    lines = "# Ti*tl*e 😀\n\n> - quo_ted_ `x` \\* and\n>   on &amp; on\n\n| a | [b](c) |\n\nso $$\nx\n$$ e\u0301nd"
    text = lines.replace("\n", end)
    for one in prose.read(text).texts:
        for run in one.runs:
            origin = text[run.origin : run.origin + run.origin_length]
            decoded = one.text[run.start : run.start + run.length]
            if run.length == run.origin_length and not is_placeholder(decoded[0]):
                assert decoded == origin or (decoded, origin[0]) == ("\n", "\r")
            elif decoded == "\n":
                assert origin.strip(" >\r") == "\n"
            else:
                assert is_placeholder(decoded) or (decoded, origin) in {("*", "\\*"), ("&", "&amp;")}
        assert sum(run.length for run in one.runs) == len(one.text)
