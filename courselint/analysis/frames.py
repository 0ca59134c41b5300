"""Which expressions are certainly pandas DataFrames, whose iteration gives column names and no values."""

from __future__ import annotations

import ast

from courselint.analysis.boundvalues import function_named
from courselint.analysis.libraries import full_name
from courselint.analysis.reaching import reaching
from courselint.analysis.scopes import Binding, Bindings, Scope, Use

MOST_STEPS = 60
MOST_RETURNS = 8

_MAKERS = frozenset(
    f"pandas.{name}"
    for name in (
        "DataFrame", "DataFrame.from_dict", "DataFrame.from_records", "read_csv", "read_table", "read_excel",
        "read_json", "read_parquet", "read_fwf", "merge", "pivot_table", "crosstab", "get_dummies", "melt",
    )
)  # fmt: skip
# What these methods give of a DataFrame is one again.
_KEEPING = frozenset(
    (
        "abs", "add", "applymap", "assign", "astype", "clip", "convert_dtypes", "copy", "corr", "cumsum", "describe",
        "diff", "drop", "drop_duplicates", "dropna", "ffill", "bfill", "fillna", "head", "isna", "isnull",
        "join", "merge", "notna", "notnull", "nlargest", "nsmallest", "reindex", "rename", "replace", "reset_index",
        "round", "sample", "set_index", "shift", "sort_index", "sort_values", "sub", "tail", "transpose",
    )
)  # fmt: skip
_GROUPED = frozenset(("mean", "sum", "max", "min", "median", "std", "var", "count", "first", "last", "nunique"))


class Frames:
    """Answers for one document; nothing is looked at twice, and what isn't certain is no DataFrame."""

    __slots__ = ("_bindings", "_known", "_left")

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._known: dict[int, bool] = {}
        self._left = 0

    def is_frame(self, node: ast.expr, use: Use) -> bool:
        """Whether this is certainly a DataFrame."""
        self._left = MOST_STEPS
        return self._is(node, use)

    def _is(self, node: ast.expr, use: Use) -> bool:
        self._left -= 1
        if self._left < 0:
            return False
        match node:
            case ast.Name(id=name):
                return self._named(name, use)
            case ast.Attribute(value=ast.Name(id="self"), attr=attribute):
                return self._named(f"self.{attribute}", use)
            case ast.Attribute(value=value, attr="T"):
                return self._is(value, use)
            case ast.Subscript(value=value, slice=ast.List()):
                return self._is(value, use)
            case ast.Compare(left=left, ops=[_], comparators=[right]):
                return self._is(left, use) or self._is(right, use)
            case ast.Call(func=function):
                return self._called(node, function, use)
        return False

    def _called(self, call: ast.Call, function: ast.expr, use: Use) -> bool:
        if full_name(function, self._bindings) in _MAKERS:
            # With these, a reader gives something else: chunks, one column, a dict of sheets.
            return not any(keyword.arg in (None, "chunksize", "iterator", "squeeze", "sheet_name", "typ")
                           for keyword in call.keywords)  # fmt: skip
        match function:
            case ast.Name(id=name):
                own = function_named(name, use)
                return own is not None and self._returned(own)
            case ast.Attribute(attr="to_frame"):
                return True
            case ast.Attribute(value=value, attr=name) if name in _KEEPING:
                return not _is_in_place(call) and self._is(value, use)
            case ast.Attribute(value=ast.Call(func=ast.Attribute(value=value, attr="groupby")), attr=name):
                return name in _GROUPED and self._is(value, use)
        return False

    def _returned(self, function: Scope) -> bool:
        return 0 < len(function.returns) <= MOST_RETURNS and all(
            self._is(value, place) for value, place in function.returns
        )

    def _named(self, name: str, use: Use) -> bool:
        found, _ = reaching(name, use)
        plain = [binding for binding in found if binding.kind != "mutation"]
        return bool(plain) and all(self._bound(binding) for binding in plain)

    def _bound(self, binding: Binding) -> bool:
        key = id(binding)
        if key not in self._known:
            # A name that is made from itself is none until shown to be one.
            self._known[key] = False
            self._known[key] = self._from_binding(binding)
        return self._known[key]

    def _from_binding(self, binding: Binding) -> bool:
        if binding.kind == "value" and binding.value is not None and not binding.path:
            return self._is(binding.value, binding.use)
        if binding.kind != "parameter" or binding.function is None:
            return False
        node = binding.function.node
        fixture = self._bindings.module.bindings.get(binding.name)
        return (
            node is not None
            and node.name.startswith("test")
            and bool(fixture)
            and fixture is not None
            and fixture[-1].function is not None
            and self._returned(fixture[-1].function)
        )


def _is_in_place(call: ast.Call) -> bool:
    return any(keyword.arg == "inplace" for keyword in call.keywords)
