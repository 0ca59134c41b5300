"""One small quiz in every format that courselint reads, and where each piece of it stands: what mutants.py breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Literal

Piece = Literal["stem", "option", "feedback", "key", "figure"]
RIGHT, WRONG = "Correct.", "Incorrect."


@dataclass(frozen=True, slots=True)
class Choice:
    text: str
    is_key: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question: with choices, or with a number (`key`, its `tolerance` "" where it has none).

    `is_lost`: its figure isn't there, neither beside the file nor in it.
    """

    stem: str
    choices: tuple[Choice, ...] = ()
    key: str = ""
    tolerance: str = ""
    figure: str = ""
    is_lost: bool = False


class Page:
    """A file as it grows: its text, and the span of each piece by question, kind and number.

    `inside` holds the stretches in which a file that is cut off lacks something.
    """

    def __init__(self, text: str = "") -> None:
        self.length = len(text)
        self.pieces: dict[tuple[int, Piece, int], tuple[int, int]] = {}
        self.inside: list[tuple[int, int]] = []
        self._parts = [text]

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def put(self, text: str) -> None:
        """Add text."""
        self._parts.append(text)
        self.length += len(text)

    def mark(self, text: str, question: int, piece: Piece, number: int = 0) -> None:
        """Add the text of a piece."""
        self.pieces[question, piece, number] = (self.length, self.length + len(text))
        self.put(text)


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written: `name` is the file's, `is_whole` says that nothing of the file can be missing."""

    name: str
    write: Callable[[tuple[Item, ...]], Page]
    has_numbers: bool = False
    has_figures: bool = False
    has_feedback: bool = False
    is_single: bool = False
    is_whole: bool = False


def gift(items: tuple[Item, ...]) -> Page:
    """Moodle's GIFT."""
    page = Page()
    for number, item in enumerate(items):
        page.put(f"::Q{number + 1}:: ")
        start = page.length
        if item.figure:
            page.put("[html]")
        page.mark(item.stem, number, "stem")
        if item.figure:
            page.put(' <img src\\="')
            page.mark(item.figure, number, "figure")
            page.put('" alt\\="the plot">')
        page.put(" {")
        start = page.length
        if item.key:
            page.put("#")
            page.mark(item.key, number, "key")
            page.put(f":{item.tolerance}" if item.tolerance else "")
        for place, choice in enumerate(item.choices):
            page.put("\n  " + ("=" if choice.is_key else "~"))
            page.mark(choice.text, number, "option", place)
            if choice.feedback:
                page.put(" #")
                page.mark(choice.feedback, number, "feedback", place)
        page.put("\n}")
        page.inside.append((start, page.length))
        page.put("\n\n")
    return page


def aiken(items: tuple[Item, ...]) -> Page:
    """Moodle's Aiken."""
    page = Page()
    for number, item in enumerate(items):
        page.mark(item.stem, number, "stem")
        page.put("\n")
        start = 0
        for place, choice in enumerate(item.choices):
            page.put(f"{'ABCDEFGH'[place]}. ")
            page.mark(choice.text, number, "option", place)
            page.put("\n")
            start = start or (page.length if place else 0)
        keys = [place for place, choice in enumerate(item.choices) if choice.is_key]
        page.put(f"ANSWER: {'ABCDEFGH'[keys[0]] if keys else 'H'}")
        page.inside.append((start, page.length))
        page.put("\n\n")
    return page


def checklist(items: tuple[Item, ...]) -> Page:
    """Markdown with boxes to tick."""
    page = Page("# Quiz\n\n")
    for number, item in enumerate(items):
        page.put(f"## {number + 1}. ")
        page.mark(item.stem, number, "stem")
        _markdown_figure(page, item, number)
        page.put("\n\n")
        for place, choice in enumerate(item.choices):
            page.put("- [x] " if choice.is_key else "- [ ] ")
            page.mark(choice.text, number, "option", place)
            page.put("\n")
        page.put("\n")
    return page


