// The table of exactly what is shown: the reviews that fit, in their order, in the language of the page.

const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/; // a spreadsheet would run it

function cell(value) {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return String(value).replace(".", words.decimal);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return new RegExp(`[${words.separator}"\\r\\n]`).test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(review) {
  const body = review.title ?? 0;
  return [
    review.ref, offer.brands[review.brand], review.site, review.url, review.day, review.rating, review.lang,
    label("departure", review.kind), review.kindP, momentInWords(review), review.momentP,
    review.feel && label("sentiment", review.feel), review.tone, review.first, review.last,
    (review.reasons ?? []).map((code) => label("reason", code)).join(" · "),
    (review.channels ?? []).map((code) => label("channel", code)).join(" · "),
    said(`sure_${review.sure}`), said(`answer_${review.answer}`),
    review.words.slice(0, body).join("").trim(), review.words.slice(body).join("").trim(), review.reply,
  ];
}

function table(reviews) {
  const lines = [words.columns, ...reviews.map(line)];
  return `\ufeff${lines.map((cells) => cells.map(cell).join(words.separator)).join("\r\n")}\r\n`;
}

function saveTable(reviews) {
  const address = URL.createObjectURL(new Blob([table(reviews)], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: said("file") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // a slow disk may still be reading
}
