(() => {
"use strict";

// What the page says, in its language: the sentences come from data/words-<language>.js.

let words = null;

function said(name, values = {}) {
  return fill(words.messages[name], values);
}

// Forms of numbers and dates are dear to make: each is made once.
const forms = new Map();

function form(kind, options = {}) {
  const key = kind.name + JSON.stringify(options);
  if (!forms.has(key)) forms.set(key, new kind(words.language, options));
  return forms.get(key);
}

function counted(name, n, values = {}) {
  const [one, many] = words.counted[name];
  return fill(form(Intl.PluralRules).select(n) === "one" ? one : many, { n: whole(n), ...values });
}

function fill(message, values) {
  return message.replace(/%(?:\((\w+)\)s|%)/g, (found, name) => (name ? values[name] : "%"));
}

function label(table, code) {
  return words.labels[table]?.[code] ?? code;
}

function judgement(code) {
  const [subject, value] = code.split(":");
  const table = words.tables[subject] ?? subject;
  if (!words.subjects[subject] || !words.labels[table]?.[value]) return code;
  return said("judgement", { subject: words.subjects[subject], value: words.labels[table][value] });
}

function whole(number) {
  return form(Intl.NumberFormat).format(number);
}

function decimal(number) {
  return form(Intl.NumberFormat, { maximumFractionDigits: 1 }).format(number);
}

function signed(number) {
  const told = form(Intl.NumberFormat, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(number);
  return (number > 0 ? "+" : "") + told.replace("-", "−");
}

function points(tone) {
  const rounded = Math.round(100 * tone) || 0;
  return (rounded > 0 ? "+" : "") + whole(rounded).replace("-", "−");
}

function chance(number) {
  return form(Intl.NumberFormat, { style: "percent" }).format(number).replace(/\s%/, "\u00a0%");
}

function dayInWords(day, monthOnly = false) {
  const long = monthOnly ? { year: "numeric", month: "long" } : { year: "numeric", month: "long", day: "numeric" };
  const told = form(Intl.DateTimeFormat, { ...long, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  return words.language === "fr" ? told.replace(/^1 /, "1er ") : told;
}

function languageInWords(code) {
  if (code === "unknown") return said("language_unknown");
  try {
    return form(Intl.DisplayNames, { type: "language" }).of(code);
  } catch {
    return code; // a source may say anything
  }
}

// What is asked, and its place in the address: a link, a bookmark and the back button all bring it back.

const FACETS = ["brand", "moment", "kind", "feel", "reason", "site", "lang", "sure", "answer"];
const SORTS = ["newest", "oldest", "harshest", "kindest", "unsure"];
const DAY = /^\d{4}-\d\d-\d\d$/;

function emptyState() {
  const state = { q: "", from: "", to: "", sort: "newest", page: 1, since: "", review: "", part: "" };
  for (const facet of FACETS) state[facet] = new Set();
  return state;
}

function readState(hash) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const state = emptyState();
  for (const facet of FACETS) state[facet] = new Set(asked.getAll(facet));
  state.q = asked.get("q") ?? "";
  for (const name of ["from", "to"]) if (DAY.test(asked.get(name) ?? "")) state[name] = asked.get(name);
  if (SORTS.includes(asked.get("sort"))) state.sort = asked.get("sort");
  state.page = Math.max(1, Number.parseInt(asked.get("page"), 10) || 1);
  for (const name of ["since", "review", "part"]) state[name] = asked.get(name) ?? "";
  return state;
}

function writeState(state) {
  const asked = new URLSearchParams();
  if (state.q) asked.set("q", state.q);
  for (const facet of FACETS) for (const value of state[facet]) asked.append(facet, value);
  for (const name of ["from", "to", "since", "review", "part"]) if (state[name]) asked.set(name, state[name]);
  if (state.sort !== "newest") asked.set("sort", state.sort);
  if (state.page > 1) asked.set("page", state.page);
  return asked.size ? `#${asked}` : "";
}

function isFiltered(state) {
  return Boolean(state.q || state.from || state.to || state.review || FACETS.some((facet) => state[facet].size));
}

// Which reviews fit, and how many each filter value would leave: pure, one pass over what is loaded.

const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", "’": "'", "ʼ": "'" };

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
    .replace(/[œæß’ʼ]/g, (sign) => LIGATURES[sign]).replace(/\s+/g, " ");
}

// Words that must all be there, in any order; between quotes, a phrase.
function terms(query) {
  return [...fold(query).replace(/[“”«»]/g, '"').matchAll(/"([^"]*)"?|[^\s"]+/g)]
    .map((found) => (found[1] ?? found[0]).trim()).filter(Boolean);
}

