"""Plain frozen data, standard library only: what passes between the stations."""

from onrecord.model.entities import Actor, Mention, Place, Time
from onrecord.model.entries import Event, Quantity, Record, Statement
from onrecord.model.index import SpanIndex
from onrecord.model.text import Document, Span
from onrecord.model.voices import Voice

__all__ = [
    "Actor", "Document", "Event", "Mention", "Place", "Quantity", "Record", "Span", "SpanIndex", "Statement", "Time",
    "Voice",
]  # fmt: skip
