"""The pictures and videos of a claim as types."""

from __future__ import annotations

import re
from typing import Annotated, Any

from factdesk.claims.field_groups import FieldGroup
from factdesk.claims.field_types import FieldType, Text, Unreadable, Url
from factdesk.claims.vocabulary import MediaCategory, MediaKind
from factdesk.messages.catalogue import tr
from factdesk.text.shown import shown

#: The name of a picture file: no folders, so that it cannot lead out of the folder of pictures.
PICTURE_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]*\.(jpe?g|png|webp|avif)$")
_LONGEST_NAME = 100


def _picture_name(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("not_a_text")
    if not PICTURE_NAME.search(value) or len(value) > _LONGEST_NAME:
        raise Unreadable(
            "bad_picture_name", tr("'{value}' is not the name of a picture", value=shown(value))
        )
    return value


PictureName = Annotated[
    str,
    FieldType(
        _picture_name,
        {
            "type": "string",
            "pattern": PICTURE_NAME.pattern,
            "patternErrorMessage": "Write the name of a file in claims/_media: letters, digits, "
            "hyphens and dots, ending in .jpg, .png, .webp or .avif.",
            "maxLength": _LONGEST_NAME,
        },
    ),
]


class MediaItem(FieldGroup, frozen=True, kw_only=True):
    """A picture or video that the claim is about.

    ``file`` is a picture in the folder of pictures, or a still of the video. ``url`` is where it
    appeared, and ``context`` says what it really shows.
    """

    file: PictureName | None = None
    url: Url | None = None
    kind: MediaKind = MediaKind.IMAGE
    category: MediaCategory
    description: Text
    context: Text | None = None
    credit: Text | None = None
    licence: Text | None = None
    archived_url: Url | None = None
