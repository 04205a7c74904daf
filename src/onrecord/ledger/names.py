"""Names as people type them: the folded form that a mention and a question are compared in."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

# Words that stand for whoever was named before: they find nobody across documents, so nobody is filed under them.
_PRONOUNS = frozenset((
    "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself",
    "yourselves", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they",
    "them", "their", "theirs", "themselves", "one", "oneself", "who", "whom", "whose", "which", "that", "this",
    "these", "those", "both", "all", "some", "another", "others", "each", "either", "neither", "none", "nobody",
    "somebody", "someone", "anybody", "anyone", "everybody", "everyone",
))  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_ARTICLES = ("the ", "a ", "an ")
_POSSESSIVES = ("'s", "s'")


def fold(name: str) -> str:
    """``name`` in lower case without accents, leading article or possessive ending; "" when nothing is left."""
    decomposed = unicodedata.normalize("NFKD", name.replace("\u2019", "'").casefold())
    folded = " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    if folded.endswith(_POSSESSIVES):
        folded = folded.removesuffix("'s").removesuffix("'")
    return folded.strip(" \"'.,;:()[]")


def lookup_names(names: Iterable[str]) -> list[str]:
    """The different folded forms under which an actor is filed, pronouns left out."""
    return [name for name in dict.fromkeys(map(fold, names)) if name and name not in _PRONOUNS]


def nearest(name: str, known: Iterable[str], *, limit: int = 5) -> list[str]:
    """The known names most like ``name``: those that share a word with it first, then those spelled much like it."""
    asked = fold(name)
    words = set(_WORD.findall(asked))
    by_form = {fold(candidate): candidate for candidate in known}
    sharing = sorted((form for form in by_form if words & set(_WORD.findall(form))), key=len)
    alike = difflib.get_close_matches(asked, by_form, n=limit, cutoff=0.7)
    return [by_form[form] for form in dict.fromkeys([*sharing, *alike])][:limit]
