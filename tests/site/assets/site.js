// The points of a chart tell their figures to the mouse, a finger and the arrow keys.
// Without this script each point still has its <title>, and each chart its table.
"use strict";

(function () {
  const REACH = 28; // pixels: a finger is less sure than a mouse
  const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

  document.querySelectorAll(".drawn").forEach(awaken);

  function awaken(drawn) {
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.hidden = true;
    tip.setAttribute("aria-hidden", "true"); // a screen reader hears the point itself
    drawn.append(tip);
    drawn.querySelectorAll("svg").forEach((svg) => listen(svg, tip));
  }

  function listen(svg, tip) {
    const points = inReadingOrder(Array.from(svg.querySelectorAll(".point")));
    if (!points.length) return;
    svg.setAttribute("role", "group"); // an image would hide its points from screen readers
    points.forEach(name);
    points[0].setAttribute("tabindex", "0");
    svg.addEventListener("pointermove", (event) => showNearest(event, points, tip));
    svg.addEventListener("pointerdown", (event) => showNearest(event, points, tip));
    svg.addEventListener("pointerleave", () => hide(tip, points));
    svg.addEventListener("focusin", (event) => show(event.target, points, tip));
    svg.addEventListener("focusout", () => hide(tip, points));
    svg.addEventListener("keydown", (event) => walk(event, points, tip));
  }

  // Lists drawn one moment after the other are walked from left to right, or from top to bottom.
  function inReadingOrder(points) {
    return points
      .map((point) => ({ point, box: point.getAttribute("transform").match(/-?[\d.]+/g).map(Number) }))
      .sort((one, other) => (sideways(points) ? one.box[0] - other.box[0] : one.box[1] - other.box[1]))
      .map((placed) => placed.point);
  }

  function sideways(points) {
    return Boolean(points[0].closest(".chart-trend, .chart-sector"));
  }

  function name(point) {
    const title = point.querySelector("title");
    point.setAttribute("role", "img");
    point.setAttribute("aria-label", title.textContent);
    point.setAttribute("tabindex", "-1");
    title.remove(); // or the browser would show it beside ours
  }

  function showNearest(event, points, tip) {
    const near = points
      .map((point) => ({ point, far: distance(event, point.getBoundingClientRect()) }))
      .sort((one, other) => one.far - other.far)[0];
    if (near.far <= REACH) show(near.point, points, tip);
    else hide(tip, points);
  }

  function distance(event, box) {
    return Math.hypot(event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2);
  }

  function show(point, points, tip) {
    if (!points.includes(point)) return;
    points.forEach((other) => other.classList.toggle("told", other === point));
    tip.textContent = point.getAttribute("aria-label");
    tip.hidden = false;
    const room = tip.parentElement.getBoundingClientRect();
    const box = point.getBoundingClientRect();
    const left = box.x + box.width / 2 - room.x - tip.offsetWidth / 2;
    tip.style.left = Math.max(0, Math.min(left, room.width - tip.offsetWidth)) + "px";
    tip.style.top = box.y - room.y - tip.offsetHeight - 10 + "px";
  }

  function hide(tip, points) {
    tip.hidden = true;
    points.forEach((point) => point.classList.remove("told"));
  }

  function walk(event, points, tip) {
    if (event.key === "Escape") return hide(tip, points);
    const at = points.indexOf(event.target);
    const to = { Home: 0, End: points.length - 1 }[event.key] ?? at + (STEPS[event.key] ?? NaN);
    if (at < 0 || !points[to]) return;
    event.preventDefault();
    points[at].setAttribute("tabindex", "-1");
    points[to].setAttribute("tabindex", "0");
    points[to].focus();
  }
})();

// Marked words tell what they stand for: on hover, on focus and on touch, not by a title alone.
// Tab reaches the first mark of a text, the arrow keys walk through the others, Escape closes.
// Without this script each mark still has its title.
"use strict";

(function () {
  const tip = document.createElement("p");
  tip.id = "judged";
  tip.className = "meaning";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;

  function prepareMarks(root) {
    for (const mark of root.querySelectorAll("mark[title]")) {
      mark.dataset.meaning = mark.title;
      mark.removeAttribute("title");
    }
    for (const text of root.querySelectorAll(".words, blockquote")) {
      text.querySelectorAll("mark[data-meaning]").forEach((mark, rank) => { mark.tabIndex = rank ? -1 : 0; });
    }
  }

  function markOf(event) {
    return event.target instanceof Element ? event.target.closest("mark[data-meaning]") : null;
  }

  function showTip(mark) {
    hideTip();
    tip.textContent = mark.dataset.meaning;
    tip.hidden = false;
    mark.setAttribute("aria-describedby", tip.id);
    placeTip(mark.getClientRects()[0]);
  }

  function placeTip(beside) {
    const width = document.documentElement.clientWidth;
    const above = beside.top - tip.offsetHeight;
    tip.style.left = `${Math.max(8, Math.min(beside.left, width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${above > 0 ? above : beside.bottom}px`;
  }

  // Focus may scroll the page to its mark: what is told goes along.
  function followMark() {
    const mark = document.querySelector("mark[aria-describedby=judged]");
    if (mark) placeTip(mark.getClientRects()[0]);
  }

  function hideTip() {
    tip.hidden = true;
    document.querySelector("mark[aria-describedby=judged]")?.removeAttribute("aria-describedby");
  }

  function walkMarks(event) {
    const mark = markOf(event);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") hideTip();
    if (!mark || !step) return;
    const marks = [...mark.closest(".words, blockquote").querySelectorAll("mark[data-meaning]")];
    const next = marks[marks.indexOf(mark) + step];
    event.preventDefault();
    if (!next) return;
    mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  document.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) showTip(mark);
  });
  document.addEventListener("mouseout", (event) => {
    // what is told must stay while the pointer goes to it
    if (event.relatedTarget !== tip && !tip.contains(event.relatedTarget) && document.activeElement !== markOf(event)) hideTip();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) showTip(mark);
  });
  document.addEventListener("focusout", hideTip);
  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark) showTip(mark);
  });
  document.addEventListener("keydown", walkMarks);
  document.addEventListener("scroll", followMark, { passive: true });
  document.addEventListener("DOMContentLoaded", () => {
    (document.querySelector("main") ?? document.body).append(tip);
    prepareMarks(document);
  });

  window.aurevoir = { ...window.aurevoir, prepareMarks };
})();
