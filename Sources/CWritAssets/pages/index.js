// Searches the operations of the docs page: each word must stand in the method, the path, the id or the summary.
"use strict";

(() => {
  const field = document.getElementById("search");
  if (!field) return;
  const form = field.form;
  const count = form.querySelector("output");
  const groups = [...document.querySelectorAll(".group")].map((group) => ({
    group,
    items: [...group.querySelectorAll("li[data-text]")],
  }));

  function search() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { group, items } of groups) {
      let shown = 0;
      for (const item of items) {
        item.hidden = !words.every((word) => item.dataset.text.includes(word));
        if (!item.hidden) shown += 1;
      }
      group.hidden = shown === 0;
      found += shown;
    }
    count.textContent = words.length ? `${found} found` : "";
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== field && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  });
  search();
})();
