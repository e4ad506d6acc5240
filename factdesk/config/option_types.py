"""The types of options that claim files do not use."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated, Any

from factdesk.claims.field_groups import metadata_of
from factdesk.claims.field_types import FieldType, Partial, Unreadable
from factdesk.messages.catalogue import tr
from factdesk.text.dates import PartialDate
from factdesk.text.urls import BadURL, parse_url

_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("not_a_text")
    return value


def _date(value: Any) -> PartialDate:
    """Return a date that YAML may have read as a date or a number."""
    is_typed = isinstance(value, int | float) or hasattr(value, "isoformat")
    date: PartialDate = metadata_of(Partial).read(str(value) if is_typed else value)
    return date


def _flag(value: Any) -> bool:
    flag = value if isinstance(value, bool) else _FLAGS.get(str(value).lower())
    if flag is None:
        raise Unreadable("not_a_flag")
    return flag


def _number(least: int, most: int | None, value: Any) -> int:
    text = "" if isinstance(value, bool) else str(value)
    if not re.fullmatch(r"-?[0-9]{1,18}", text, re.ASCII):
        raise Unreadable("not_a_number")
    number = int(text)
    if number < least:
        raise Unreadable(
            "bad_number", tr("this must be greater than or equal to {least}", least=least)
        )
    if most is not None and number > most:
        raise Unreadable("bad_number", tr("this must be less than or equal to {most}", most=most))
    return number


def _web_address(value: Any) -> str:
    text = _text(value)
    if text:
        _parsed(text)
    return text


def read_site_address(value: Any) -> str:
    """Return the address of a site with a slash at the end; an empty address stays empty.

    Raises:
        Unreadable: it cannot be the address of a site.
    """
    text = _text(value)
    if not text:
        return ""
    address = _parsed(text).replace("%7E", "~").replace("%7e", "~")
    if "?" in address or "#" in address:
        message = tr("a site's address has no query and no fragment: '{text}'", text=text)
        raise Unreadable("bad_url", message)
    if re.search(r"/(?:index|default)\.\w+/?$", address):
        message = tr("this is the address of a page: delete the file name in '{text}'", text=text)
        raise Unreadable("bad_url", message)
    return address if address.endswith("/") else f"{address}/"


def _parsed(text: str) -> str:
    try:
        return parse_url(text)
    except BadURL as error:
        raise Unreadable("bad_url", str(error)) from error


Plain = Annotated[str, FieldType(_text, {})]
Flag = Annotated[bool, FieldType(_flag, {}, blank=False)]
PageSize = Annotated[int, FieldType(partial(_number, 5, 500), {}, blank=0)]
LogSize = Annotated[int, FieldType(partial(_number, 1, None), {}, blank=0)]
TypedDate = Annotated[PartialDate, FieldType(_date, {}, blank=PartialDate(1))]
WebAddress = Annotated[str, FieldType(_web_address, {})]
SiteAddress = Annotated[str, FieldType(read_site_address, {})]