def options_answer(items: tuple[Item, ...]) -> Page:
    """Markdown with lettered options and their answer below."""
    page = Page("# Quiz\n\n")
    for number, item in enumerate(items):
        page.put(f"**{number + 1}. ")
        page.mark(item.stem, number, "stem")
        page.put("**")
        _markdown_figure(page, item, number)
        page.put("\n\n")
        for place, choice in enumerate(item.choices):
            page.put(f"- {'abcdefgh'[place]}) ")
            page.mark(choice.text, number, "option", place)
            page.put("\n")
        keys = [place for place, choice in enumerate(item.choices) if choice.is_key]
        page.put(f"\n**Answer:** {'abcdefgh'[keys[0]] if keys else 'h'}\n\n")
    return page


def text2qti(items: tuple[Item, ...]) -> Page:
    """text2qti's Markdown."""
    page = Page("Quiz title: Revision\n\n")
    for number, item in enumerate(items):
        label = f"{number + 1}.  "
        page.put(label)
        page.mark(item.stem, number, "stem")
        _markdown_figure(page, item, number, "\n" + " " * len(label))
        page.put("\n")
        if item.key:
            page.put("=   ")
            page.mark(item.key, number, "key")
            page.put(f" +- {item.tolerance}" if item.tolerance else "")
            page.put("\n")
        start = page.length
        for place, choice in enumerate(item.choices):
            page.put(f"{'*' if choice.is_key else ''}{'abcdefgh'[place]})  ")
            page.mark(choice.text, number, "option", place)
            page.put("\n")
            if choice.feedback:
                page.put("...   ")
                page.mark(choice.feedback, number, "feedback", place)
                page.put("\n")
            if choice.is_key:
                page.inside.append((start, page.pieces[number, "option", place][0]))
        page.put("\n")
    return page


def _markdown_figure(page: Page, item: Item, number: int, before: str = "\n\n") -> None:
    if item.figure:
        page.put(f"{before}![the plot](")
        page.mark(item.figure, number, "figure")
        page.put(")")


def for_beginners(items: tuple[Item, ...]) -> Page:
    """The JSON of the "for Beginners" courses."""
    page = Page('[{"title": "Quizzes", "quizzes": [{"id": 1, "title": "Revision", "quiz": [')
    for number, item in enumerate(items):
        page.put(", " if number else "")
        page.put('{"questionText": "')
        page.mark(item.stem, number, "stem")
        page.put('", "answerOptions": [')
        for place, choice in enumerate(item.choices):
            page.put(", " if place else "")
            page.put('{"answerText": "')
            page.mark(choice.text, number, "option", place)
            page.put(f'", "isCorrect": "{str(choice.is_key).lower()}"}}')
        page.put("]}")
    page.put("]}]}]\n")
    return page


def jupyterquiz(items: tuple[Item, ...]) -> Page:
    """jupyterquiz's JSON."""
    page = Page("[")
    for number, item in enumerate(items):
        page.put(",\n " if number else "")
        page.put('{"question": "')
        page.mark(item.stem, number, "stem")
        page.put(f'", "type": "{"numeric" if item.key else "multiple_choice"}", "answers": [')
        if item.key and item.tolerance:
            low, high = _range(item)
            page.put('{"type": "range", "range": [')
            page.mark(f"{low}, {high}", number, "key")
            page.put(f'], "correct": true, "feedback": "{RIGHT}"}}')
        elif item.key:
            page.put('{"type": "value", "value": ')
            page.mark(item.key, number, "key")
            page.put(f', "correct": true, "feedback": "{RIGHT}"}}')
        for place, choice in enumerate(item.choices):
            page.put(", " if place else "")
            page.put('{"answer": "')
            page.mark(choice.text, number, "option", place)
            page.put(f'", "correct": {str(choice.is_key).lower()}, "feedback": "')
            page.mark(choice.feedback, number, "feedback", place)
            page.put('"}')
        page.put("]}")
    page.put("]\n")
    return page


def _range(item: Item) -> tuple[float, float]:
    key, tolerance = float(item.key), float(item.tolerance)
    return round(key - tolerance, 6), round(key + tolerance, 6)


