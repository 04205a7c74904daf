"""Analysis -> coded deeds (PLOVER)."""

from onrecord.events.events import Deed, code_events

__all__ = ["Deed", "code_events"]
