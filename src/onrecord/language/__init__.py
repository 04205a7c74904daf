"""Document -> Analysis: sentences, mentions, attributions and triggers; the only room that knows the model runtime."""

from onrecord.language.analysis import Analysis, Attribution, Guess, Trigger
from onrecord.language.reader import Reader

__all__ = ["Analysis", "Attribution", "Guess", "Reader", "Trigger"]
