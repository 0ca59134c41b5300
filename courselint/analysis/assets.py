"""Where the figure that a quiz file names would have to be."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from courselint.model import Document, Figure, Files, is_placeholder

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
# What is filled in when the page is made or shown.
_TEMPLATE = re.compile(r"[{}<>|*]|\$(?!IMS)|%%|%(?![0-9A-Fa-f]{2})|\[\[")
_CANVAS = re.compile(r"\$IMS[-_]CC[-_]FILE[-_]?BASE\$/*", re.IGNORECASE)
# What is read where it lies. All else is taken in by a platform, which may keep its pictures elsewhere.
_PAGES = frozenset((".md", ".markdown", ".mdx", ".ipynb", ".rst"))
# Programs write these beside the pages that they make.
_MADE = (".pdf", ".csv")
_MOODLE = "@@PLUGINFILE@@/"
_FILE = re.compile(r"[^/]*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|pdf|mp3|mp4|webm|ogg|wav|csv)", re.IGNORECASE)


def is_missing(figure: Figure, document: Document, files: Files) -> bool:
    """Whether the file is certain not to be there; what the course's own files can't tell is not."""
    target = figure.target.strip()
    if figure.is_held or any(map(is_placeholder, target)) or not target:
        return False
    if target.startswith(_MOODLE):
        # Moodle's own files travel inside the question, or not at all.
        return document.format in ("moodle-xml", "gift") and "{" not in target
    member = document.sources[figure.text.source].member
    target = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    if canvas := _CANVAS.match(target):
        return member is not None and not _is_packed(target[canvas.end() :], document)
    if _ADDRESS.match(target) or _TEMPLATE.search(target) or not _FILE.fullmatch(target.rpartition("/")[2]):
        return False
    if member is not None:
        return not target.startswith("/") and not _is_packed(target, document)
    return _is_missing_on_disk(target, document, files)


def _is_packed(target: str, document: Document) -> bool:
    """Whether the archive holds the file, wherever its packer put it, or holds no such files at all."""
    name = f"/{target.lstrip('./')}".lower()
    names = [f"/{unquote(member)}".lower() for member in document.members]
    return any(each.endswith(name) for each in names) or not any(map(_FILE.search, names))


def _is_missing_on_disk(target: str, document: Document, files: Files) -> bool:
    folder = PurePosixPath(document.path).parent
    if target.startswith("/static/"):
        root = next((above for above in (folder, *folder.parents) if files.has(f"{above}/course.xml")), None)
        place = None if root is None else root / target[1:]
    else:
        place = None if target.startswith("/") else folder / target
    if place is None or files.has(str(place)):
        return False
    is_page = PurePosixPath(document.path).suffix.lower() in _PAGES and not target.lower().endswith(_MADE)
    return _is_alone_missing(place, files, is_page=is_page)


def _is_alone_missing(place: PurePosixPath, files: Files, *, is_page: bool) -> bool:
    """Whether its folder is there and only the file is not.

    Others of its kind have to be in the folder, unless a page shows it.
    """
    names = files.names(str(place.parent))
    # edX writes `_` for the blanks of a name.
    is_kept = bool(names) if is_page else any(map(_FILE.fullmatch, names))
    return is_kept and place.name not in {name.replace(" ", "_") for name in names}
