// The words that name things in the page, whose letters are of another script than their language.
(() => {
  const own = { ar: /\p{Script=Arabic}/u, en: /\p{Script=Latin}/u };
  const names = document.querySelectorAll("h1, h2, h3, th, dt, label, legend, button, summary, nav a");
  return [...names].flatMap(name => {
    const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const language = node.parentElement.closest("[lang]").lang;
      const word = node.textContent.trim();
      if (/\p{L}/u.test(word) && own[language] && !own[language].test(word)) found.push(word);
    }
    return found;
  });
})()
