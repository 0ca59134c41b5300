"""What the course and the test show of how a value comes about."""

from __future__ import annotations

from courselint.analysis.results import result_of
from courselint.model import Course, Operand


def is_told_by(names: frozenset[str], course: Course, *results: Operand) -> bool:
    """Whether the last thing done to one of these, of all that the course shows, is among `names` and nothing else."""
    for result in results:
        for name in result.way:
            if name in course.computing or name in course.fractional or name in course.handing:
                is_torn = name in course.handing and (name in course.computing or name in course.fractional)
                if name in names and not is_torn:
                    return True
                break
    return False


def is_made_in_steps(course: Course, left: Operand, right: Operand) -> bool:
    """Whether the course shows that steps which round make decimals even of integers; with a zero or a one few do."""
    return not any(abs(number) in (0, 1) for side in (left, right) for number in side.given) and is_told_by(
        course.fractional, course, left, right
    )


def rounds_in_sight(result: Operand) -> bool:
    """Whether a sum or the like of several numbers is written out in the test itself."""
    last = result.called.partition(" ")[0]
    made = result_of(last)
    # `average` alone may be the learner's own; a mean of counts is one division.
    return (made in ("summed", "computed", "root") and last in result.written) or (
        made == "averaged" and f".{last}(" in result.written
    )
