"""Entries -> voices: the chain on whose word each rests."""

from onrecord.attribution.accounts import second_accounts
from onrecord.attribution.holders import Holders
from onrecord.attribution.softening import distance_in_clause, distance_of, hedges_of
from onrecord.attribution.terms import spoken
from onrecord.attribution.voices import Account, Chains

__all__ = [
    "Account", "Chains", "Holders", "distance_in_clause", "distance_of", "hedges_of", "second_accounts", "spoken",
]  # fmt: skip
