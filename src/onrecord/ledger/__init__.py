"""Records into one SQLite file, and back: the only room that knows the database."""

from onrecord.ledger.finding import Found
from onrecord.ledger.queries import ActorSummary, Filter, History, HistoryEntry
from onrecord.ledger.rows import ActorRow, DocumentRow, EventRow, QuantityRow, Rows, StatementRow, VoiceRow, flatten
from onrecord.ledger.store import Ledger

__all__ = [
    "ActorRow", "ActorSummary", "DocumentRow", "EventRow", "Filter", "Found", "History", "HistoryEntry", "Ledger",
    "QuantityRow", "Rows", "StatementRow", "VoiceRow", "flatten",
]  # fmt: skip
