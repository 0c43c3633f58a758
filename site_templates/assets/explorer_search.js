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