function valuesOf(review) {
  return [
    [review.brand], [review.moment], [review.kind], [review.feel ?? "none"], review.reasons ?? [],
    [review.site], [review.lang ?? "unknown"], [review.sure], [review.answer],
  ];
}

// A month is in a period when the whole of it is; what has no date is in none.
function within(review, from, to) {
  if (!from && !to) return true;
  if (!review.day) return false;
  const month = review.day.slice(0, 7);
  const first = review.month ? `${month}-01` : review.day;
  const last = review.month ? `${month}-${new Date(Date.UTC(+month.slice(0, 4), +month.slice(5), 0)).getUTCDate()}` : review.day;
  return (!from || first >= from) && (!to || last <= to);
}

// Values are numbered, each filter's from 0, so that one pass over everything counts in plain arrays.
const numbers = FACETS.map(() => new Map());

function numbered(values) {
  return values.map((some, facet) => some.map((value) => {
    if (!numbers[facet].has(value)) numbers[facet].set(value, numbers[facet].size);
    return numbers[facet].get(value);
  }));
}

function wantedNumbers(state) {
  return FACETS.map((name, facet) => {
    if (!state[name].size) return null;
    const flags = new Uint8Array(numbers[facet].size);
    for (const value of state[name]) if (numbers[facet].has(value)) flags[numbers[facet].get(value)] = 1;
    return flags;
  });
}

function sift(reviews, state) {
  const sought = terms(state.q);
  const wanted = wantedNumbers(state);
  const counts = numbers.map((known) => new Uint32Array(known.size));
  const found = [];
  for (const review of reviews) {
    if (!saysAll(review.folded, sought) || !within(review, state.from, state.to)) continue;
    const missed = missedFilters(review.values, wanted);
    if (missed === SEVERAL) continue;
    if (missed === NONE) found.push(review);
    const last = missed === NONE ? FACETS.length - 1 : missed;
    for (let facet = missed === NONE ? 0 : missed; facet <= last; facet += 1) {
      for (const value of review.values[facet]) counts[facet][value] += 1;
    }
  }
  return { found, counts };
}

function saysAll(folded, sought) {
  for (const term of sought) if (!folded.includes(term)) return false;
  return true;
}

const NONE = -1;
const SEVERAL = -2;

// Return the one filter that a review misses: a value of it would bring the review in.
function missedFilters(values, wanted) {
  let missed = NONE;
  for (let facet = 0; facet < wanted.length; facet += 1) {
    const flags = wanted[facet];
    if (!flags || values[facet].some((value) => flags[value])) continue;
    if (missed !== NONE) return SEVERAL;
    missed = facet;
  }
  return missed;
}

const NO_DAY = "0000";

function ordered(reviews, sort) {
  const newest = (one, other) => compare(other.day ?? NO_DAY, one.day ?? NO_DAY) || compare(one.id, other.id);
  const by = {
    newest,
    oldest: (one, other) => compare(one.day ?? "9999", other.day ?? "9999") || compare(one.id, other.id),
    harshest: (one, other) => (one.tone ?? 2) - (other.tone ?? 2) || newest(one, other),
    kindest: (one, other) => (other.tone ?? -2) - (one.tone ?? -2) || newest(one, other),
    unsure: (one, other) => sureness(one) - sureness(other) || newest(one, other),
  };
  return [...reviews].sort(by[sort]);
}

