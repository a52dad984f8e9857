"""Dates and times of XML Schema: which are right, and which are the same."""

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal
from typing import Final

_DAY: Final = r"(-?)([0-9]{4,})-([0-9]{2}-[0-9]{2})"
_YEAR: Final = re.compile(r"[1-9][0-9]{3,}|0[0-9]{3}")
"""Year 0000 is that before 0001, as XML Schema 1.1 has it."""
_ZONE: Final = r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_MOMENT: Final = re.compile(rf"{_DAY}T([0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})(\.[0-9]+)?{_ZONE}")
_DATE: Final = re.compile(_DAY + _ZONE)
_MIDNIGHT: Final = "24:00:00"


def moment(form: str) -> str | None:
    """One spelling for each xsd:dateTime: in UTC, with Z, where it has a time zone. None if it is none."""
    found = _MOMENT.fullmatch(form)
    if found is None:
        return None
    sign, year, month_day, time, fraction, zone = found.groups()
    part = (fraction or "").rstrip("0").rstrip(".")
    began = _calendar(sign, year, month_day, time)
    if began is None or (part and time == _MIDNIGHT):
        return None
    return f"{_in_utc(began, zone, sign + year)}{part}{'Z' if zone else ''}"


def day(form: str) -> str | None:
    """One spelling for each xsd:date; None if it is none."""
    found = _DATE.fullmatch(form)
    if found is None:
        return None
    sign, year, month_day, zone = found.groups()
    if _calendar(sign, year, month_day, "00:00:00") is None:
        return None
    plain = "Z" if zone in {"+00:00", "-00:00"} else zone or ""
    own = year.lstrip("0")
    return f"{sign}{own}-{month_day}{plain}" if own else f"0-{month_day}{plain}"


def _calendar(sign: str, year: str, month_day: str, time: str) -> datetime | None:
    """The day and time of a calendar that repeats after 400 years; None where there is none such."""
    if not _YEAR.fullmatch(year):
        return None
    midnight = time == _MIDNIGHT
    try:
        clock = "00:00:00" if midnight else time
        moment = datetime.fromisoformat(f"{_proxy(sign + year)}-{month_day}T{clock}")
    except ValueError:
        return None
    return moment + timedelta(days=1) if midnight else moment


def _in_utc(moment: datetime, zone: str | None, year: str) -> str:
    """The moment with its own year in place of the calendar's, moved to UTC."""
    if zone and zone != "Z":
        hours, minutes = map(int, zone[1:].split(":"))
        offset = timedelta(hours=hours, minutes=minutes)
        moment = moment - offset if zone[0] == "+" else moment + offset
    own = Context(prec=len(year) + 1).add(Decimal(year), moment.year - _proxy(year))
    return f"{own}-{moment:%m-%dT%H:%M:%S}"


def _proxy(year: str) -> int:
    """The year from 2000 to 2399 of the same calendar; the last digits tell, however many there are."""
    last = int(year[-4:])
    return (-last if year.startswith("-") else last) % 400 + 2000
