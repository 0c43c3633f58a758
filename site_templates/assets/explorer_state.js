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
