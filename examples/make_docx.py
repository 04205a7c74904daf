"""Make ``14-boarding.docx``: an agency report as an editor would save it, with a heading and a table in it.

The people, the ships and the deeds are invented.

    python examples/make_docx.py [OUTPUT]       needs python-docx
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document

TITLE = "Fiji, Tonga at odds over boarding of research ship"
BEFORE = """
NUKU\u02bbALOFA, 21 January (Reef & Capital) \u2013 Tonga\u2019s navy boarded a Fijian research ship near the
Minerva Reefs on Sunday and escorted it to Nuku\u02bbalofa, where its captain was arrested, Tongan police said on
Tuesday.

Fiji called the boarding \u201can act of piracy\u201d. Its foreign minister, Ratu Semisi Vunakece, said the ship,
the Dakuwaqa Star, had been 40 miles inside Fijian waters and had been taken at gunpoint. He demanded that the ship
and its crew of 19 be freed \u201ctoday, not tomorrow\u201d.

Tonga\u2019s attorney general, \u02bbAna Folauhola, told parliament that no weapon had been drawn. \u201cThe captain
was asked to follow, and he followed,\u201d she said. According to the charge sheet, the ship had been surveying the
seabed without a licence.

The ship\u2019s owner, a Suva company, said by e-mail that the crew had only been counting turtles. A sailor\u2019s
wife said her husband had told her on the telephone that the boarding party \u201chad rifles, but they were
polite\u201d.
"""
HEADING = "What the two sides say"
TABLE = (
    ("Question", "Fiji", "Tonga"),
    ("Where was the ship?", "In Fijian waters", "In Tongan waters"),
    ("Were weapons drawn?", "Yes, says the minister", "No, says the attorney general"),
    ("Is the crew free?", "No", "All but the captain"),
)
AFTER = """
New Zealand offered to mediate. Its high commissioner in Nuku\u02bbalofa met Tongan officials on Monday and was
expected to visit the ship, a spokesman said. Tonga has agreed to release the crew but not the captain, who is to
appear in court on Friday. If he is convicted, he could be fined up to 250,000 pa\u02bbanga and lose the ship.

Fiji has cancelled a visit by Tonga\u2019s trade minister and may take the dispute to the Pacific Islands Forum. It
did not, however, carry out a threat, made on Monday, to expel Tonga\u2019s honorary consul. Vunakece said that he
had \u201cslept on it\u201d.

Both countries claim the reefs. Tonga annexed them in 1972; Fiji has never recognised the claim. In 2011 each side
sent ships there. A Fijian patrol boat left Suva for the area on Monday night, two port workers said. The navy
neither confirmed nor denied this.
"""


def make(path: Path) -> None:
    """Write the report to ``path``."""
    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Litia Qalowasa"
    document.core_properties.created = datetime(2025, 1, 21, 9, 30, tzinfo=UTC)
    document.add_heading(TITLE, level=1)
    for paragraph in BEFORE.strip().split("\n\n"):
        document.add_paragraph(" ".join(paragraph.split()))
    document.add_heading(HEADING, level=2)
    table = document.add_table(rows=0, cols=len(TABLE[0]))
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for paragraph in AFTER.strip().split("\n\n"):
        document.add_paragraph(" ".join(paragraph.split()))
    document.save(str(path))


if __name__ == "__main__":
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("14-boarding.docx")
    make(output)
