// The search box: keys, panel and, on narrow screens, a dialog. The search itself (fulltext.js, hit.js)
// and its data are loaded when a reader first uses the box.
(() => {
  const box = document.querySelector("[data-fd-search]");
  if (!box) return;
  const own = document.currentScript.src;
  const [opener, form, field] = ["[data-fd-open]", "form", "input"].map((part) => box.querySelector(part));
  const AT_ONCE = 10; // results

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
  // Without this script, it is a plain field, so these attributes are set here.
  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": results.id });
  set(field, { autocomplete: "off", enterkeyhint: "search", maxlength: "200", spellcheck: "false" });

  // The search -----------------------------------------------------------------------------------------

  const load = (file) => new Promise((resolve, reject) => {
    const script = make("script", { src: new URL(file, own) });
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  let opening;

  async function openSearch(isFresh) {
    for (const file of box.dataset.scripts.split(" ")) {
      if (!globalThis.factdesk?.[file.split(".")[0]]) await load(file);
    }
    return factdesk.fulltext.open(isFresh);
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
  let pause; // between the last letter typed and the search

  function stop() {
    clearTimeout(pause);
    runs += 1;
  }

  async function run() {
    stop();
    const mine = runs;
    const query = field.value.trim();
    if (!query) return show();
    if (panel.hidden) show({ text: box.dataset.searching });
    panel.setAttribute("aria-busy", "true");
    // If the site was published while the page was open, the data must be loaded again.
    const found = await ask(query).catch(() => ask(query, true)).catch(() => null);
    if (mine !== runs) return undefined;
    return found ? showFound(query, found) : show({ text: box.dataset.failed, links: [explorerLink(query)] });
  }

  // The panel ------------------------------------------------------------------------------------------

  // Without a text the panel is closed.
  function show({ text = "", add = () => {}, links = [] } = {}) {
    panel.setAttribute("aria-busy", "false");
    status.textContent = text;
    results.replaceChildren();
    add();
    foot.replaceChildren(...links);
    panel.hidden = !text;
    field.setAttribute("aria-expanded", String(options().length > 0));
    activate(-1);
  }

  function hide() {
    stop();
    show();
  }

  const linkTo = (folder, query, text) => {
    const address = new URL(`../../${folder}/${location.protocol === "file:" ? "index.html" : ""}`, own);
    if (query) address.search = new URLSearchParams({ q: query });
    return make("a", { href: address }, text);
  };
  const explorerLink = (query) => linkTo("claims", query, box.dataset.explorer.replace("{words}", () => query));
  const resultsLink = (query) => linkTo("search", query, box.dataset.all);

  const options = () => [...results.querySelectorAll("[role=option]")];

  // Adds results. Pages that are not claims come last, in their own groups.
  function addResults(engine, rows, from, terms) {
    rows.forEach((row, n) => {
      const option = factdesk.hit.draw(engine, row, from + n, terms);
      const kind = factdesk.hit.kindOf(row);
      (kind === "claims" ? results : groupOf(kind, engine.wording.say)).append(option);
    });
  }

  function groupOf(kind, say) {
    const id = `fd-search-${kind}`;
    const known = results.querySelector(`[aria-labelledby="${id}"]`);
    if (known) return known;
    const title = make("span", { class: "fd-search__status", id, role: "presentation" }, say(kind));
    results.append(make("div", { role: "group", "aria-labelledby": id }, title));
    return results.lastElementChild;
  }

  function showFound(query, { engine, ids, hasAll, guessed, terms, rows }) {
    const { say } = engine.wording;
    const more = make("button", { type: "button" }, say("more"));
    more.onclick = async () => {
      const mine = runs;
      const from = options().length;
      const next = await engine.rows(ids.slice(from, from + AT_ONCE));
      if (mine !== runs) return;
      addResults(engine, next, from, terms);
      if (options().length >= ids.length) more.remove();
      field.focus();
      activate(from);
    };
    show({
      text: factdesk.hit.statusText(engine.wording, query, { ids, hasAll, guessed }),
      add: () => addResults(engine, rows, 0, terms),
      links: ids.length
        ? [...(ids.length > rows.length ? [more] : []), resultsLink(query), explorerLink(query)]
        : [linkTo("claims", "", say("all_claims"))],
    });
  }

  let active = -1;

  function activate(n) {
    active = n;
    const all = options();
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === n)));
    if (n < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", all[n].id);
    all[n]?.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const count = options().length;
    if (!count) return;
    activate(active < 0 && by < 0 ? count - 1 : (active + by + count) % count);
  }

  // On a narrow screen, box and panel fill it as a dialog.
  const narrow = matchMedia("(max-width: 59.99em)");
  const sheet = make("dialog", { class: "fd-search__sheet", "aria-label": opener.getAttribute("aria-label") });
  const close = make("button", { type: "button", class: "fd-search__close" }, "×");
  close.setAttribute("aria-label", box.dataset.close);
  sheet.append(close);
  box.append(sheet);
  close.onclick = () => sheet.close();
  sheet.addEventListener("close", () => {
    box.append(form, panel);
    hide();
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
    if (event.key !== "/" || event.target.closest?.(WRITING)) return;
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
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      enter();
    }
  });

  let isClosing = false;

  // Escape closes the search, wherever the focus is in it. A second Escape then empties the field.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || (panel.hidden && !sheet.open)) return;
    event.preventDefault();
    if (sheet.open) {
      sheet.close();
      return;
    }
    if (panel.contains(document.activeElement)) {
      isClosing = true; // otherwise, the focus would open the panel again
      field.focus();
    }
    hide();
  });

  // Opens the selected result, or else the page of all results.
  function enter() {
    stop();
    const query = field.value.trim();
    if (active >= 0) options()[active].click();
    else if (query) location.assign(resultsLink(query).href);
  }

  field.addEventListener("input", () => {
    stop();
    pause = setTimeout(run, 100);
    panel.setAttribute("aria-busy", "true");
  });
  field.addEventListener("focus", () => {
    const mine = runs;
    if (!isClosing) search().then(() => mine === runs && panel.hidden && run(), () => {});
    isClosing = false;
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  // A click or the focus elsewhere closes the panel.
  for (const kind of ["pointerdown", "focusin"]) {
    document.addEventListener(kind, ({ target }) => box.contains(target) || panel.hidden || hide());
  }
})();
