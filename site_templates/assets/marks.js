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
