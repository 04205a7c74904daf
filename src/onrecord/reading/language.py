"""Which language a text is in, and whether that is sure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.model import Document

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ENOUGH_LETTERS = 40  # below this a guess follows names and chance
_SURE = 0.9  # py3langid's normalised probability, calibrated over lengths by its makers
_SAMPLE = 3_000  # characters from the beginning and from the middle: enough to decide, whatever the length
# Words that are frequent in English and rare as words of any other language. One word in ten decides for English
# without loading the statistical model, which takes longer than reading a short article.
_ENGLISH = frozenset(
    "the and of that with for from have has had by said says this which they would were been will their are not".split()
)
_ENGLISH_SHARE = 0.12
# Told by their letters, so that a text without any of these (a listing, a table) is in none of them.
_OTHER_ALPHABETS = frozenset(
    "am ar as ba be bg bn dz el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps ru sa si ta te tg th "
    "tt ug uk ur zh".split()
)
_WORD = re.compile(r"[^\W\d_]+")


class Language(NamedTuple):
    """An ISO 639-1 code, None when nothing points to a language, and whether there was enough text to be sure."""

    code: str | None
    sure: bool


def identify(text: str) -> Language:
    """The language of a text, judged on samples from its beginning and middle."""
    middle = len(text) // 2
    sample = text[:_SAMPLE] + (" " + text[middle : middle + _SAMPLE] if len(text) > 2 * _SAMPLE else "")
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if not words:
        return Language(None, False)
    english = sum(word.lower() in _ENGLISH for word in words)
    if letters >= _ENOUGH_LETTERS and english >= _ENGLISH_SHARE * len(words):
        return Language("en", True)
    code, probability = _identifier().classify(sample)
    if code in _OTHER_ALPHABETS and sample.isascii():
        return Language(None, False)
    return Language(code, letters >= _ENOUGH_LETTERS and probability >= _SURE)


def with_language(document: Document) -> Document:
    """The document with the language it says or seems to be in, and a note where that is not English or it is empty."""
    language, note = _judged(document)
    return replace(document, language=language, notes=(*document.notes, note) if note else document.notes)


def _judged(document: Document) -> tuple[str | None, str | None]:
    if not has_words(document.text):
        return document.language, "the text holds no words, only marks and figures, so there is nothing to record"
    if document.language:
        code, sure, verb = document.language, True, "is marked as"
    else:
        guess = identify(document.text)
        code, sure, verb = guess.code or "", guess.sure, "seems to be"
    if not sure:
        return None, None
    if is_english(code):
        return code, None
    return code, f"the text {verb} {english_name(code)}; Onrecord reads English, so its record is unreliable"


def has_words(text: str) -> bool:
    """Whether there is any letter at all."""
    return _WORD.search(text) is not None


def is_english(code: str) -> bool:
    """Whether a language code or tag, as documents give it, means English ("en", "en-GB", "eng", "English")."""
    return re.split(r"[-_]", code.strip().lower())[0] in {"en", "eng", "english"}


def english_name(code: str) -> str:
    """The English name of a language code with the code behind it: "German (de)"; the code alone when unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code.strip().replace("-", "_")).get_language_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name} ({code})" if name else code


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])  # ISO 639-1 only
    return identifier
