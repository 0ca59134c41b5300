"""QTI 1.2 and Canvas' dialect of it: items with labels, and keys in the conditions that give points.

The format: https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from courselint.model import Figure, Option, Question, QuestionKind, Text, TextKind
from courselint.sources import figures, htmltext
from courselint.sources.quizzes import qti1grading
from courselint.sources.quizzes.qti1grading import GENERAL, Grading
from courselint.sources.xmltree import Element

FORMAT = "qti-1.2"

# What Canvas calls its questions; other exporters are told by their elements.
_KINDS: dict[str, QuestionKind] = {
    "multiple_choice_question": "choice",
    "multiple_answers_question": "choice",
    "true_false_question": "true-false",
    "short_answer_question": "short-answer",
    "fill_in_multiple_blanks_question": "short-answer",
    "multiple_dropdowns_question": "choice",
    "numerical_question": "numeric",
    "matching_question": "matching",
    # Things are sorted into categories; some may stay empty.
    "categorization_question": "matching",
    "ordering_question": "ordering",
    "essay_question": "essay",
    "text_only_question": "description",
    "file_upload_question": "description",
    "calculated_question": "description",
    "hot_spot_question": "description",
}
# The profile of Common Cartridges: https://www.imsglobal.org/cc/ccv1p3/imscc_Implementation-v1p3.html
_PROFILES: dict[str, QuestionKind] = {
    "multiple_choice": "choice",
    "multiple_response": "choice",
    "true_false": "true-false",
    "fib": "short-answer",
    "pattern_match": "short-answer",
    "essay": "essay",
}
_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")


def read(root: Element) -> Iterator[Question]:
    """The questions of all items below."""
    items = [(element, qti1grading.read(element)) for element in root.walk() if element.name == "item"]
    is_graded = any(grading.is_stated for _, grading in items)
    for item, grading in items:
        # Where others have a key, one that is graded and never earns a point lacks its own.
        grading.is_stated |= is_graded and any(child.name == "resprocessing" for child in item.children)
        shown = tuple(_figures(item))
        yield from (replace(each, figures=shown) for each in _read_item(item, grading))


def _figures(item: Element) -> Iterator[Figure]:
    """What it shows, as HTML in its texts or as pictures of their own."""
    for element in item.walk():
        if element.name == "mattext":
            yield from figures.in_html(element.text)
        elif element.name == "matimage" and "uri" in element.attributes:
            uri = element.attributes["uri"]
            yield Figure(uri, uri.text, uri.text.startswith("data:"))
    yield from figures.in_element(item)


def _read_item(item: Element, grading: Grading) -> Iterator[Question]:
    presentation = item.first("presentation")
    if presentation is None:
        return
    responses = [element for element in presentation.walk() if element.name in _RESPONSES]
    stem = _stem(presentation)
    written = _metadata(item, "question_type")
    profile = _metadata(item, "cc_profile").removeprefix("cc.").partition(".")[0]
    kind = _KINDS.get(written) or _PROFILES.get(profile) or (_kind(responses[0]) if responses else "description")
    notes = {
        element.value("ident"): _material(element, "feedback")
        for element in item.walk()
        if element.name == "itemfeedback"
    }
    title = item.value("title")
    general = tuple(text for name in GENERAL if (text := notes.get(name)) is not None and text.text)
    if kind == "matching":
        pairs = tuple(option for response in responses for option in _pair(response, grading))
        yield Question("matching", FORMAT, stem, pairs, feedback=general, title=title)
        return
    if not responses or kind in ("description", "essay"):
        yield Question(kind, FORMAT, stem, feedback=general, title=title)
        return
    for number_of_it, response in enumerate(responses):
        own = _material(response, "stem") if len(responses) > 1 else None
        asked = stem if number_of_it == 0 or own is None else own
        found = _question(kind, response, asked, grading, notes, title)
        is_multiple = profile == "multiple_response"
        yield replace(found, feedback=general, is_single=False if is_multiple else found.is_single)


def _question(
    kind: QuestionKind, response: Element, stem: Text, grading: Grading, notes: dict[str, Text | None], title: str
) -> Question:
    ident = response.value("ident")
    if kind == "numeric":
        numbers = tuple(qti1grading.numbers(grading.numbers.get(ident, [])))
        return Question(kind, FORMAT, stem, numbers=numbers, title=title)
    labels = [label for label in response.walk() if label.name == "response_label"]
    options = tuple(_option(label, ident, grading, notes) for label in labels if label.first("material") is not None)
    if kind == "short-answer":
        # Canvas takes each of a blank's answers, but gives points to the first of them only.
        options = tuple(replace(option, is_key=True) for option in options if option.text.text)
    if kind == "short-answer" and not options:
        options = tuple(
            Option(text, True, points)
            for operator, text, points in grading.numbers.get(ident, [])
            if operator in ("varequal", "varsubstring") and points > 0
        )
    if kind == "true-false" and any(option.is_key for option in options):
        options = tuple(option for option in options if option.is_key is not False)
    is_choice = kind == "choice"
    render = next((element for element in response.walk() if element.name == "render_choice"), None)
    return Question(
        kind,
        FORMAT,
        stem,
        options,
        is_single=response.value("rcardinality").lower() != "multiple" if is_choice else None,
        is_shuffled=render.value("shuffle").lower() == "yes"
        if is_choice and render and render.value("shuffle")
        else None,
        title=title,
    )


def _option(label: Element, response: str, grading: Grading, notes: dict[str, Text | None]) -> Option:
    key = (response, label.value("ident"))
    points = grading.points.get(key, 0.0)
    text = _material(label, "option")
    feedback = notes.get(grading.feedback.get(key, ""))
    return Option(
        text if text is not None else label.text,
        points > 0 if grading.is_stated else None,
        points,
        feedback if feedback is not None and feedback.text else None,
    )


def _kind(response: Element) -> QuestionKind:
    if response.name in ("response_lid", "response_grp"):
        return "choice"
    fib = next((element for element in response.walk() if element.name == "render_fib"), None)
    if response.name == "response_num" or (fib and fib.value("fibtype").lower() in ("decimal", "integer")):
        return "numeric"
    return "short-answer" if fib is not None and not fib.value("rows") else "essay"


def _stem(presentation: Element) -> Text:
    """The material that stands before or beside the responses, not in them."""
    pending = [presentation]
    while pending:
        element = pending.pop()
        found = _material(element, "stem")
        if found is not None:
            return found
        pending.extend(child for child in reversed(element.children) if child.name == "flow")
    return Text.plain("", presentation.tag.end, kind="stem")


def _material(element: Element, kind: TextKind) -> Text | None:
    """The first text of the element's own material."""
    holders = [element, *(child for child in element.children if child.name in ("flow_mat", "flow"))]
    for holder in holders:
        for material in holder.named("material"):
            for text in material.named("mattext"):
                whole = text.text
                whole = replace(whole, kind=kind)
                is_html = text.value("texttype").lower() in ("text/html", "html", "text/xhtml")
                # Exporters say "plain" of what they show as HTML.
                return htmltext.read(whole) if is_html or htmltext.is_html(whole.text) else whole.part(whole.whole)
    return None


def _metadata(item: Element, label: str) -> str:
    for element in item.walk():
        if element.name == "qtimetadatafield":
            name, entry = element.first("fieldlabel"), element.first("fieldentry")
            if name is not None and entry is not None and name.text.text.strip() == label:
                return entry.text.text.strip()
    return ""


def _pair(response: Element, grading: Grading) -> Iterator[Option]:
    """What is asked in one line of a matching question, and what belongs to it."""
    prompt = _material(response, "option")
    if prompt is None:
        return
    for label in response.walk():
        if (
            label.name == "response_label"
            and grading.points.get((response.value("ident"), label.value("ident")), 0) > 0
        ):
            answer = _material(label, "option")
            if answer is not None:
                yield Option(prompt, None)
                yield Option(answer, None)
                return
