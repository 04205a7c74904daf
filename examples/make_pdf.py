"""Make ``06-observers.pdf``: a report as observer missions print them, with all that makes a PDF hard to read.

Small pages, a running header and footer with page numbers, justified lines with words divided at the line's end, a
compound that happens to break at its own hyphen, and paragraphs that run on over the page. The mission, the people
and the deeds are invented.

    python examples/make_pdf.py [OUTPUT]        needs reportlab
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A5  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

FONT, SIZE, LEADING = "Times-Roman", 13.0, 19.5  # points
WIDTH, HEIGHT = float(A5[0]), float(A5[1])  # points
MARGIN, TOP, BOTTOM = 52.0, HEIGHT - 84.0, 78.0  # points
HEADER = "Corentyne River Observer Mission"
TITLE = "Flash report 17: The incident at Kabouri landing, 20 June 2024"

# "|" marks where a word may be divided; a real hyphen may always end a line.
TEXT = """
Paramaribo, 21 June 2024. On the morning of 20 June a Suri|name|se police boat and a Guya|nese cus|toms launch
col|lided and exchanged fire off Kabouri landing on the lower Cor|en|tyne. Two Guyanese offi|cers and a Suri|namese
ferry|man were killed. The mission's observers reached the landing at 14.20, about six hours later, and spoke to 23
people on both banks.

The Guyana Rev|e|nue Authority told the mission that its launch had been pur|suing a smug|gler's boat when the
police opened fire "with|out warn|ing and with|out reason". Its regional head, Des|mond Prashadlall, said that the
officers had not fired a single shot. A medi|cal report shown to the mission states that both men died of gun|shot
wounds.

The Suri|namese police give another ac|count. In|spec|tor Muriel Tjon-A-Weh, who com|mands the river sta|tion at
Nickerie, said that the launch had rammed the police boat and that some|body on board had then fired a flare or a
pis|tol. She confirmed that her men had re|turned fire, and denied that they had aimed at any|one. "They shot at the
engine," she said. "In the dark you do not always hit the engine." Three of her men have been sus|pended until an
in|quiry is com|plete.

The mission could not deter|mine who fired first. Four wit|nesses on the Guya|nese bank said the first shots came
from the police boat; two, both mem|bers of the fish|er|men's co|oper|ative, said they came from the launch. On the
Suri|namese bank a school|teacher re|ported hear|ing a col|li|sion be|fore any shot. The mission con|siders her
testi|mony cred|ible, since she had noted the time, 08.05, in the class register. Bullet holes in the hull of the
launch in|di|cate that it was hit at least eleven times, prob|ably from a dis|tance of less than fifty metres. No
damage by gun|fire was found on the police boat.

The ferry|man, Wensley Amatsoe|tirto, is said by rel|atives to have been hit while he was try|ing to pull one of the
offi|cers out of the water. The mission has no rea|son to doubt this, but it has not been able to con|firm it.

Both gov|ern|ments have acted with re|straint. Guyana closed the cross|ing for one day and re|opened it this
morn|ing. Suri|name of|fered con|do|lences and agreed to a joint in|ves|ti|ga|tion, which is to begin on 24 June.
Guyana's home affairs min|ister had earlier threat|ened to place an armed coast-guard vessel at Kabouri; his
min|istry now says that the vessel will not be sent as long as the in|ves|ti|ga|tion goes on.

The mission rec|om|mends that both sides stop armed pur|suit on the river at night, that each in|form the other by
radio be|fore it boards a vessel, and that the wit|nesses on both banks be pro|tected. It warns that, if noth|ing is
done, there may be further deaths. The two states agreed on a hot|line in 2017 after a sim|ilar shoot|ing;
accord|ing to the harbour masters on either side, it has never been con|nected.
"""


def width(words: str) -> float:
    """The width of ``words`` in points, marks for division left out."""
    return float(stringWidth(words.replace("|", ""), FONT, SIZE))


def divide(word: str, room: float) -> tuple[str, str]:
    """The longest beginning of ``word`` that fits in ``room`` points with its hyphen, and what is left of it."""
    for at in range(len(word) - 1, 0, -1):
        if word[at] == "|" and width(word[:at] + "-") <= room:
            return word[:at] + "-", word[at + 1 :]
        if word[at - 1] == "-" and width(word[:at]) <= room:
            return word[:at], word[at:]
    return "", word


def lines_of(paragraph: str) -> Iterator[tuple[list[str], bool]]:
    """The paragraph's lines as lists of words, each with whether it is to be justified (all but the last)."""
    room = WIDTH - 2 * MARGIN
    line: list[str] = []
    for word in paragraph.split():
        if width(" ".join([*line, word])) <= room:
            line.append(word)
            continue
        head, tail = divide(word, room - width(" ".join([*line, ""])))
        yield [*line, head] if head else line, True
        line = [tail]
    yield line, False


def draw_frame(canvas: Canvas, page: int) -> None:
    """The running header and footer of one page."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, HEIGHT - 44, HEADER)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 44, "Flash report 17")
    canvas.line(MARGIN, HEIGHT - 50, WIDTH - MARGIN, HEIGHT - 50)
    canvas.drawString(MARGIN, 40, "For public release. Not to be quoted in part.")
    canvas.drawRightString(WIDTH - MARGIN, 40, f"Page {page}")


def draw_line(canvas: Canvas, y: float, words: list[str], justified: bool) -> None:
    """One line of text at height ``y``, its spaces stretched to the full measure when ``justified``."""
    text = canvas.beginText(MARGIN, y)
    text.setFont(FONT, SIZE)
    if justified and len(words) > 1:
        text.setWordSpace((WIDTH - 2 * MARGIN - width(" ".join(words))) / (len(words) - 1))
    text.textOut(" ".join(words).replace("|", ""))
    canvas.drawText(text)


def draw_title(canvas: Canvas) -> float:
    """The title in two lines; returns the height at which the text begins."""
    number, subject = TITLE.split(": ")
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(MARGIN, TOP, number)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(MARGIN, TOP - 18, subject)
    return TOP - 48


def make(path: Path) -> None:
    """Write the report to ``path``."""
    canvas = Canvas(str(path), pagesize=A5, invariant=1)
    canvas.setTitle(TITLE)
    canvas.setAuthor(HEADER)
    page = 1
    draw_frame(canvas, page)
    y = draw_title(canvas)
    for paragraph in TEXT.strip().split("\n\n"):
        for words, justified in lines_of(paragraph):
            if y < BOTTOM:
                canvas.showPage()
                page, y = page + 1, TOP
                draw_frame(canvas, page)
            draw_line(canvas, y, words, justified)
            y -= LEADING
        y -= LEADING / 2
    canvas.save()


if __name__ == "__main__":
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("06-observers.pdf")
    make(output)