function sureness(review) {
  if (review.sure === "person") return 1;
  return review.moment === "unclear" ? review.kindP : Math.min(review.kindP, review.momentP);
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

// Reviews come in parts, one file a brand and a year, loaded as they are needed: plain scripts, for a page
// opened by a double-click may not fetch.

const ENOUGH = 2000; // reviews to begin with: whole years, the newest first
const UNDATED = "undated";

let offer = { parts: [], brands: {}, as_of: "" };
const loaded = new Map(); // name of a part -> its reviews
const failed = new Set();

function takeParts(given) {
  offer = given;
}

function takeReviews(name, part) {
  const { brand, year } = offer.parts.find((one) => one.name === name);
  for (const review of part.reviews) {
    review.part = name;
    review.brand = brand;
    review.year = year;
    review.site = part.sites[review.site];
    review.why = (review.why ?? []).map(([start, end, judged, cue, weight]) => ({
      start, end, judgement: part.judgements[judged], cue: part.cues[cue], weight,
    }));
    review.folded = fold(review.words.join(""));
    review.folded.includes("\n"); // engines join a built string when it is first searched: now, not at the first key
    review.values = numbered(valuesOf(review));
  }
  loaded.set(name, part.reviews);
}

function load(root, name, done) {
  const script = document.createElement("script");
  script.src = `${root}${name}.js`;
  script.onload = () => { script.remove(); done(); };
  script.onerror = () => { script.remove(); failed.add(name); done(); };
  document.head.append(script);
}

function years() {
  const found = new Map();
  for (const part of offer.parts) found.set(part.year, (found.get(part.year) ?? 0) + part.n);
  return found; // newest first, the undated last, as the parts are listed
}

// The years to search: the newest that hold enough, down to the one asked for and to the start of the period.
function searchedYears(state) {
  const listed = [...years()];
  let total = 0;
  const wanted = [];
  for (const [year, n] of listed) {
    const asked = state.since === "all" || (year !== UNDATED && (year >= (state.since || "9999") || (state.from && year >= state.from.slice(0, 4))));
    if (total >= ENOUGH && !asked) continue;
    wanted.push(year);
    total += n;
  }
  return wanted;
}

// The parts to load, those of the chosen brands first.
function neededParts(state) {
  const searched = new Set(searchedYears(state));
  const needed = offer.parts.filter((part) => searched.has(part.year) || part.name === state.part);
  const first = (part) => (part.name === state.part || state.brand.has(part.brand) ? 0 : 1);
  return needed.sort((one, other) => first(one) - first(other)).map((part) => part.name);
}

// One review on the page. Nothing here is ever read as markup: every text becomes a text node.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) if (value !== undefined && value !== "") made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function row(review, href) {
  return element("article", { class: `review ${review.moment}` },
    element("h2", {}, element("bdi", {}, `${offer.brands[review.brand]} · ${review.site}`)),
    element("p", { class: "from" }, when(review) + (review.rating ? ` · ${said("rating", { value: decimal(review.rating) })}` : "")),
    element("ul", { class: "badges" }, ...badges(review).map(([text, side]) => element("li", { class: side && `sign ${side}` }, text))),
    customerWords(review),
    review.also ? elsewhere(review.also) : null,
    review.reply ? reply(review) : null,
    why(review),
    element("p", { class: "last-line" },
      element("a", { href }, said("link")),
      review.url ? element("a", { href: review.url, rel: "nofollow noopener noreferrer" }, said("outside")) : null,
      element("small", {}, `${said("identifier")} `, element("code", {}, element("bdi", {}, review.ref)))));
}

function elsewhere(places) {
  const named = places.map((one) => element(one.url ? "a" : "bdi", one.url ? { href: one.url, rel: "nofollow noopener noreferrer" } : {}, `${one.site}, ${when(one)}`));
  return element("p", { class: "from" }, `${said("also")} `, ...named.flatMap((one, rank) => (rank ? [" · ", one] : [one])));
}

function when(review) {
  if (!review.day) return said("undated");
  const written = dayInWords(review.day, review.month);
  return review.late ? said("late", { day: written }) : written;
}

function badges(review) {
  const told = [[momentInWords(review), review.moment], [label("departure", review.kind), ""]];
  if (review.feel) told.push([judgement(`tone:${review.feel}`), ""]);
  for (const reason of review.reasons ?? []) told.push([label("reason", reason), ""]);
  for (const channel of review.channels ?? []) told.push([judgement(`channel:${channel}`), ""]);
  if (review.sure === "person") told.push([said("person"), "person"]);
  if (review.sure === "uncertain") told.push([said("doubtful"), "doubtful"]);
  return told;
}

function momentInWords(review) {
  return review.leaning ? said(`rather_${review.leaning}`) : label("moment", review.moment);
}

function customerWords(review) {
  const body = review.title ?? 0;
  const title = element("strong", {}, element("bdi", {}, ...marked(review, 0, body)));
  const text = element("bdi", {}, ...(review.words.join("").trim() ? marked(review, body, review.words.length) : [said("wordless")]));
  return element("div", { class: "words", lang: review.lang }, ...(body ? [title] : []), text);
}

function marked(review, start, end) {
  const shown = [];
  for (let at = start; at < end; at += 1) {
    if (!review.words[at]) continue;
    const judged = [...new Set(review.why.filter((one) => one.start <= at && at < one.end).map((one) => one.judgement))].sort();
    shown.push(judged.length
      ? element("mark", { class: kindOf(judged, review.moment), "data-meaning": judged.map(judgement).join(" · ") }, review.words[at])
      : document.createTextNode(review.words[at]));
  }
  return shown;
}

