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
