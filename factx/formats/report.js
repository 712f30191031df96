
"use strict";
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const filters = document.getElementById("filters");
  const cards = all(".fact");
  const marks = all("mark");
  const rows = all("svg .row");
  const cells = all(".agreement [data-fact]");
  const factsOf = (mark) => mark.dataset.facts.split(" ");
  let current = null;

  // The card of a fact, all its marks and its row in a chart stand out together.
  const select = (id) => {
    current = id;
    for (const card of cards) card.classList.toggle("current", card.id === id);
    for (const mark of marks) mark.classList.toggle("current", id !== null && factsOf(mark).includes(id));
    for (const row of rows) row.classList.toggle("current", row.dataset.fact === id);
    for (const cell of cells) cell.classList.toggle("current", cell.dataset.fact === id);
  };

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const show = (element, focused) => {
    const near = Math.abs(element.getBoundingClientRect().top) < 3 * innerHeight;
    element.scrollIntoView({ block: "center", behavior: near && !still.matches ? "smooth" : "auto" });
    focused.focus({ preventScroll: true });
  };

  const toMention = (id, number) => {
    select(id);
    const place = document.getElementById(`${id}-m${number}`);
    if (place) show(place.closest("mark"), place.closest("a"));
  };

  const toFact = (id) => {
    select(id);
    const card = document.getElementById(id);
    if (card) show(card, card.querySelector(".go"));
  };

  // A card leads to its fact's mentions in turn.
  const turns = new Map();
  const nextMention = (card) => {
    const count = Number(card.dataset.mentions);
    const number = current === card.id ? ((turns.get(card.id) || 0) % count) + 1 : 1;
    turns.set(card.id, number);
    toMention(card.id, number);
  };

  // A mark leads to its fact; where several facts share the words, to the next of them each time.
  const back = (mark) => {
    const open = factsOf(mark).filter((id) => !document.getElementById(id).hidden);
    if (open.length) toFact(open[(open.indexOf(mark.dataset.last) + 1) % open.length]);
    mark.dataset.last = current;
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const inside = (selector) => event.target.closest(selector);
    if (inside("mark.off")) { event.preventDefault(); return; }
    const cell = inside(".agreement [data-fact]");
    if (cell) { event.preventDefault(); if (!cell.classList.contains("off")) toMention(cell.dataset.fact, 1); return; }
    const place = inside("[data-mention]");
    if (place) { event.preventDefault(); toMention(place.closest(".fact").id, Number(place.dataset.mention)); return; }
    if (inside(".fact")) {
      if (String(getSelection())) return;
      event.preventDefault(); nextMention(inside(".fact")); return;
    }
    if (inside("mark")) { event.preventDefault(); back(inside("mark")); return; }
    if (inside("svg .row")) { event.preventDefault(); toFact(inside("svg .row").dataset.fact); }
  });

  // In the panel, arrows go from fact to fact; Escape lets go of the one that stands out.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { select(null); return; }
    const card = event.target.closest(".fact");
    if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
    const open = all(".fact:not([hidden])", card.closest(".facts"));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step ? open[open.indexOf(card) + step] : { Home: open[0], End: open[open.length - 1] }[event.key];
    if (!next) return;
    event.preventDefault();
    next.querySelector(".go").focus();
  });

  const apply = () => {
    const kinds = new Set(all("[name=kind]:checked", filters).map((box) => box.value));
    const event = document.getElementById("event").value;
    const section = document.getElementById("section").value;
    const sections = section === "article" ? ["body", "headline"] : [section];
    let count = 0;
    for (const card of cards) {
      const { kind, event: own, section: part } = card.dataset;
      const open = kinds.has(kind) && (event === "*" || event === own) && (section === "*" || sections.includes(part));
      card.hidden = !open;
      count += open ? 1 : 0;
    }
    for (const group of all(".group")) group.hidden = !group.querySelector(".fact:not([hidden])");
    for (const mark of marks) {
      const off = factsOf(mark).every((id) => document.getElementById(id).hidden);
      mark.classList.toggle("off", off);
      mark.firstElementChild.tabIndex = off ? -1 : 0;
    }
    for (const row of rows) row.classList.toggle("off", document.getElementById(row.dataset.fact).hidden);
    for (const cell of cells) cell.classList.toggle("off", document.getElementById(cell.dataset.fact).hidden);
    for (const line of all(".agreement tbody tr")) line.hidden = !line.querySelector("[data-fact]:not(.off)");
    for (const part of all(".agreement .event, .event details, .event .wide")) part.hidden = !part.querySelector("tbody tr:not([hidden])");
    // Of several documents, those that hold none of the facts asked for are put away.
    for (const line of all(".index [data-doc]")) {
      const doc = document.getElementById(line.dataset.doc);
      doc.hidden = line.hidden = count < cards.length && !doc.querySelector(".fact:not([hidden])");
    }
    if (current && document.getElementById(current).hidden) select(null);
    document.getElementById("shown").value = count === cards.length ? `all ${count} facts` : `${count} of ${cards.length} facts`;
  };

  if (cards.length) {
    filters.hidden = false;
    filters.addEventListener("change", apply);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("reset", () => setTimeout(apply));
    apply();
    // The bar of filters stays in sight and hides what is under it: how much, depends on the lines it takes.
    new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${filters.offsetHeight}px`)).observe(filters);
  }
  const asked = location.hash.slice(1).replace(/-m\d+$/, "");
  if (cards.some((card) => card.id === asked)) select(asked);
})();