// The class of the loudest judgement, as on the pages without a script.
function kindOf(judged, moment) {
  const subjects = new Set(judged.map((code) => code.split(":")[0]));
  const loudest = words.loudest.find((subject) => subjects.has(subject)) ?? "tone";
  if (loudest === "moment") return judged.find((code) => code.startsWith("moment:")).split(":")[1];
  if (loudest === "reason") return moment === "unclear" ? "departure" : moment;
  return ["first", "last", "departure"].includes(loudest) ? loudest : "tone";
}

function reply(review) {
  const from = review.replied ? said("replied", { day: dayInWords(review.replied) }) : said("reply");
  return element("div", { class: "reply" }, element("strong", {}, from), "\n", element("bdi", {}, review.reply));
}

// "Why?": the words a judgement stands on, what each weighs, and what is left to the starting point, in words.

const FELT = { tone: "tone", first: "first", last: "last" }; // judged on a scale from harsh to kind

function why(review) {
  const told = element("details", { class: "why" }, element("summary", {}, said("why")));
  told.addEventListener("toggle", () => {
    if (told.open && told.childElementCount === 1) told.append(...reasonsWhy(review));
  });
  return told;
}

function reasonsWhy(review) {
  const groups = new Map();
  for (const cue of review.why) {
    const subject = cue.judgement.split(":")[0];
    const key = FELT[subject] ?? cue.judgement;
    groups.set(key, [...(groups.get(key) ?? []), cue]);
  }
  const opening = review.sure === "person" ? said("why_person") : said("why_how");
  if (!groups.size) return [element("p", {}, opening), element("p", {}, said("why_nothing"))];
  return [element("p", {}, opening), ...[...groups].map(([key, cues]) => group(review, key, cues))];
}

function group(review, key, cues) {
  const felt = key in FELT;
  const items = cues.map((cue) => ({ ...cue, weight: felt && cue.judgement.endsWith(":neg") ? -cue.weight : cue.weight }));
  items.sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  return element("div", { class: "judged" },
    element("p", {}, element("strong", {}, felt ? said("judgement", { subject: words.subjects[key], value: points(review[key]) }) : judgement(key))),
    element("ul", {}, ...items.map((cue) => cueLine(review, cue))),
    balance(review, key, items.reduce((sum, cue) => sum + cue.weight, 0)));
}

function cueLine(review, cue) {
  const quoted = review.words.slice(cue.start, cue.end).join("").trim();
  const by = cue.cue === "clause tone" ? said("clause_tone") : cue.cue.startsWith("~") ? said("negated", { cue: cue.cue.slice(1) }) : cue.cue;
  return element("li", {}, element("b", {}, signed(cue.weight)), " ", element("bdi", {}, said("quoted", { words: quoted })), " ",
    element("small", {}, element("bdi", {}, by)));
}

// Weights and a starting point add up to log-odds; what the listed words leave is told, for it may decide.
function balance(review, key, sum) {
  const odds = oddsOf(review, key);
  if (odds === null || review.sure === "person") return null;
  const rest = odds - sum;
  const told = Math.abs(rest) < 0.05 ? said("rest_none") : said(restName(key, rest), { rest: signed(rest) });
  const end = key in FELT ? said("total_felt", { total: signed(odds), points: points(review[key]) }) : said("total", { total: signed(odds), chance: chance(logistic(odds)) });
  return element("p", { class: "balance" }, `${told} ${end}`);
}

function restName(key, rest) {
  if (key in FELT) return rest > 0 ? "rest_kind" : "rest_harsh";
  return rest > 0 ? "rest_for" : "rest_against";
}

const CERTAIN = 0.99999; // probabilities are given to five digits: beyond, nobody can tell the odds

function oddsOf(review, key) {
  const subject = key.split(":")[0];
  if (key in FELT) return Math.abs(review[key]) < CERTAIN ? 2 * Math.atanh(review[key]) : null;
  const probability = { departure: review.kindP, moment: review.momentP }[subject];
  if (probability === undefined || probability >= CERTAIN || probability <= 1 - CERTAIN) return null;
  return Math.log(probability / (1 - probability));
}

function logistic(odds) {
  return 1 / (1 + Math.exp(-odds));
}

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

// The explorer of the reviews: search, filters, order, all kept in the address. The static list stays for whoever has no script.

const WINDOW = 25; // reviews drawn at once: a keystroke must stay quick whatever fits
const PRINTED = 200; // and on paper

let box = null;
let state = emptyState();
let pool = { key: "", reviews: [] }; // the loaded reviews of the searched years, in the order asked for
let found = [];
let size = WINDOW;

function part(name) {
  return box.querySelector(`[data-part="${name}"]`);
}

