// The search box: keys, panel, and on a narrow screen a sheet. The search itself (fulltext.js,
// hit.js) and its data are loaded when a reader first comes to the box.
(() => {
  const box = document.querySelector("[data-fd-search]");
  if (!box) return;
  const own = document.currentScript.src;
  const [opener, form, field] = ["[data-fd-open]", "form", "input"].map((part) => box.querySelector(part));
  const AT_ONCE = 10; // results
  const PARTS = ["words", "data", "fulltext", "hit"];

  function set(element, attributes) {
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }

  function make(tag, attributes = {}, ...children) {
    const element = set(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  }

  const status = make("p", { class: "fd-search__status", role: "status" });
  const results = make("div", { role: "listbox", id: "fd-search-results", "aria-label": field.placeholder });
  const foot = make("p", { class: "fd-search__foot" });
  const panel = make("div", { class: "fd fd-search__panel", hidden: "" }, status, results, foot);
  box.append(panel);
  // Without this script the field is no more than one to write in.
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": results.id });

  // The search -----------------------------------------------------------------------------------------

  const load = (name) => new Promise((resolve, reject) => {
    const script = make("script", { src: new URL(`${name}.js`, own) });
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  let opening;

  async function openSearch(isFresh) {
    for (const name of PARTS) if (!globalThis.factdesk?.[name]) await load(name);
    const search = await factdesk.fulltext.open(isFresh);
    factdesk.hit.addSigns(search.symbols);
    return search;
  }

  function search(isFresh = false) {
    if (!opening || isFresh) {
      opening = openSearch(isFresh);
      opening.catch(() => { opening = undefined; });
    }
    return opening;
  }

  async function ask(query, isFresh = false) {
    const engine = await search(isFresh);
    const found = await engine.find(query);
    return { engine, ...found, rows: await engine.rows(found.ids.slice(0, AT_ONCE)) };
  }

  let runs = 0; // the newest run wins

  async function run() {
    runs += 1;
    const mine = runs;
    const query = field.value.trim();
    if (!query) return show();
    if (panel.hidden) show({ text: box.dataset.searching });
    panel.setAttribute("aria-busy", "true");
    // The site may have been published anew while the page was open: then fresh data are needed.
    const found = await ask(query).catch(() => ask(query, true)).catch(() => null);
    if (mine !== runs) return undefined;
    return found ? showFound(query, found) : show({ text: box.dataset.failed, links: [explorerLink(query)] });
  }

  // The panel ------------------------------------------------------------------------------------------

  // Without anything to say, it is closed.
  function show({ text = "", options = [], links = [] } = {}) {
    panel.setAttribute("aria-busy", "false");
    status.textContent = text;
    results.replaceChildren(...options);
    foot.replaceChildren(...links);
    panel.hidden = !text;
    field.setAttribute("aria-expanded", String(options.length > 0));
    activate(-1);
  }

  function explorerLink(query) {
    const explorer = new URL(`../../claims/${location.protocol === "file:" ? "index.html" : ""}`, own);
    explorer.search = new URLSearchParams({ q: query });
    return make("a", { href: explorer }, box.dataset.explorer.replace("{words}", () => query));
  }

  function showFound(query, { engine, ids, hasAll, terms, rows }) {
    const { say } = engine.wording;
    const drawFrom = (some, from) => some.map((row, n) => factdesk.hit.draw(engine, row, from + n, terms));
    const more = make("button", { type: "button" }, say("more"));
    more.onclick = async () => {
      const mine = runs;
      const from = results.childElementCount;
      const next = await engine.rows(ids.slice(from, from + AT_ONCE));
      if (mine !== runs) return;
      results.append(...drawFrom(next, from));
      if (results.childElementCount >= ids.length) more.remove();
      field.focus();
      activate(from);
    };
    show({
      text: ids.length ? say(hasAll ? "found" : "found_some", { n: ids.length }) : say("none"),
      options: drawFrom(rows, 0),
      links: [...(ids.length > rows.length ? [more] : []), explorerLink(query)],
    });
  }

  let active = -1;

  function activate(n) {
    active = n;
    const options = [...results.children];
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === n)));
    if (n < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options[n].id);
    options[n]?.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const count = results.childElementCount;
    if (!count) return;
    activate(active < 0 && by < 0 ? count - 1 : (active + by + count) % count);
  }

  // On a narrow screen box and panel fill it, as a dialog.
  const narrow = matchMedia("(max-width: 59.99em)");
  const sheet = make("dialog", { class: "fd-search__sheet", "aria-label": opener.getAttribute("aria-label") });
  const close = make("button", { type: "button", class: "fd-search__close" }, "×");
  close.setAttribute("aria-label", box.dataset.close);
  sheet.append(close);
  box.append(sheet);
  close.onclick = () => sheet.close();
  sheet.addEventListener("close", () => {
    box.append(form, panel);
    show();
  });
  narrow.addEventListener("change", () => sheet.close());

  function openBox() {
    if (narrow.matches && !sheet.open) {
      sheet.append(form, panel);
      sheet.showModal();
    }
    field.focus();
    field.select();
  }
  opener.onclick = openBox;

  // Keys -----------------------------------------------------------------------------------------------

  const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    if (!["/", "s"].includes(event.key) || event.target.closest?.(WRITING)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    openBox();
  });

  field.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      if (panel.hidden) run();
      else step(by);
    } else if (event.key === "Escape" && (sheet.open || !panel.hidden)) {
      event.preventDefault(); // or else the browser empties the box, which it may do the next time
      if (sheet.open) sheet.close();
      else show();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      enter();
    }
  });

  // Opens the result that is chosen, or else the first; of the words as they are now.
  async function enter() {
    const isBusy = () => panel.getAttribute("aria-busy") === "true";
    clearTimeout(pause);
    if (panel.hidden || isBusy()) await run();
    if (!isBusy()) results.children[Math.max(active, 0)]?.click();
  }

  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, 100);
    panel.setAttribute("aria-busy", "true");
  });
  field.addEventListener("focus", () => search().then(() => panel.hidden && run(), () => {}));
  form.addEventListener("submit", (event) => event.preventDefault());

  // A reader who goes on elsewhere has no use for the panel.
  for (const kind of ["pointerdown", "focusin"]) {
    document.addEventListener(kind, ({ target }) => box.contains(target) || panel.hidden || show());
  }
})();
