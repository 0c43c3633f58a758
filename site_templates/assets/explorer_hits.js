// Underline what was searched for, without touching the text: browsers that cannot simply do not.

const CAN = "highlights" in CSS;

function showHits(rows, query) {
  if (!CAN) return;
  CSS.highlights.delete("hit");
  const sought = terms(query);
  if (!sought.length) return;
  const ranges = [...rows.querySelectorAll(".review > .words")].flatMap((text) => hits(text, sought));
  CSS.highlights.set("hit", new Highlight(...ranges));
}

// Fold sign by sign, keeping where each came from: a fold may be longer or shorter than its sign.
function mapped(text) {
  const from = [];
  let folded = "";
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let at = 0;
    for (const sign of node.data) {
      for (const letter of fold(sign)) {
        if (letter === " " && folded.endsWith(" ")) continue;
        folded += letter;
        for (let unit = 0; unit < letter.length; unit += 1) from.push([node, at, at + sign.length]);
      }
      at += sign.length;
    }
  }
  return { folded, from };
}

function hits(text, sought) {
  const { folded, from } = mapped(text);
  const ranges = [];
  for (const term of sought) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      const range = new Range();
      range.setStart(from[at][0], from[at][1]);
      const [node, , end] = from[at + term.length - 1];
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  return ranges;
}