def moodle(items: tuple[Item, ...]) -> Page:
    """Moodle's XML."""
    page = Page('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
    for number, item in enumerate(items):
        page.put(f'<question type="{"numerical" if item.key else "multichoice"}">\n')
        page.put(f'<name><text>Q{number + 1}</text></name>\n<questiontext format="html"><text><![CDATA[<p>')
        page.mark(item.stem, number, "stem")
        if item.figure:
            page.put(' <img src="')
            page.mark(f"@@PLUGINFILE@@/{item.figure}", number, "figure")
            page.put('" alt="the plot">')
        page.put("</p>]]></text>")
        if item.figure and not item.is_lost:
            page.put(f'<file name="{item.figure}" encoding="base64">iVBORw0KGgo=</file>')
        page.put("</questiontext>\n")
        if item.key:
            page.put('<answer fraction="100"><text>')
            page.mark(item.key, number, "key")
            page.put(f"</text><tolerance>{item.tolerance or '0'}</tolerance></answer>\n")
        else:
            page.put("<single>true</single><shuffleanswers>false</shuffleanswers>\n")
        for place, choice in enumerate(item.choices):
            page.put(f'<answer fraction="{100 if choice.is_key else 0}" format="html"><text>')
            page.mark(escape(choice.text), number, "option", place)
            page.put("</text><feedback><text>")
            page.mark(choice.feedback, number, "feedback", place)
            page.put("</text></feedback></answer>\n")
        page.put("</question>\n")
    page.put("</quiz>\n")
    return page


def canvas(items: tuple[Item, ...]) -> Page:
    """QTI 1.2 as Canvas exports it."""
    page = Page(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">\n<assessment ident="a" title="Revision">'
        '<section ident="root">\n'
    )
    for number, item in enumerate(items):
        kind = "numerical_question" if item.key else "multiple_choice_question"
        page.put(f'<item ident="i{number}" title="Q{number + 1}"><itemmetadata><qtimetadata><qtimetadatafield>')
        page.put(f"<fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry>")
        page.put("</qtimetadatafield></qtimetadata></itemmetadata>\n<presentation><material><mattext ")
        page.put('texttype="text/html">&lt;p&gt;')
        page.mark(item.stem, number, "stem")
        if item.figure:
            page.put(' &lt;img src="')
            page.mark(item.figure, number, "figure")
            page.put('" alt="the plot"&gt;')
        page.put("&lt;/p&gt;</mattext></material>\n")
        if item.key:
            page.put('<response_str ident="r" rcardinality="Single"><render_fib fibtype="Decimal"><response_label ')
            page.put('ident="answer1"/></render_fib></response_str></presentation>\n<resprocessing><outcomes>')
            page.put('<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>')
            low, high = _range(item) if item.tolerance else (item.key, item.key)
            page.put('<respcondition continue="No"><conditionvar><or><varequal respident="r">')
            page.mark(item.key, number, "key")
            page.put(f'</varequal><and><vargte respident="r">{low}</vargte><varlte respident="r">{high}</varlte>')
            page.put('</and></or></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>')
            page.put("</resprocessing></item>\n")
            continue
        page.put('<response_lid ident="r" rcardinality="Single"><render_choice>\n')
        for place, choice in enumerate(item.choices):
            page.put(f'<response_label ident="{place}"><material><mattext texttype="text/plain">')
            page.mark(escape(choice.text), number, "option", place)
            page.put("</mattext></material></response_label>\n")
        page.put('</render_choice></response_lid></presentation>\n<resprocessing><outcomes><decvar maxvalue="100" ')
        page.put('minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>\n')
        for place in range(len(item.choices)):
            page.put(f'<respcondition continue="Yes"><conditionvar><varequal respident="r">{place}</varequal>')
            page.put(
                f'</conditionvar><displayfeedback feedbacktype="Response" linkrefid="{place}_fb"/></respcondition>'
            )
        for place, choice in enumerate(item.choices):
            if choice.is_key:
                page.put('<respcondition continue="No"><conditionvar><varequal respident="r">')
                page.put(f'{place}</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar>')
                page.put("</respcondition>\n")
        page.put("</resprocessing>\n")
        for place, choice in enumerate(item.choices):
            page.put(f'<itemfeedback ident="{place}_fb"><flow_mat><material><mattext texttype="text/html">')
            page.mark(choice.feedback, number, "feedback", place)
            page.put("</mattext></material></flow_mat></itemfeedback>\n")
        page.put("</item>\n")
    page.put("</section></assessment></questestinterop>\n")
    return page


def qti2(items: tuple[Item, ...]) -> Page:
    """QTI 2.1: the first of the items, since a file holds one."""
    return _qti(items, "assessmentItem", "http://www.imsglobal.org/xsd/imsqti_v2p1", lambda name: name)


def qti3(items: tuple[Item, ...]) -> Page:
    """QTI 3: the first of the items, since a file holds one."""
    return _qti(items, "qti-assessment-item", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0", _hyphened)


def _hyphened(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)


def _qti(items: tuple[Item, ...], root: str, space: str, named: Callable[[str], str]) -> Page:
    prefix = "qti-" if root.startswith("qti-") else ""
    tag = lambda name: prefix + named(name)  # noqa: E731
    page = Page(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}" identifier="i0" title="Q1" '
        f'{named("timeDependent")}="false" adaptive="false">\n'
    )
    item = items[0]
    keys = [place for place, choice in enumerate(item.choices) if choice.is_key]
    page.put(f'<{tag("responseDeclaration")} identifier="RESPONSE" cardinality="single" ')
    page.put(f'{named("baseType")}="{"float" if item.key else "identifier"}">')
    if item.key or keys:
        page.put(f"<{tag('correctResponse')}>")
        for place in keys:
            page.put(f"<{tag('value')}>c{place}</{tag('value')}>")
        if item.key:
            page.put(f"<{tag('value')}>")
            page.mark(item.key, 0, "key")
            page.put(f"</{tag('value')}>")
        page.put(f"</{tag('correctResponse')}>")
    page.put(f"</{tag('responseDeclaration')}>\n<{tag('itemBody')}>\n<p>")
    if item.key:
        page.mark(item.stem, 0, "stem")
        page.put(f' <{tag("textEntryInteraction")} {named("responseIdentifier")}="RESPONSE"/></p>\n')
    else:
        if item.figure:
            page.put('<img src="')
            page.mark(item.figure, 0, "figure")
            page.put('" alt="the plot"/>')
        page.put(f'</p>\n<{tag("choiceInteraction")} {named("responseIdentifier")}="RESPONSE" shuffle="false" ')
        page.put(f'{named("maxChoices")}="1"><{tag("prompt")}>')
        page.mark(item.stem, 0, "stem")
        page.put(f"</{tag('prompt')}>\n")
        for place, choice in enumerate(item.choices):
            page.put(f'<{tag("simpleChoice")} identifier="c{place}">')
            page.mark(escape(choice.text), 0, "option", place)
            page.put(f"</{tag('simpleChoice')}>\n")
        page.put(f"</{tag('choiceInteraction')}>\n")
    page.put(f"</{tag('itemBody')}>\n")
    if item.key and item.tolerance:
        page.put(f"<{tag('responseProcessing')}><{tag('responseCondition')}><{tag('responseIf')}><{tag('equal')} ")
        page.put(f'{named("toleranceMode")}="absolute" tolerance="{item.tolerance} {item.tolerance}">')
        page.put(f'<{tag("variable")} identifier="RESPONSE"/><{tag("correct")} identifier="RESPONSE"/>')
        page.put(
            f"</{tag('equal')}></{tag('responseIf')}></{tag('responseCondition')}></{tag('responseProcessing')}>\n"
        )
    else:
        page.put(f'<{tag("responseProcessing")} template="{space}/rptemplates/match_correct"/>\n')
    page.put(f"</{root}>\n")
    return page


def olx(items: tuple[Item, ...]) -> Page:
    """edX's OLX: one problem of several parts."""
    page = Page('<problem display_name="Revision">\n')
    for number, item in enumerate(items):
        page.put(f"<{'numericalresponse' if item.key else 'multiplechoiceresponse'}")
        if item.key:
            page.put(' answer="')
            page.mark(item.key, number, "key")
            page.put('"')
        page.put(">\n<label>")
        page.mark(item.stem, number, "stem")
        if item.figure:
            page.put(' <img src="')
            page.mark(item.figure, number, "figure")
            page.put('" alt="the plot"/>')
        page.put("</label>\n")
        if item.key:
            tolerance = f'<responseparam type="tolerance" default="{item.tolerance}"/>' if item.tolerance else ""
            page.put(f"{tolerance}<formulaequationinput/>\n</numericalresponse>\n")
            continue
        page.put("<choicegroup>\n")
        for place, choice in enumerate(item.choices):
            page.put(f'<choice correct="{str(choice.is_key).lower()}">')
            page.mark(escape(choice.text), number, "option", place)
            page.put(" <choicehint>")
            page.mark(choice.feedback, number, "feedback", place)
            page.put("</choicehint></choice>\n")
        page.put("</choicegroup>\n</multiplechoiceresponse>\n")
    page.put("</problem>\n")
    return page


def prairielearn(items: tuple[Item, ...]) -> Page:
    """PrairieLearn's `question.html`."""
    page = Page()
    for number, item in enumerate(items):
        page.put("<pl-question-panel><p>")
        page.mark(item.stem, number, "stem")
        page.put("</p></pl-question-panel>\n")
        if item.key:
            page.put(f'<pl-number-input answers-name="n{number}" correct-answer="')
            page.mark(item.key, number, "key")
            page.put(f'" comparison="relabs" rtol="0" atol="{item.tolerance or 0}"></pl-number-input>\n')
            continue
        page.put(f'<pl-multiple-choice answers-name="c{number}" fixed-order="true">\n')
        for place, choice in enumerate(item.choices):
            page.put(f'<pl-answer correct="{str(choice.is_key).lower()}" feedback="')
            page.mark(choice.feedback, number, "feedback", place)
            page.put('">')
            page.mark(escape(choice.text), number, "option", place)
            page.put("</pl-answer>\n")
        page.put("</pl-multiple-choice>\n")
    return page


def rexams(items: tuple[Item, ...]) -> Page:
    """An R/exams exercise: the first of the items, since a file holds one."""
    page, item = Page("Question\n========\n"), items[0]
    page.mark(item.stem, 0, "stem")
    _markdown_figure(page, item, 0)
    page.put("\n\n")
    if item.choices:
        page.put("Answerlist\n----------\n")
        for place, choice in enumerate(item.choices):
            page.put("* ")
            page.mark(choice.text, 0, "option", place)
            page.put("\n")
        page.put("\n")
    page.put("Meta-information\n================\n")
    page.put(f"exname: revision\nextype: {'num' if item.key else 'schoice'}\nexsolution: ")
    if item.key:
        page.mark(item.key, 0, "key")
    page.put("".join(str(int(choice.is_key)) for choice in item.choices) + "\n")
    page.put(f"extol: {item.tolerance}\n" if item.tolerance else "extol: 0\n" if item.key else "")
    return page


def learnr(items: tuple[Item, ...]) -> Page:
    """A tutorial of learnr."""
    page = Page("---\ntitle: Revision\noutput: learnr::tutorial\nruntime: shiny_prerendered\n---\n\n")
    page.put("```{r quiz, echo=FALSE}\nquiz(\n")
    start = page.length
    for number, item in enumerate(items):
        page.put("  question(")
        page.mark(json.dumps(item.stem), number, "stem")
        for place, choice in enumerate(item.choices):
            page.put(',\n    answer("')
            page.mark(choice.text, number, "option", place)
            page.put(f'"{", correct = TRUE" if choice.is_key else ""}, message = "')
            page.mark(choice.feedback, number, "feedback", place)
            page.put('")')
        page.put(f"\n  ){',' if number + 1 < len(items) else ''}\n")
    page.put(")")
    page.inside.append((start, page.length))
    page.put("\n```\n")
    return page


def swirl(items: tuple[Item, ...]) -> Page:
    """A lesson of swirl."""
    page = Page("- Class: meta\n  Course: Revision\n  Lesson: Averages\n  Type: Standard\n\n")
    for number, item in enumerate(items):
        page.put("- Class: mult_question\n  Output: ")
        page.mark(item.stem, number, "stem")
        page.put("\n  AnswerChoices: ")
        for place, choice in enumerate(item.choices):
            page.put("; " if place else "")
            page.mark(choice.text, number, "option", place)
        keys = [choice.text for choice in item.choices if choice.is_key] or ["nothing of this"]
        page.put(f"\n  CorrectAnswer: {keys[0]}\n  AnswerTests: omnitest(correctVal= '{keys[0]}')\n")
        page.put("  Hint: Think of the definition.\n\n")
    return page


def mdx(items: tuple[Item, ...]) -> Page:
    """A page with `<Question choices>`."""
    page = Page("# Quiz\n\n")
    for number, item in enumerate(items):
        page.put(f"### {number + 1}. ")
        page.mark(item.stem, number, "stem")
        _markdown_figure(page, item, number)
        page.put("\n\n<Question\n\tchoices={[\n")
        start = page.length
        for place, choice in enumerate(item.choices):
            page.put('\t\t{ text: "')
            page.mark(choice.text, number, "option", place)
            page.put('", explain: "')
            page.mark(choice.feedback, number, "feedback", place)
            page.put(f'"{", correct: true" if choice.is_key else ""} }},\n')
        page.put("\t]")
        page.inside.append((start, page.length))
        page.put("}\n/>\n\n")
    return page


def runestone(items: tuple[Item, ...]) -> Page:
    """A chapter of a Runestone book."""
    page = Page("Revision\n========\n\n")
    for number, item in enumerate(items):
        if item.key:
            page.put(f".. fillintheblank:: fitb{number}\n\n    ")
            page.mark(item.stem, number, "stem")
            page.put(" |blank|\n\n    - :")
            page.mark(item.key, number, "key")
            page.put(f"{' ' + item.tolerance if item.tolerance else ''}: {RIGHT}\n      :x: {WRONG}\n\n")
            continue
        page.put(f".. mchoice:: mc{number}\n")
        for place, choice in enumerate(item.choices):
            page.put(f"    :answer_{'abcdefgh'[place]}: ")
            page.mark(choice.text, number, "option", place)
            page.put("\n")
        keys = [chr(97 + place) for place, choice in enumerate(item.choices) if choice.is_key]
        page.put(f"    :correct: {','.join(keys) or 'h'}\n")
        for place, choice in enumerate(item.choices):
            page.put(f"    :feedback_{'abcdefgh'[place]}: ")
            page.mark(choice.feedback, number, "feedback", place)
            page.put("\n")
        page.put("\n    ")
        page.mark(item.stem, number, "stem")
        if item.figure:
            page.put("\n\n    .. image:: ")
            page.mark(item.figure, number, "figure")
        page.put("\n\n")
    return page


FORMATS = {
    "gift": Format("bank.gift", gift, has_numbers=True, has_figures=True, has_feedback=True),
    "aiken": Format("bank.txt", aiken),
    "checklist": Format("quiz.md", checklist, has_figures=True),
    "options-answer": Format("answers.md", options_answer, has_figures=True),
    "text2qti": Format("exam.txt", text2qti, has_numbers=True, has_figures=True, has_feedback=True, is_single=True),
    "for-beginners": Format("en.json", for_beginners, is_single=True, is_whole=True),
    "jupyterquiz": Format("questions.json", jupyterquiz, has_numbers=True, has_feedback=True, is_whole=True),
    "moodle-xml": Format(
        "bank.xml", moodle, has_numbers=True, has_figures=True, has_feedback=True, is_single=True, is_whole=True
    ),
    "canvas": Format(
        "assessment.xml", canvas, has_numbers=True, has_figures=True, has_feedback=True, is_single=True, is_whole=True
    ),
    "qti-2": Format("item.xml", qti2, has_numbers=True, has_figures=True, is_single=True, is_whole=True),
    "qti-3": Format("item3.xml", qti3, has_numbers=True, has_figures=True, is_single=True, is_whole=True),
    "olx": Format(
        "problem/revision.xml",
        olx,
        has_numbers=True,
        has_figures=True,
        has_feedback=True,
        is_single=True,
        is_whole=True,
    ),
    "prairielearn": Format(
        "questions/revision/question.html", prairielearn, has_numbers=True, has_feedback=True, is_single=True
    ),
    "r-exams": Format("revision.Rmd", rexams, has_numbers=True, has_figures=True, is_single=True),
    "learnr": Format("tutorial.Rmd", learnr, has_feedback=True),
    "swirl": Format("Averages/lesson.yaml", swirl),
    "mdx": Format("quiz.mdx", mdx, has_figures=True, has_feedback=True),
    "runestone": Format("revision.rst", runestone, has_numbers=True, has_figures=True, has_feedback=True),
}
