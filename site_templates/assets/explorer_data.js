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
