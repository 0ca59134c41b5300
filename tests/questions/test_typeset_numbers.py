"""Numbers with units set in LaTeX are numbers; formulas that only look like them are not."""

from fractions import Fraction

import pytest

from courselint.analysis import numericoptions
from courselint.model import Option, Question, Text


@pytest.mark.parametrize(
    ("options", "values"),
    [
        ((r"\(4.5\,\mathrm{m/s}\)", r"\(2\,\mathrm{m/s}\)", r"\(9\,\mathrm{m/s}\)"), ("4.5", "2", "9")),
        ((r"$110 \,\mathsf{\Omega}$", r"$10 \,\mathsf{\Omega}$", r"$90 \,\mathsf{\Omega}$"), ("110", "10", "90")),
        ((r"$9.8\,\text{m/s}^2$", r"$1.6\,\text{m/s}^2$", r"$3.7\,\text{m/s}^{2}$"), ("9.8", "1.6", "3.7")),
        ((r"$30^\circ$", r"$90^{\circ}$", r"$60^\circ$"), ("30", "90", "60")),
        ((r"$4\,\mathrm{m}$", r"$2\,\mathrm{s}$", r"$9\,\mathrm{m}$"), ()),
        ((r"$2\sqrt{3}$", r"$3\sqrt{2}$", r"$\sqrt{5}$"), ()),
        ((r"\mathrm{" * 30, r"\mathrm{", r"$\mathrm{$"), ()),
    ],
)
def test_quantity_in_latex(options, values):
    question = Question("choice", "gift", Text.plain("?"), tuple(Option(Text.plain(each), False) for each in options))
    assert numericoptions.values(question) == tuple(map(Fraction, values))
