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

function sift(reviews, state) {
  const sought = terms(state.q);
  const wanted = FACETS.map((facet) => state[facet]);
  const counts = FACETS.map(() => new Map());
  const found = [];
  for (const review of reviews) {
    if (!sought.every((term) => review.folded.includes(term))) continue;
    if (!within(review, state.from, state.to)) continue;
    const missed = missedFilters(review.values, wanted);
    if (missed === NONE) {
      found.push(review);
      review.values.forEach((values, facet) => tally(counts[facet], values));
    } else if (missed !== SEVERAL) {
      tally(counts[missed], review.values[missed]);
    }
  }
  return { found, counts };
}

const NONE = -1;
const SEVERAL = -2;

// Return the one filter that a review misses: a value of it would bring the review in.
function missedFilters(values, wanted) {
  let missed = NONE;
  for (let facet = 0; facet < wanted.length; facet += 1) {
    if (!wanted[facet].size || values[facet].some((value) => wanted[facet].has(value))) continue;
    if (missed !== NONE) return SEVERAL;
    missed = facet;
  }
  return missed;
}

function tally(counts, values) {
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
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
