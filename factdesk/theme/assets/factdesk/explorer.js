// The explorer: filters, counts, sorts and shows the claims; the whole state stands in the address.
// Data come from factdesk/render/explorer_data.py, when a reader first needs them; until then, and
// without a script, the page shows the newest claims by itself.
(() => {
  const form = document.querySelector("[data-fd-explorer]");
  if (!form) return;
  const { data, words } = factdesk;
  const page = JSON.parse(form.querySelector("[data-fd-page]").textContent);
  const { say, number } = data.wording(page);
  const find = (name) => form.querySelector(`[data-fd-${name}]`);
  const [details, set, status, active, list, empty, pages, further, all] =
    ["facets", "set", "status", "active", "list", "empty", "pages", "further", "all"].map(find);
  const { q: field, sort: order } = form.elements;
  const boxes = [...form.querySelectorAll("[data-fd-facet]")];
  const names = boxes.map((box) => box.dataset.fdFacet);
  const emptyState = () => ({ q: "", sort: "reviewed", shown: page.size, set: names.map(() => new Set()) });

  const TEXT = 1 << 15; // beside one bit for each facet: what keeps a claim out

  let state = emptyState();
  let store; // the data, once they are there
  let runs = 0; // the newest run wins
  let typing = false; // the newest entry of the history is for words that are still being typed

  // The address ------------------------------------------------------------------------------------

  function readAddress(search = location.search) {
    const asked = new URLSearchParams(search);
    const read = emptyState();
    read.q = (asked.get("q") ?? "").slice(0, 300);
    if (["made", "verdict"].includes(asked.get("sort"))) read.sort = asked.get("sort");
    const shown = Number(asked.get("shown"));
    if (Number.isInteger(shown) && shown > page.size && shown <= 5000) read.shown = shown;
    names.forEach((name, n) => asked.getAll(name).slice(0, 100).forEach((slug) => read.set[n].add(slug)));
    return read;
  }

  function address(of = state) {
    const asked = new URLSearchParams();
    if (of.q.trim()) asked.set("q", of.q);
    names.forEach((name, n) => of.set[n].forEach((slug) => asked.append(name, slug)));
    if (of.sort !== "reviewed") asked.set("sort", of.sort);
    if (of.shown > page.size) asked.set("shown", of.shown);
    const query = String(asked);
    return location.pathname + (query && `?${query}`);
  }

  const without = (n, slug) => ({
    ...state, shown: page.size, set: state.set.map((slugs, m) => (m === n ? new Set([...slugs].filter((each) => each !== slug)) : slugs)),
  });

  const isFiltered = () => Boolean(state.q.trim()) || state.set.some((slugs) => slugs.size);

  // The data ---------------------------------------------------------------------------------------

  async function openStore(fresh) {
    const { entry, piece } = await data.open("assets/explorer", fresh);
    const facets = entry.facets.map(({ values, counts, items }) => {
      const starts = new Uint32Array(entry.claims + 1);
      data.unpack(counts).forEach((count, id) => { starts[id + 1] = starts[id] + count; });
      return {
        values, starts, items: data.unpack(items),
        places: new Map(values.map(([slug], place) => [slug, place])),
      };
    });
    const made = data.unpack(entry.made).map((date) => date && date + entry.since);
    // Order of the verdicts: the scale's, which is that of the facet's values; none comes last.
    const { starts, items, values } = facets[names.indexOf("verdict")];
    const verdict = made.map((_, id) => (starts[id] < starts[id + 1] ? items[starts[id]] : values.length));
    const ids = Uint32Array.from(made, (_, id) => id);
    const orders = {
      reviewed: ids,
      made: ids.slice().sort((a, b) => made[b] - made[a] || a - b),
      verdict: ids.slice().sort((a, b) => verdict[a] - verdict[b] || a - b),
    };
    return { ...entry, piece, facets, made, orders };
  }

  const pieceOf = (id) => Math.floor(id / store.together);
  const rowsPiece = (n) => store.piece(`rows-${n}`);

  // All rows, before they are asked for; in a very large collection only those that are.
  function fetchAhead() {
    const count = Math.ceil(store.claims / store.together);
    if (count <= 24) for (let n = 0; n < count; n += 1) rowsPiece(n).catch(() => {});
  }

  async function openTexts() {
    const count = Math.ceil(store.claims / store.together);
    const found = await Promise.all([...Array(count).keys()].map((n) => store.piece(`texts-${n}`)));
    store.texts ??= found.flat();
    for (const name of ["topic", "claimant"]) {
      const facet = store.facets[names.indexOf(name)];
      facet.searchable ??= facet.values.map(([, label]) => words.searchable(label));
    }
  }

  // Filtering --------------------------------------------------------------------------------------

  // For every claim, which facets (and whether the text) keep it out: none, and it is a result; one
  // alone, and it counts for what that facet would add.
  function judge() {
    const out = new Uint16Array(store.claims);
    store.facets.forEach(({ starts, items, places, values }, n) => {
      const wanted = new Uint8Array(values.length);
      state.set[n].forEach((slug) => { wanted[places.get(slug)] = 1; });
      if (!state.set[n].size) return;
      for (let id = 0; id < out.length; id += 1) {
        let hit = 0;
        for (let at = starts[id]; at < starts[id + 1] && !hit; at += 1) hit = wanted[items[at]];
        if (!hit) out[id] |= 1 << n;
      }
    });
    judgeText(out);
    return out;
  }

  // A text has all the words, and every quoted phrase, in its own letters or in a name.
  function judgeText(out) {
    const terms = [...words.searchable(state.q).matchAll(/"([^"]+)"|[^\s"]+/g)].map((term) => (term[1] ?? term[0]).trim());
    for (const term of terms.filter(Boolean)) {
      const named = ["topic", "claimant"].map((name) => store.facets[names.indexOf(name)])
        .map((facet) => ({ ...facet, hits: Uint8Array.from(facet.searchable, (label) => label.includes(term)) }));
      for (let id = 0; id < out.length; id += 1) {
        if (out[id] & TEXT || store.texts[id].includes(term)) continue;
        const hit = named.some(({ starts, items, hits }) => {
          for (let at = starts[id]; at < starts[id + 1]; at += 1) if (hits[items[at]]) return true;
          return false;
        });
        if (!hit) out[id] |= TEXT;
      }
    }
  }

  function count(out) {
    const counts = store.facets.map(({ values }) => new Uint32Array(values.length));
    const found = new Map(); // results without one of the filters
    for (let id = 0; id < out.length; id += 1) {
      const mask = out[id];
      if (mask & (mask - 1)) continue; // two and more keep it out
      found.set(mask, (found.get(mask) ?? 0) + 1);
      store.facets.forEach(({ starts, items }, n) => {
        if (mask && mask !== 1 << n) return;
        for (let at = starts[id]; at < starts[id + 1]; at += 1) counts[n][items[at]] += 1;
      });
    }
    return { counts, found };
  }

  async function run() {
    runs += 1;
    const mine = runs;
    let sought;
    try {
      store ??= await openStore();
      if (state.q.trim()) await openTexts();
      if (mine !== runs) return;
      state.set.forEach((slugs, n) => slugs.forEach((slug) => store.facets[n].places.has(slug) || slugs.delete(slug)));
      const out = judge();
      const { counts, found } = count(out);
      const results = store.orders[state.sort].filter((id) => !out[id]);
      sought = { counts, found, results, rows: await rowsOf(results, 0, state.shown) };
    } catch (error) {
      if (mine === runs) await again(error);
      return;
    }
    if (mine === runs) show(sought);
  }

  // The site may have been published anew while the page was open: once, start with fresh data.
  let retried = false;
  async function again(error) {
    if (retried) {
      status.textContent = say("failed");
      form.removeAttribute("aria-busy");
      throw error;
    }
    retried = true;
    try {
      store = await openStore(true);
    } catch {
      store = undefined;
    }
    await run();
  }

  // Showing ----------------------------------------------------------------------------------------

  function show({ counts, found, results, rows }) {
    form.removeAttribute("aria-busy");
    field.value = field === document.activeElement ? field.value : state.q;
    order.value = state.sort;
    const filters = state.set.reduce((sum, slugs) => sum + slugs.size, state.q.trim() ? 1 : 0);
    set.textContent = filters ? say("set", { n: filters }) : "";
    status.replaceChildren(...foundText(results.length));
    boxes.forEach((box, n) => drawFacet(box, n, counts[n]));
    active.replaceChildren(...chips());
    list.replaceChildren(...rows);
    list.hidden = !results.length;
    empty.hidden = Boolean(results.length);
    empty.replaceChildren(...(results.length ? [] : instead(found)));
    if (pages) pages.hidden = true;
    drawFurther(results);
  }

  function foundText(n) {
    if (!isFiltered()) return [say("all", { n })];
    const [before, after] = say("found", { n: store.claims, found: "\u0001" }).split("\u0001");
    return [before, make("b", {}, number(n)), after];
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  const link = (to, ...children) => make("a", { href: address(to), "data-fd-go": "" }, ...children);
  const label = (n, slug) => store.facets[n].values[store.facets[n].places.get(slug)][1];

  function chips() {
    const chip = (to, text) => make("li", {}, link(to, make("bdi", {}, text), " ", make("span", { "aria-hidden": "true" }, "×"), make("span", { class: "fd-sr" }, say("remove"))));
    const drawn = state.set.flatMap((slugs, n) => [...slugs].map((slug) => chip(without(n, slug), label(n, slug))));
    if (state.q.trim()) drawn.unshift(chip({ ...state, q: "", shown: page.size }, `“${state.q.trim()}”`));
    const clear = link({ ...emptyState(), sort: state.sort }, say("clear"));
    if (!drawn.length) {
      clear.removeAttribute("href");
      clear.setAttribute("aria-disabled", "true");
      clear.setAttribute("role", "link");
    }
    return [...drawn, make("li", { class: "fd-active__clear" }, clear)];
  }

  // What there would be without one of the filters.
  function instead(found) {
    const offers = names.flatMap((_, n) => {
      const labels = [...state.set[n]].map((slug) => label(n, slug));
      return labels.length ? [[{ ...state, shown: page.size, set: state.set.map((slugs, m) => (m === n ? new Set() : slugs)) }, labels.join(", "), found.get(1 << n)]] : [];
    });
    if (state.q.trim()) offers.unshift([{ ...state, q: "" }, state.q.trim(), found.get(TEXT)]);
    return [
      make("p", {}, say("none")),
      ...offers.filter(([, , n]) => n).map(([to, filter, n]) => make("p", { class: "fd-quiet" }, link(to, say("without", { filter, n })))),
      make("p", { class: "fd-quiet" }, link(emptyState(), say("show_all"))),
    ];
  }

  // Rows -------------------------------------------------------------------------------------------

  async function rowsOf(results, from, to) {
    const ids = results.subarray(from, to);
    const needed = [...new Set(Array.from(ids, pieceOf))];
    const pieces = new Map(await Promise.all(needed.map(async (n) => [n, await rowsPiece(n)])));
    return Array.from(ids, (id) => drawRow(id, pieces.get(pieceOf(id))[id % store.together]));
  }

  // The server has drawn one row of each sort; ours differ in their texts alone.
  function drawRow(id, [sort, slug, claim, by, language, turn]) {
    const row = find("rows").content.children[sort].cloneNode(true);
    const text = row.querySelector(".fd-row__claim");
    text.firstElementChild.href = page.open.replace("{slug}", slug);
    text.firstElementChild.textContent = claim;
    if (language) text.lang = language;
    if (turn) text.dir = turn;
    const author = row.querySelector(".fd-row__by");
    if (by === 0 || by) author.querySelector("bdi").textContent = by;
    else author?.remove();
    const time = row.querySelector("time");
    if (store.made[id]) {
      const [iso, written] = dateOf(store.made[id]);
      time.dateTime = iso;
      time.textContent = written;
    } else time.remove();
    return row;
  }

  function dateOf(packed) {
    const day = packed % 32;
    const month = Math.floor(packed / 32) % 13;
    const year = Math.floor(packed / 416);
    const two = (n) => String(n).padStart(2, "0");
    const iso = [String(year).padStart(4, "0"), ...(month ? [two(month)] : []), ...(day ? [two(day)] : [])].join("-");
    const { days, months, padded } = page.dates;
    const pattern = day ? days[month - 1] : month ? months[month - 1] : "{y}";
    return [iso, pattern.replace("{d}", padded ? two(day) : day).replace("{y}", year)];
  }

  function drawFurther(results) {
    const left = results.length - state.shown;
    further.hidden = left <= 0;
    further.replaceChildren();
    if (left <= 0) return;
    const button = make("button", { type: "button" }, say("more", { n: Math.min(left, page.size) }));
    button.onclick = async () => {
      const mine = runs;
      const more = await rowsOf(results, state.shown, state.shown + page.size);
      if (mine !== runs) return;
      state.shown += page.size;
      history.replaceState(null, "", address());
      list.append(...more);
      more[0].querySelector("a").focus();
      drawFurther(results);
    };
    further.append(button);
  }

  // Facets -----------------------------------------------------------------------------------------

  const SHORT = 8; // values that a facet shows by itself; long ones can be opened and searched
  const MOST = 200; // and those that it shows when it is open
  const opened = names.map(() => null); // the box to search an open facet's values with

  function drawFacet(box, n, counts) {
    const { values } = store.facets[n];
    const chosen = (place) => state.set[n].has(values[place][0]);
    const body = box.querySelector("[data-fd-values]");
    const places = values.map((_, place) => place);
    let shown = places;
    if (values.length > SHORT && !page.whole.includes(names[n])) {
      const sought = words.searchable(opened[n]?.value ?? "");
      if (!page.ordered.includes(names[n])) places.sort((a, b) => counts[b] - counts[a] || a - b);
      const fitting = places.filter((place) => chosen(place) || (counts[place] && words.searchable(values[place][1]).includes(sought)));
      shown = fitting.filter((place, rank) => rank < (opened[n] ? MOST : SHORT) || chosen(place));
      drawOpener(box, n, fitting.length - shown.length);
    }
    const nodes = shown.map((place) => drawValue(box, names[n], values[place], counts[place], chosen(place)));
    if (nodes.length !== body.children.length || nodes.some((node, at) => node !== body.children[at])) body.replaceChildren(...nodes);
  }

  function drawValue(box, name, [slug, text], count, checked) {
    box.nodes ??= new Map([...box.querySelectorAll("label")].map((each) => [each.querySelector("input").value, each]));
    if (!box.nodes.has(slug)) {
      const input = make("input", { type: "checkbox", name, value: slug, autocomplete: "off" });
      box.nodes.set(slug, make("label", { class: "fd-facet" }, input, make("bdi", {}, text), make("span", { class: "fd-num" })));
    }
    const node = box.nodes.get(slug);
    const input = node.querySelector("input");
    input.checked = checked;
    input.disabled = !count && !checked && input !== document.activeElement;
    node.classList.toggle("fd-facet--none", !count && !checked);
    node.querySelector(".fd-num").textContent = number(count);
    return node;
  }

  // Opens a long facet, with a box to search its values in; closes it again.
  function drawOpener(box, n, left) {
    box.opener ??= box.appendChild(make("button", { type: "button", class: "fd-more" }));
    box.rest ??= box.insertBefore(make("p", { class: "fd-quiet", "aria-live": "polite" }), box.opener);
    const { opener, rest } = box;
    opener.hidden = !opened[n] && !left;
    opener.textContent = opened[n] ? say("fewer") : say("more_values", { n: left });
    opener.setAttribute("aria-expanded", String(Boolean(opened[n])));
    rest.textContent = opened[n] && left ? say("narrow_values", { n: left }) : "";
    opener.onclick = () => {
      if (opened[n]) {
        opened[n].remove();
        opened[n] = null;
      } else {
        const name = box.querySelector("legend").textContent;
        opened[n] = make("input", { type: "search", class: "fd-facet__find", autocomplete: "off", "aria-label": say("find_values", { facet: name }), placeholder: say("find_values", { facet: name }) });
        opened[n].oninput = run;
        box.querySelector("legend").after(opened[n]);
        opened[n].focus();
      }
      run();
    };
  }

  // What a reader does -----------------------------------------------------------------------------

  function change(to, { replace = false } = {}) {
    state = to;
    typing = false;
    history[replace ? "replaceState" : "pushState"](null, "", address());
    return run();
  }

  form.addEventListener("change", ({ target }) => {
    const n = names.indexOf(target.name);
    if (target === order) change({ ...state, sort: order.value, shown: page.size });
    else if (n >= 0 && target.checked) change({ ...state, shown: page.size, set: state.set.map((slugs, m) => (m === n ? new Set([...slugs, target.value]) : slugs)) });
    else if (n >= 0) change(without(n, target.value));
  });

  let pause;
  function type() {
    clearTimeout(pause);
    if (field.value.trim() === state.q.trim()) return;
    const replace = typing;
    change({ ...state, q: field.value, shown: page.size }, { replace });
    typing = true;
  }

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(type, 120);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    type();
    typing = false;
  });

  form.addEventListener("keydown", (event) => {
    // Enter in the box that searches a facet would press the form's button.
    if (event.key === "Enter" && event.target.classList.contains("fd-facet__find")) event.preventDefault();
  });

  form.addEventListener("click", async (event) => {
    const anchor = event.target.closest("[data-fd-go]");
    if (!anchor || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!anchor.hasAttribute("href")) return;
    const chip = [...active.children].indexOf(anchor.closest("li"));
    const to = readAddress(new URL(anchor.href).search);
    field.value = to.q;
    await change(to);
    // What was pressed is gone: go on at what took its place.
    const next = active.children[Math.max(chip, 0)]?.querySelector("a[href]") ?? all;
    if (!anchor.isConnected) next.focus();
  });

  addEventListener("popstate", () => {
    state = readAddress();
    typing = false;
    field.value = state.q;
    run();
  });

  // The first sign that a reader is going to use it loads the data.
  async function prepare() {
    try {
      store ??= await openStore();
      fetchAhead();
    } catch {
      // Said when the reader asks for something.
    }
  }
  ["focusin", "pointerenter"].forEach((kind) => form.addEventListener(kind, prepare, { once: true }));
  field.addEventListener("focus", async () => {
    await prepare();
    if (store) openTexts().catch(() => {});
  }, { once: true });

  // On a wide screen the facets are a column, and open.
  const wide = matchMedia("(min-width: 60em)");
  const unfold = () => { if (wide.matches) details.open = true; };
  wide.addEventListener("change", unfold);
  unfold();

  state = readAddress();
  if (isFiltered() || state.sort !== "reviewed" || state.shown > page.size) {
    form.setAttribute("aria-busy", "true");
    field.value = state.q;
    prepare().then(run);
  }
})();
