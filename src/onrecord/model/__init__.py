"""Plain frozen data, standard library only: what passes between the stations."""

from onrecord.model.entities import Actor, Mention, Place, Time
from onrecord.model.entries import Event, Hedge, Quantity, Reason, Record, Statement
from onrecord.model.index import SpanIndex
from onrecord.model.text import Document, Span
from onrecord.model.voices import Terms, Voice

__all__ = [
    "Actor", "Document", "Event", "Hedge", "Mention", "Place", "Quantity", "Reason", "Record", "Span", "SpanIndex",
    "Statement", "Terms", "Time", "Voice",
]  # fmt: skip
