// The filters: each value with how many reviews it would leave, given all the other filters.

const FEW = 8; // values shown of a long filter before "more"

function valueInWords(facet, value) {
  if (facet === "brand") return offer.brands[value] ?? value;
  if (facet === "lang") return languageInWords(value);
  if (facet === "site") return value;
  if (facet === "sure" || facet === "answer") return words.messages[`${facet}_${value}`] ?? value;
  if (facet === "feel" && value === "none") return said("feel_none");
  return label({ kind: "departure", feel: "sentiment" }[facet] ?? facet, value);
}

// Every value that some loaded review has or somebody asked for, in the order of the site or the commonest first.
function valuesInOrder(facet, rank, reviews, asked) {
  const sums = new Uint32Array(numbers[rank].size);
  for (const review of reviews) for (const value of review.values[rank]) sums[value] += 1;
  const totals = new Map([...numbers[rank]].map(([value, number]) => [value, sums[number]]).filter(([, n]) => n));
  for (const value of asked) if (!totals.has(value)) totals.set(value, 0);
  const fixed = { brand: Object.keys(offer.brands), moment: ["first", "last", "unclear"], feel: ["neg", "neu", "pos", "none"],
    sure: ["sure", "uncertain", "person"], answer: ["yes", "no", "unknown"] }[facet];
  if (fixed) return fixed.filter((value) => totals.has(value));
  return [...totals].sort((one, other) => other[1] - one[1] || compare(one[0], other[0])).map(([value]) => value);
}

function drawFilters(form, reviews, state) {
  FACETS.forEach((facet, rank) => {
    const box = form.querySelector(`[data-facet="${facet}"]`);
    const values = valuesInOrder(facet, rank, reviews, state[facet]);
    const list = element("ul", {}, ...values.map((value) => filterLine(facet, value, state)));
    box.querySelector("ul")?.remove();
    box.append(list);
    box.hidden = !values.length;
    drawMore(box, list, values.length);
  });
}

function filterLine(facet, value, state) {
  const tick = element("input", { type: "checkbox", name: facet });
  tick.value = value;
  tick.checked = state[facet].has(value);
  return element("li", {}, element("label", {}, tick, element("bdi", {}, valueInWords(facet, value)), element("span", { class: "n" })));
}

function drawMore(box, list, number) {
  box.querySelector("button")?.remove();
  box.classList.toggle("long", number > FEW + 2);
  if (number <= FEW + 2) return;
  const button = element("button", { type: "button", class: "plain", "aria-expanded": String(box.classList.contains("all")) });
  const name = () => { button.textContent = box.classList.contains("all") ? said("fewer") : said("more", { n: whole(number - FEW) }); };
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(box.classList.toggle("all")));
    name();
  });
  name();
  box.append(button);
}

function drawCounts(form, counts) {
  FACETS.forEach((facet, rank) => {
    for (const line of form.querySelectorAll(`[data-facet="${facet}"] li`)) {
      const tick = line.querySelector("input");
      const n = counts[rank][numbers[rank].get(tick.value)] ?? 0;
      line.querySelector(".n").textContent = whole(n);
      line.classList.toggle("none", !n && !tick.checked);
    }
  });
}
