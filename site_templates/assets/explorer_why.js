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
