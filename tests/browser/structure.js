// What a screen reader or a keyboard would stumble over in the page: a list of complaints.
(() => {
  const found = [];
  const all = selector => [...document.querySelectorAll(selector)];
  const levels = all("h1, h2, h3, h4, h5, h6").map(heading => Number(heading.tagName[1]));
  const skipped = levels.findIndex((level, i) => level > (levels[i - 1] ?? 0) + 1);
  if (skipped >= 0) found.push(`heading ${skipped + 1} skips a level: ${levels}`);
  for (const field of all("input, textarea, select")) {
    if (!field.labels.length || !field.labels[0].textContent.trim()) found.push(`no label: ${field.outerHTML}`);
  }
  for (const cell of all("th:not([scope])")) found.push(`no scope: ${cell.outerHTML}`);
  for (const table of all("table")) if (!table.tHead) found.push(`no head: ${table.outerHTML}`);
  for (const link of all("a[href], button")) {
    if (!link.textContent.trim()) found.push(`no words: ${link.outerHTML}`);
  }
  for (const element of all("[aria-labelledby]")) {
    const label = document.getElementById(element.getAttribute("aria-labelledby"));
    if (!label || !label.textContent.trim()) found.push(`no name: ${element.tagName} ${element.className}`);
  }
  const ids = all("[id]").map(element => element.id);
  for (const id of ids.filter((id, i) => ids.indexOf(id) !== i)) found.push(`id twice: ${id}`);
  if (all("[tabindex]").some(element => element.tabIndex > 0)) found.push("an order of its own for the tab key");
  return found;
})()