function begin() {
  box = document.getElementById("explorer");
  if (!box || !words) return;
  state = askedFor(location.hash) ?? emptyState();
  listen();
  document.getElementById("listed").hidden = true;
  box.hidden = false;
  part("filters").open = matchMedia("(min-width: 60rem)").matches;
  fillForm();
  update();
}

// The anchor of a review on the static page asks for that review; any other anchor asks for nothing.
function askedFor(hash) {
  if (!hash || hash.includes("=")) return readState(hash);
  const article = document.getElementById(hash.slice(1));
  return article?.dataset.in ? { ...emptyState(), review: article.id, part: article.dataset.in } : null;
}

function listen() {
  part("find").addEventListener("input", (event) => go({ q: event.target.value, review: "" }, { typing: true }));
  part("form").addEventListener("submit", (event) => event.preventDefault());
  part("form").addEventListener("change", changed);
  part("sort").addEventListener("change", (event) => go({ sort: event.target.value }));
  part("csv").addEventListener("click", () => saveTable(found));
  part("back").addEventListener("click", () => turn(-1));
  part("next").addEventListener("click", () => turn(1));
  part("more").addEventListener("click", (event) => { if (event.target.dataset.since) go({ since: event.target.dataset.since }); });
  addEventListener("hashchange", () => {
    const asked = askedFor(location.hash);
    if (!asked) return;
    state = asked;
    fillForm();
    update();
  });
  addEventListener("beforeprint", () => draw(PRINTED));
  addEventListener("afterprint", () => draw(WINDOW));
}

function changed({ target }) {
  if (FACETS.includes(target.name)) {
    const chosen = new Set(state[target.name]);
    chosen[target.checked ? "add" : "delete"](target.value);
    go({ [target.name]: chosen, review: "" });
  } else if (target.name === "from" || target.name === "to") {
    go({ [target.name]: target.value, review: "" });
  }
}

// Typing replaces its place in the history, every other change adds one: back undoes a filter, not a letter.
function go(changes, { typing = false } = {}) {
  state = { ...state, page: 1, ...changes };
  const address = location.href.split("#")[0] + writeState(state);
  history[typing ? "replaceState" : "pushState"](null, "", address);
  if (!typing) fillForm();
  update();
}

function turn(step) {
  go({ page: state.page + step });
  part("count").focus();
  box.querySelector(".found").scrollIntoView({ block: "start" });
}

function fillForm() {
  if (part("find").value !== state.q) part("find").value = state.q;
  for (const name of ["from", "to"]) part("form").querySelector(`[name="${name}"]`).value = state[name];
  part("sort").value = state.sort;
  for (const tick of part("form").querySelectorAll("input[type=checkbox]")) tick.checked = state[tick.name].has(tick.value);
}

function update() {
  for (const name of neededParts(state)) if (!asked.has(name) && !loaded.has(name)) ask(name);
  gather();
  draw(size);
}

const asked = new Set();

function ask(name) {
  asked.add(name);
  load(box.dataset.root, name, () => {
    if (failed.has(name)) asked.delete(name);
    soon();
  });
}

const A_BLINK = 40; // milliseconds in which several parts may come before they are drawn
let due = false;

function soon() {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    gather();
    draw(size);
  }, A_BLINK);
}

// Join the loaded parts that are searched, once for each change of them or of the order.
function gather() {
  const names = neededParts(state).filter((name) => loaded.has(name));
  const key = [state.sort, ...names.sort()].join(" ");
  if (key === pool.key) return;
  pool = { key, reviews: ordered(names.flatMap((name) => loaded.get(name)), state.sort) };
  drawFilters(part("form"), pool.reviews, state);
}

function draw(number) {
  size = number;
  const sifted = sift(pool.reviews, state);
  found = state.review ? pool.reviews.filter((review) => review.id === state.review) : sifted.found;
  if (!waiting()) state.page = Math.min(state.page, Math.max(1, Math.ceil(found.length / WINDOW)));
  const first = (state.page - 1) * WINDOW;
  drawCounts(part("form"), sifted.counts);
  drawStatus(first, Math.min(first + size, found.length));
  part("rows").replaceChildren(...found.slice(first, first + size).map((review) => row(review, linkTo(review))));
  window.aurevoir.prepareMarks(part("rows"));
  showHits(part("rows"), state.review ? "" : state.q);
  for (const twin of document.querySelectorAll(".twins a")) twin.hash = writeState(state);
}

function linkTo(review) {
  return writeState({ ...emptyState(), review: review.id, part: review.part });
}

// What the data scripts call, and the beginning.

window.aurevoir = {
  ...window.aurevoir,
  words: (given) => { words = given; },
  parts: takeParts,
  reviews: takeReviews,
};
document.addEventListener("DOMContentLoaded", begin);

})();
