"""FD702 to FD704 and FD707: whether the pictures of claims exist and can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factdesk.checks.codes import CODES
from factdesk.checks.file import FileResult
from factdesk.checks.lenient import did_you_mean
from factdesk.claims.problem import Place, Problem
from factdesk.messages.catalogue import tr
from factdesk.pictures.decode import PictureFault, PictureProblem
from factdesk.pictures.folder import PICTURES, Pictures
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown

_CODES = {
    PictureProblem.UNREADABLE: "FD702",
    PictureProblem.DAMAGED: "FD703",
    PictureProblem.SIZE: "FD704",
}


def check_pictures(
    files: Sequence[FileResult], pictures: Pictures, names: Sequence[str], folder: str
) -> Iterator[Problem]:
    """Yield problems of the pictures that claims name, and of pictures that no claim names.

    ``names`` are all files in the folder of pictures, and ``folder`` is the folder of claims.
    """
    used = set()
    for file in files:
        for n, item in enumerate(file.summary.media):
            used.add(item.file)
            fault = pictures.get(item.file or "")
            if isinstance(fault, PictureFault):
                hint = fault.hint or _near(fault, item.file or "", names)
                field = ("media", n, "file")
                place = file.place(".".join(map(str, field)))
                code = CODES[_CODES[fault.problem]]
                yield code.problem(fault.message, place, hint, field=field)
    for name in names:
        if name not in used:
            place = Place(f"{folder}/{PICTURES}/{shown(name)}")
            yield CODES["FD707"].problem(tr("no claim shows this picture"), place)


def _near(fault: PictureFault, name: str, names: Sequence[str]) -> str | None:
    if fault.problem is not PictureProblem.UNREADABLE:
        return None
    near = nearest(name, [each for each in names if each != name])
    return did_you_mean(near)
