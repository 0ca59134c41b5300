"""Whether an exercise has its number worked out, or only looked up: by its text, its scaffold, and the names in it."""

from __future__ import annotations

import ast
import re
from itertools import islice

from courselint.analysis import results
from courselint.analysis.scopes import Use
from courselint.model import Document

LONGEST_TASK = 20_000
MOST_NODES = 200

_WORKED_OUT = re.compile(
    r"(?i)\b(?:calculat|comput|averag|mean\b|std\b|deviation|varianc|distanc|probabilit|proportion|percent|ratio\b"
    r"|rate\b|rms|error\b|predict|estimat|sum\b|total|correlat|sqrt|square root|accurac|equation|formula|score"
    r"|integra|derivativ|\w+\.(?:mean|std|var|sum)\()"
)
_LOOKED_UP = re.compile(
    r"(?i)\bextract|\blook(?:ing|ed)? ?up\b|\bpull(?:ing|ed)?\b|\bfind the (?:\w+ )?(?:coordinate|value|row|entr)"
    r"|\b(?:find|get|report|store|what is|select) the (?:\w+ ){0,2}(?:high|low|larg|small|great)est\b"
    r"|\b(?:find|get|report|store|what is|select) the (?:\w+ ){0,2}(?:maximum|minimum)\b"
)
_STATISTIC = re.compile(
    r"(?i)(?:^|_)(?:mean|avg|average|std|sd|stdev|var|variance|prop|proportion|pct|percent|p_?value|rmse|mse|mae|rmspe"
    r"|r2|corr|correlation|accuracy|slope|loss|error|ratio|dist|distance|prob|probability)(?:_|\d|$)"
)
_NUMBER = re.compile(
    r"(?i)(?:^|_)(?:mean|avg|average|std|deviation|variance|norm|distance|eigenvalue|determinant|det|rmse|mse|mae|loss"
    r"|cost|correlation|probability|area|volume|slope|entropy|gini|integral|root|angle|likelihood|energy)(?:_of_\w+)?$"
)
# A sum that the test takes itself is taken in one order; what it sums may have been looked up.
_CALLS = results.AVERAGED | results.COMPUTED | results.ROOT


def sounds_like_number(name: str) -> bool:
    """Whether a function of this name gives one number that takes several steps: `largest_eigenvalue`."""
    return bool(_NUMBER.search(name))


def is_worked_out(node: ast.expr, use: Use, document: Document) -> bool:
    """Whether the float `node`, tested at `use`, is a result: by its own name or calls, else by the task."""
    for part in islice(ast.walk(node), MOST_NODES):
        match part:
            case ast.Name(id=name) | ast.Constant(value=str(name)) if _STATISTIC.search(name):
                return True
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _CALLS:
                return True
    task = _task(use, document)
    return bool(_WORKED_OUT.search(task)) and not _LOOKED_UP.search(task)


def _task(use: Use, document: Document) -> str:
    """What stands between the tests before and these: the exercise's text and where its answer goes."""
    if document.format == "python":
        return ""
    texts: list[str] = []
    for index in range(document.code[use.code].source - 1, -1, -1):
        text = document.sources[index].text
        if "assert" in text or len(texts) == 4:
            break
        texts.append(text[:LONGEST_TASK])
    return "\n".join(reversed(texts))
