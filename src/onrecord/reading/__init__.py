"""Anything -> Document: files, folders and standard input become texts with what is known about them."""

from onrecord.reading.language import with_language
from onrecord.reading.sources import read_sources
from onrecord.reading.terms import Defaults, Unread, check_date

__all__ = ["Defaults", "Unread", "check_date", "read_sources", "with_language"]
