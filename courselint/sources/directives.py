"""What is prose in a MyST directive: its body, its argument, or neither."""

from __future__ import annotations

# The argument is a title that learners read, the body Markdown.
_TITLED = """
    admonition attention caution danger error hint important note seealso tip warning versionadded versionchanged
    deprecated details dropdown toggle epigraph pull-quote topic sidebar margin aside exercise exercise-start solution
    solution-start question answer quiz theorem proof definition lemma corollary example remark proposition
    observation axiom conjecture criterion property assumption grid grid-item grid-item-card card tab-item tab-set
    tab list-table table
"""
# The argument is a target, a path or an option; the body is Markdown all the same.
_UNTITLED = "figure div only container glossary exercise-end solution-end panels subfigure blockquote"
_CODE = """
    code code-block code-cell sourcecode literalinclude include image math parsed-literal raw eval-rst mermaid
    graphviz prf:algorithm algorithm csv-table toctree tableofcontents contents bibliography index video iframe
    autoclass autofunction automodule jupyter-execute plot altair-plot doctest testcode
"""
_TITLES, _BODIES, _DATA = (frozenset(names.split()) for names in (_TITLED, _UNTITLED, _CODE))


def has_prose(name: str) -> bool:
    """Whether the body of the directive in a backtick fence is known to be Markdown."""
    return name.lower().removeprefix("prf:") in _TITLES or name.lower() in _BODIES


def has_title(name: str) -> bool:
    """Whether what stands behind its name is words for the learner."""
    return name.lower().removeprefix("prf:") in _TITLES


def has_code(name: str) -> bool:
    """Whether the body of the directive in a colon fence is code or data; people use these fences for prose."""
    return name.lower() in _DATA
