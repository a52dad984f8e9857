"""Dates and times of XML Schema: which are right, and which are the same."""

import re
from datetime import datetime, timedelta
from typing import Final

_DAY: Final = r"(-?)([0-9]{4,})-([0-9]{2}-[0-9]{2})"
_YEAR: Final = re.compile(r"[1-9][0-9]{3,}|0[0-9]{2}[1-9]|0[0-9][1-9][0-9]|0[1-9][0-9]{2}")
_ZONE: Final = r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_MOMENT: Final = re.compile(rf"{_DAY}T([0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})(\.[0-9]+)?{_ZONE}")
_DATE: Final = re.compile(_DAY + _ZONE)


def moment(form: str) -> str | None:
    """One spelling for each xsd:dateTime: in UTC, with Z, where it has a time zone. None if it is none."""
    found = _MOMENT.fullmatch(form)
    if found is None:
        return None
    sign, year, month_day, time, fraction, zone = found.groups()
    began = _calendar(sign, year, month_day, time)
    if began is None:
        return None
    part = (fraction or "").rstrip("0").rstrip(".")
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
    return f"{sign}{year.lstrip('0')}-{month_day}{plain}"


def _calendar(sign: str, year: str, month_day: str, time: str) -> datetime | None:
    """The day and time of a calendar that repeats after 400 years; None where there is none such."""
    if not _YEAR.fullmatch(year):
        return None
    proxy = (-int(year) if sign else int(year)) % 400 + 2000
    midnight = time == "24:00:00"
    try:
        moment = datetime.fromisoformat(f"{proxy}-{month_day}T{'00:00:00' if midnight else time}")
    except ValueError:
        return None
    return moment + timedelta(days=1) if midnight else moment


def _in_utc(moment: datetime, zone: str | None, year: str) -> str:
    """The moment with its own year in place of the calendar's, moved to UTC."""
    began = int(year) % 400 + 2000
    if zone and zone != "Z":
        hours, minutes = map(int, zone[1:].split(":"))
        offset = timedelta(hours=hours, minutes=minutes)
        moment = moment - offset if zone[0] == "+" else moment + offset
    return f"{int(year) + moment.year - began}-{moment:%m-%dT%H:%M:%S}"
