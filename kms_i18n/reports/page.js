"use strict";
// Filters over what is already in the page: nothing is loaded, nothing is sent, nothing is kept.
(() => {
  const filters = document.getElementById("filters");
  if (!filters) return;
  filters.hidden = false;
  const get = (id) => document.getElementById(id);
  const boxes = [...filters.querySelectorAll("input[name]")];
  const chosen = (name) => new Set(boxes.filter((b) => b.name === name && b.checked).map((b) => b.value));
  // As texts are compared elsewhere: composed letters, blanks folded, no zero-width spaces.
  const plain = (text) => text.normalize("NFC").replace(/\u200b/g, "").replace(/\s+/g, " ").toLowerCase();
  const mapped = new Map([...document.querySelectorAll("tr[data-row]")].map((row) => [row.dataset.row, row]));
  const segments = [...document.querySelectorAll("article.segment")].map((node) => ({
    node,
    row: mapped.get(node.id),
    document: node.dataset.document,
    versions: [...node.querySelectorAll(".version[data-locale]")],
    source: null,
  }));
  const words = new Map();
  const text = (node) => {
    if (!words.has(node)) words.set(node, plain([...node.querySelectorAll(".text")].map((p) => p.textContent).join(" ")));
    return words.get(node);
  };
  const apply = () => {
    const states = chosen("state");
    const locales = chosen("locale");
    const wanted = plain(get("text").value.trim());
    const only = get("document") ? get("document").value : "";
    const found = get("findings").checked;
    let shown = 0;
    for (const segment of segments) {
      const inSource = wanted && text(segment.node.querySelector(".source")).includes(wanted);
      const fits = (v) =>
        locales.has(v.dataset.locale) && states.has(v.dataset.state) &&
        (!found || "findings" in v.dataset) && (!wanted || inSource || text(v).includes(wanted));
      const show = (!only || segment.document === only) && segment.versions.some(fits);
      segment.node.hidden = !show;
      if (segment.row) segment.row.hidden = !show;
      for (const version of segment.versions) version.hidden = !locales.has(version.dataset.locale);
      shown += show ? 1 : 0;
    }
    const count = get("count");
    count.textContent = count.dataset.of.replace("%s", shown).replace("%a", segments.length);
  };
  let waiting = 0;
  filters.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, segments.length > 200 ? 150 : 0);
  });
  get("reset").addEventListener("click", () => {
    for (const box of boxes) box.checked = true;
    get("findings").checked = false;
    get("text").value = "";
    if (get("document")) get("document").value = "";
    apply();
  });
  // A link to a text that the filters hide shows it all the same.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const segment = target && target.closest("article.segment");
    if (segment && segment.hidden) get("reset").click();
    if (target) target.scrollIntoView();
  });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".unmet details")) details.open = true;
  });
  apply();
})();
