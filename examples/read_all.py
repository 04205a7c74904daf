"""Read every example with its date and outlet, and write a page and a ledger of all, as `make demo` does.

At the top of the repository: python examples/read_all.py demo.html demo.sqlite
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord import Document, Ledger
from onrecord.executors import read_all
from onrecord.language import Reader
from onrecord.reading import Defaults, Unread, read_sources
from onrecord.views import page

EXAMPLES = Path("examples")
# Plain text, PDF and Word do not say when and by whom they were published; the other examples do.
PUBLISHED = {
    "01-border-clash.txt": ("2025-03-12", "Meridian Wire"),
    "02-commentary.md": ("2023-10-17", "The Kenyan Standard-Bearer"),
    "05-interview.txt": ("2025-03-20", "The Long Table"),
    "06-observers.pdf": ("2024-06-21", "Corentyne River Observer Mission"),
    "08-broken-quotes.txt": ("2025-03-27", "Riga Parliament Notes"),
    "09-readout.md": ("2024-11-04", "Ministry of Foreign Affairs of Chile"),
    "10-court-and-police.txt": ("2024-02-16", "Porto Court Circular"),
    "11-strike.txt": ("2025-05-20", "Diario del Muelle"),
    "12-sanctions.txt": ("2025-01-22", "Meridian Wire"),
    "14-boarding.docx": ("2025-01-21", "Reef & Capital"),
}


def documents() -> Iterator[Document]:
    """The examples in order; raises SystemExit for one that cannot be read."""
    for path in sorted(EXAMPLES.glob("[0-9]*")):
        published, outlet = PUBLISHED.get(path.name, (None, None))
        for item in read_sources([str(path)], defaults=Defaults(published=published, outlet=outlet)):
            if isinstance(item, Unread):
                raise SystemExit(item.reason)
            yield item


def main() -> None:
    """Write the page and the ledger named on the command line."""
    html, sqlite = map(Path, sys.argv[1:])
    records = list(read_all(documents(), reader=Reader.load()))
    html.write_text(page(records), encoding="utf-8")
    with Ledger(sqlite) as ledger:
        for record in records:
            ledger.put(record)


if __name__ == "__main__":
    main()
