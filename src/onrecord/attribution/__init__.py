"""Entries -> voices: the chain on whose word each rests."""

from onrecord.attribution.accounts import second_accounts
from onrecord.attribution.voices import Chains

__all__ = ["Chains", "second_accounts"]
