"""A reader written by hand: what stations would be given, said in the words of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language import Analysis, Attribution, Guess, Trigger
from onrecord.language.sentences import sentences
from onrecord.model import Document, Mention, Span


class Told:
    """A text with what a reader sees in it; parts are named by their words, the n-th of them by (words, n)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.attributions: list[Attribution] = []
        self.triggers: list[Trigger] = []
        self.mentions: list[Mention] = []

    def span(self, words: str | tuple[str, int]) -> Span:
        words, number = (words, 0) if isinstance(words, str) else words
        start = -1
        for _ in range(number + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def spans(self, words: str | tuple[str, int] | list[str]) -> tuple[Span, ...]:
        return tuple(self.span(w) for w in ([words] if isinstance(words, (str, tuple)) else words))

    def said(
        self, content, cue, speaker=(), *, stance="state", stance_score=0.5, kind="speaker", kind_score=0.5, score=0.9
    ) -> Told:
        self.attributions.append(
            Attribution(
                cue=self.spans(cue) if cue else (),
                speaker=self.spans(speaker) if speaker else (),
                content=self.spans(content),
                stance=Guess(label=stance, score=stance_score),
                speaker_kind=Guess(label=kind, score=kind_score),
                score=score,
            )
        )
        return self

    def did(
        self, words, kind="ASSAULT", *, mode="none", stand="CT+", holder="author", sure=0.5, score=0.8, **parts
    ) -> Told:
        names = ("actors", "recipients", "places", "times", "quantities")
        self.triggers.append(
            Trigger(
                span=self.span(words),
                type=kind,
                **{name: self.spans(parts[name]) if name in parts else () for name in names},
                mode=Guess(label=mode, score=0.9),
                modality=Guess(label=parts.get("modality", "actual"), score=0.9),
                stand=Guess(label=stand, score=0.9),
                holder=Guess(label=holder, score=sure),
                background=Guess(label=parts.get("background", "news"), score=0.9),
                score=score,
            )
        )
        return self

    def named(self, words, kind) -> Told:
        self.mentions.append(Mention(span=self.span(words), kind=kind))
        return self

    def analysis(self, **document) -> Analysis:
        return Analysis(
            document=Document(**{"id": "told", "text": self.text} | document),
            sentences=tuple(Span(*s) for s in sentences(self.text)),
            mentions=tuple(sorted(self.mentions, key=lambda m: m.span)),
            attributions=tuple(self.attributions),
            triggers=tuple(self.triggers),
        )


@pytest.fixture
def told() -> Callable[[str], Told]:
    """``told(text).said(content, cue, speaker).did(trigger, type).analysis()``."""
    return Told
