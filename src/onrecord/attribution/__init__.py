"""Entries -> voices: the chain on whose word each rests."""

from onrecord.attribution.voices import Chains

__all__ = ["Chains"]
