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
