// What was searched, what fits, which filters hold, and what to do when nothing does.

function drawStatus(first, end) {
  part("count").textContent = counted("found", found.length, { total: whole(pool.reviews.length) });
  part("period").textContent = period(found);
  part("none").hidden = found.length > 0 || waiting() > 0;
  part("key").hidden = !found.length;
  part("csv").disabled = !found.length;
  drawChips();
  drawSearched();
  part("turns").hidden = found.length <= WINDOW;
  part("where").textContent = said("window", { start: whole(first + 1), end: whole(end), n: whole(found.length) });
  part("back").disabled = state.page <= 1;
  part("next").disabled = end >= found.length;
}

function period(reviews) {
  let start = "";
  let end = "";
  for (const { day } of reviews) {
    if (day && (!start || day < start)) start = day;
    if (day && day > end) end = day;
  }
  if (!start) return "";
  return start === end ? said("one_day", { day: dayInWords(start) }) : said("period", { start: dayInWords(start), end: dayInWords(end) });
}

function waiting() {
  return neededParts(state).filter((name) => !loaded.has(name) && !failed.has(name)).length;
}

function drawChips() {
  const chips = [];
  if (state.review) chips.push([said("one_review"), { review: "", part: "" }]);
  if (state.q) chips.push([said("searched_words", { words: state.q }), { q: "" }]);
  for (const facet of FACETS) {
    for (const value of state[facet]) {
      const left = new Set([...state[facet]].filter((one) => one !== value));
      chips.push([said("judgement", { subject: words.facets[facet], value: valueInWords(facet, value) }), { [facet]: left }]);
    }
  }
  if (state.from) chips.push([said("from", { day: dayInWords(state.from) }), { from: "" }]);
  if (state.to) chips.push([said("to", { day: dayInWords(state.to) }), { to: "" }]);
  const drawn = chips.map(([text, changes]) => chip(text, changes));
  if (chips.length > 1) drawn.push(clearing());
  part("chips").replaceChildren(...drawn);
}

function chip(text, changes) {
  const button = element("button", { type: "button", class: "chip" }, element("bdi", {}, text), element("span", { class: "unseen" }, ` – ${said("remove")}`));
  button.addEventListener("click", () => { go(changes); part("count").focus(); });
  return button;
}

function clearing() {
  const button = element("button", { type: "button", class: "plain" }, said("clear"));
  button.addEventListener("click", () => { go({ ...emptyState(), sort: state.sort, since: state.since }); part("count").focus(); });
  return button;
}

// Which years were searched, and the others to add: nobody should take a part for the whole.
function drawSearched() {
  const searched = searchedYears(state);
  const left = [...years()].filter(([year]) => !searched.includes(year));
  const pending = waiting();
  const names = searched.map(yearInWords).join(", ");
  const told = pending
    ? counted("loading", pending)
    : said(left.length ? "searched" : "searched_all", { years: names });
  part("searched").textContent = failed.size ? `${told} ${said("failed", { names: [...failed].join(", ") })}` : told;
  part("more").replaceChildren(...adding(left));
}

function adding(left) {
  if (!left.length) return [];
  const [year, n] = left[0];
  const one = element("button", { type: "button", class: "plain", "data-since": year === UNDATED ? "all" : year }, counted("add", n, { year: yearInWords(year) }));
  if (left.length === 1) return [one];
  const others = left.reduce((sum, [, more]) => sum + more, 0);
  const heavy = offer.parts.filter((one) => left.some(([name]) => name === one.year)).reduce((sum, one) => sum + one.bytes, 0);
  const all = element("button", { type: "button", class: "plain", "data-since": "all" },
    counted("add_all", others, { size: decimal(Math.max(heavy / 1e6, 0.1)) }));
  return [one, all];
}

function yearInWords(year) {
  return year === UNDATED ? said("undated_year") : year;
}
