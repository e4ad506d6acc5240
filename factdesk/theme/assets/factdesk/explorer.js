// The explorer filters, counts, sorts and shows the claims; its state is in the address. The data are
// loaded on demand. Until then, and without JavaScript, the page shows the newest claims.
(() => {
  const form = document.querySelector("[data-fd-explorer]");
  if (!form) return;
  const { data, claims: Claims, Facet } = factdesk;
  const page = JSON.parse(form.querySelector("[data-fd-page]").textContent);
  const wording = data.wording(page);
  const { say, number } = wording;
  const part = (name) => form.querySelector(`[data-fd-${name}]`);
  const { q: field, sort: order } = form.elements;
  const facets = [...form.querySelectorAll("[data-fd-facet]")].map((box) => new Facet(box, wording, run));
  const names = facets.map((facet) => facet.name);
  const AT_ONCE = 20000; // up to this number of claims, every keystroke starts a search at once

  // The state and the address ------------------------------------------------------------------------

  const nothing = () => ({
    text: "", order: "reviewed", shown: page.size, chosen: new Map(names.map((name) => [name, new Set()])),
  });

  // Every address gives a valid state; unknown values are removed once the data are loaded.
  function read(search = location.search) {
    const asked = new URLSearchParams(search);
    const found = nothing();
    found.text = (asked.get("q") ?? "").trim().slice(0, 200);
    if (["made", "verdict"].includes(asked.get("sort"))) found.order = asked.get("sort");
    const shown = Number(asked.get("shown"));
    if (Number.isInteger(shown) && shown > page.size && shown <= 2000) found.shown = shown;
    for (const [name, slugs] of found.chosen) {
      asked.getAll(name).slice(0, 100).forEach((slug) => slugs.add(slug));
    }
    return found;
  }

  function address({ text, order: by, shown, chosen }) {
    const asked = new URLSearchParams();
    if (text) asked.set("q", text);
    chosen.forEach((slugs, name) => slugs.forEach((slug) => asked.append(name, slug)));
    if (by !== "reviewed") asked.set("sort", by);
    if (shown > page.size) asked.set("shown", shown);
    return location.pathname + (String(asked) && `?${asked}`);
  }

  let state = read();
  const changed = (change) => ({ ...state, shown: page.size, ...change });
  const choose = (name, slugs) => changed({ chosen: new Map([...state.chosen, [name, new Set(slugs)]]) });
  const filterCount = () =>
    [...state.chosen.values()].reduce((sum, { size }) => sum + size, state.text ? 1 : 0);

  // From a state to the page ---------------------------------------------------------------------

  let claims; // undefined until they are loaded
  let loading;
  let runs = 0; // the newest run wins
  let isRetry = false;

  async function load(isFresh = false) {
    if (isFresh || !loading) {
      loading = Claims.open(isFresh);
      loading.catch(() => { loading = undefined; });
    }
    claims = await loading;
    return claims;
  }

  async function run() {
    runs += 1;
    const mine = runs;
    const slow = setTimeout(() => { part("status").textContent = say("loading"); }, 400);
    try {
      await load();
      if (state.text) await claims.search(state.text);
      state.chosen.forEach((slugs, name) => slugs.forEach((slug) => {
        if (!claims.facets.get(name).places.has(slug)) slugs.delete(slug);
      }));
      const out = claims.judge(state.text, state.chosen);
      const results = claims.results(out, state.order);
      const rows = await claims.rows(results.subarray(0, state.shown), state.order);
      clearTimeout(slow);
      if (mine === runs) show(claims.tally(out), results, rows);
    } catch (error) {
      clearTimeout(slow);
      if (mine === runs) await startAgain(error);
    }
  }

  // If the site was published while the page was open, the data must be loaded again, once.
  async function startAgain(error) {
    form.removeAttribute("aria-busy");
    part("status").textContent = say("failed");
    if (isRetry) throw error;
    isRetry = true;
    await load(true);
    await run();
  }

  function show({ counts, without }, results, rows) {
    form.removeAttribute("aria-busy");
    if (field !== document.activeElement) field.value = state.text;
    order.value = state.order;
    const n = filterCount();
    part("set").textContent = n ? say("set", { n }) : "";
    part("status").replaceChildren(...countText(results.length));
    for (const facet of facets) {
      facet.draw(claims.facets.get(facet.name), counts.get(facet.name), state.chosen.get(facet.name));
    }
    part("active").replaceChildren(...chips());
    part("active").hidden = !n;
    part("clear").hidden = !n;
    part("dated").textContent = state.order === "made" ? say("dated_made") : say("dated_reviewed");
    part("columns").hidden = !rows.length;
    part("list").replaceChildren(...rows.map(drawRow));
    part("list").hidden = !rows.length;
    part("empty").hidden = Boolean(rows.length);
    part("empty").replaceChildren(...(rows.length ? [] : instead(without)));
    part("pages")?.remove();
    drawFurther(results);
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  const go = (to, ...children) => make("a", { href: address(to), "data-fd-go": "" }, ...children);

  function countText(n) {
    if (!filterCount()) return [say("all", { n })];
    const [before, after] = say("found", { n: claims.count, found: "\0" }).split("\0");
    const guessed = state.text && claims.guessed.length ? ` · ${claims.say("guessed", { words: claims.guessed.slice(0, 3).join(", ") })}` : "";
    return [before, make("b", {}, number(n)), after, guessed];
  }

  // The active filters, each with a link that removes it.
  const chips = () => filters().map(([label, to]) => make("li", {}, go(
    to,
    make("bdi", {}, label),
    " ",
    make("span", { "aria-hidden": "true" }, "×"),
    make("span", { class: "fd-sr" }, say("remove")),
  )));

  function filters() {
    const set = [...state.chosen].flatMap(([name, slugs]) => [...slugs].map((slug) => [
      claims.facets.get(name).label(slug), choose(name, [...slugs].filter((each) => each !== slug)),
    ]));
    return state.text ? [[quoted(state.text), changed({ text: "" })], ...set] : set;
  }

  const quoted = (text) => say("quoted", { text });

  // Without results: links to the results without one of the filters.
  function instead(without) {
    const offers = [...state.chosen].filter(([, slugs]) => slugs.size).map(([name, slugs]) => [
      quoted([...slugs].map(claims.facets.get(name).label).join(", ")), without.get(name), choose(name, []),
    ]);
    if (state.text) offers.unshift([quoted(state.text), without.get(""), changed({ text: "" })]);
    const drawn = offers.filter(([, n]) => n).map(([filter, n, to]) => go(to, say("without", { filter, n })));
    return [make("p", {}, say("none")), ...drawn.map((link) => make("p", { class: "fd-quiet" }, link))];
  }

  // The page has a template of each kind of row; only their texts differ.
  function drawRow([on, sort, slug, claim, by, language, direction]) {
    const row = part("rows").content.children[sort].cloneNode(true);
    const text = row.querySelector(".fd-row__claim");
    text.firstElementChild.href = page.open.replace("{slug}", slug);
    text.firstElementChild.textContent = claim;
    if (language) text.lang = language;
    if (direction) text.dir = direction;
    const author = row.querySelector(".fd-row__by");
    if (by) author.querySelector("bdi").textContent = by;
    else author.remove();
    const time = row.querySelector("time");
    if (on) [time.dateTime, time.textContent] = data.dateOf(on, page.dates);
    else time.remove();
    return row;
  }

  function drawFurther(results) {
    const left = results.length - state.shown;
    part("further").replaceChildren();
    if (left <= 0) return;
    const button = make("button", { type: "button" }, say("more", { n: Math.min(left, page.size) }));
    button.onclick = async () => {
      const mine = runs;
      const rows = await claims.rows(results.subarray(state.shown, state.shown + page.size), state.order);
      if (mine !== runs) return;
      state.shown += page.size;
      history.replaceState(null, "", address(state));
      const drawn = rows.map(drawRow);
      part("list").append(...drawn);
      drawn[0].querySelector("a").focus();
      drawFurther(results);
    };
    part("further").append(button);
  }

  // Events -------------------------------------------------------------------------------

  let isTyping = false; // whether the newest history entry is for words that are still being typed
  let pause;

  function enter(to) {
    noteWords();
    if (address(to) !== address(state)) history.pushState(null, "", address(to));
    isTyping = false;
    state = to;
    return run();
  }

  // The search runs with every keystroke; the address follows when the typing pauses.
  function type() {
    const text = field.value.trim().slice(0, 200);
    if (text === state.text) return;
    state = changed({ text });
    clearTimeout(pause);
    pause = setTimeout(noteWords, 250);
    run();
  }

  function noteWords() {
    if (!pause) return;
    clearTimeout(pause);
    pause = undefined;
    history[isTyping ? "replaceState" : "pushState"](null, "", address(state));
    isTyping = true;
  }

  let lag;
  field.addEventListener("input", () => {
    clearTimeout(lag);
    lag = setTimeout(type, claims?.count > AT_ONCE ? 150 : 0);
  });
  field.addEventListener("change", noteWords);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(lag);
    type();
    noteWords();
    isTyping = false;
  });

  form.addEventListener("change", ({ target }) => {
    if (target === order) enter(changed({ order: order.value }));
    if (!names.includes(target.name)) return;
    const slugs = new Set(state.chosen.get(target.name));
    if (target.checked) slugs.add(target.value);
    else slugs.delete(target.value);
    enter(choose(target.name, slugs));
  });

  form.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-fd-go]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const at = [...part("active").children].indexOf(link.closest("li"));
    const isClear = link === part("clear");
    const to = isClear ? { ...nothing(), order: state.order } : read(new URL(link.href).search);
    field.value = to.text;
    await enter(to);
    // The activated link is gone: focus the one that replaced it.
    const next = part("active").children[at]?.querySelector("a") ?? part("status");
    if (!link.isConnected || link.hidden) next.focus();
  });

  addEventListener("popstate", () => {
    clearTimeout(pause);
    pause = undefined;
    isTyping = false;
    state = read();
    field.value = state.text;
    run();
  });

  // The data are loaded early, when the pointer or the focus enters the form.
  const unsaid = () => {}; // a failure is reported when the reader uses a filter
  const prepare = () => load().then(() => claims.fetchRowsAhead()).catch(unsaid);
  form.addEventListener("pointerenter", prepare, { once: true });
  form.addEventListener("focusin", prepare, { once: true });
  field.addEventListener("focus", () => factdesk.fulltext.open().catch(unsaid), { once: true });

  // On a wide screen the facets are in a column, and open.
  const wide = matchMedia("(min-width: 60em)");
  const unfold = () => { if (wide.matches) part("facets").open = true; };
  wide.addEventListener("change", unfold);
  unfold();

  if (address(state) !== location.pathname) {
    form.setAttribute("aria-busy", "true");
    field.value = state.text;
    prepare().then(run);
  }
})();
