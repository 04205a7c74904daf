"use strict";
// Pointing at a row lights its words in the text, and the other way round. The page reads as well without.
const pieces = new Map();
for (const piece of document.querySelectorAll("[data-of]")) {
  for (const entry of piece.dataset.of.trim().split(" ")) {
    if (!pieces.has(entry)) pieces.set(entry, []);
    pieces.get(entry).push(piece);
  }
}
const light = (entry, on) => {
  for (const piece of pieces.get(entry) || []) piece.classList.toggle("lit", on);
  const row = document.getElementById(entry);
  if (row) row.classList.toggle("lit", on);
};
for (const [on, names] of [[true, ["mouseover", "focusin"]], [false, ["mouseout", "focusout"]]]) {
  for (const name of names) {
    document.addEventListener(name, (event) => {
      const row = event.target.closest("tr[id]");
      const ref = event.target.closest(".ref a");
      if (row) light(row.id, on);
      else if (ref) light(ref.getAttribute("href").slice(1), on);
    });
  }
}
