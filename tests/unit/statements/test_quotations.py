"""Quotation marks, right and wrong: each text with the quotations it should hold."""

from __future__ import annotations

import pytest

from onrecord.statements.quotations import Quoted, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We go," he said.', ['"We go,"']),
        ("“We go,” he said. “Now.”", ["“We go,”", "“Now.”"]),
        ("„Wir gehen“, „jetzt”", ["„Wir gehen“", "„jetzt”"]),
        ("«On y va», dit-il", ["«On y va»"]),
        ("‘We go,’ he said.", ["‘We go,’"]),
        ("He said 'never' twice.", ["'never'"]),
        ("“He told me ‘go away’ then.”", ["“He told me ‘go away’ then.”", "‘go away’"]),
        ("“He shouted, ‘no,’”", ["“He shouted, ‘no,’”", "‘no,’"]),
        ("‘He said “no” to us’", ["‘He said “no” to us’", "“no”"]),
        ("The workers' pay and the '90s, don't, rock 'n' roll", []),
        ("'Tis the season of the ministers' talks", []),
        ("He’s the dogs’ owner", []),
        ("No marks at all", []),
        ("", []),
    ],
)
def test_marks_that_are_right(text: str, quoted: list[str]) -> None:
    assert [text[s:e] for s, e in quotations(text)] == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We go on.\n“And on.”\nHe left.", ["“We go on.", "“And on.”"]),  # a quotation over paragraphs
        ('"Never closed. \nNext line.', ['"Never closed.']),
        ('We go," he said. "Now."', ['"Now."']),  # never opened
        ('"First. He left. "Second."', ['"First. He left.', '"Second."']),  # opened twice
        ("“First. He left. “Second.”", ["“First. He left.", "“Second.”"]),
        ('“We go," he said. "Now.”', ['“We go,"', '"Now.”']),  # kinds mixed
        ("”Wrong way round“ he said", ["“ he said"]),
        ('" We go , " he said', ['" We go , "']),  # blanks inside, as in tokenised text
        ('"', []),
        ('""', ['""']),
        ("He said ‘" + "on and " * 80 + "on’.", []),  # too long to be one
    ],
)
def test_marks_that_are_wrong(text: str, quoted: list[str]) -> None:
    assert [text[s:e] for s, e in quotations(text)] == quoted


def test_around_gives_all_levels_outermost_first_however_many_stand_before() -> None:
    text = "“" + "He said ‘go’ and " * 40 + "left.”"
    quoted = Quoted(text)
    assert [text[s:e] for s, e in quoted.around(text.rindex("go"))] == [text, "‘go’"]
    assert quoted.around(len(text) - 2) == [(0, len(text))]


def test_opens_and_closes_are_said_of_marks_only() -> None:
    text = '"Go to plan B'
    quoted = Quoted(text)
    assert quoted.opens(0)
    assert not quoted.closes(len(text) - 1)
    assert Quoted('"Go."').closes(4)
