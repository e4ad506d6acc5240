// The page of search results: the words are in the address, the results those of the box in the header.
// Claims come first, then the written pages, then the handbook.
(() => {
  const form = document.querySelector("[data-fd-find]");
  if (!form) return;
  const { data, fulltext, hit } = factdesk;
  const part = (name) => document.querySelector(`[data-fd-${name}]`);
  const { say } = data.wording(JSON.parse(part("page").textContent));
  const field = form.elements.q;
  const AT_ONCE = 20;
  const [status, hits, further] = ["found", "hits", "further"].map(part);

  const wordsIn = (address) => (new URLSearchParams(address).get("q") ?? "").trim().slice(0, 200);

  let runs = 0; // the newest run wins

  async function run(isFresh = false) {
    runs += 1;
    const mine = runs;
    const query = wordsIn(location.search);
    field.value = query;
    document.title = query ? `${say("found_for", { words: hit.bare(query) })} - ${siteName}` : `${say("label")} - ${siteName}`;
    hits.replaceChildren();
    further.replaceChildren();
    part("filter").hidden = true;
    status.textContent = query ? say("searching") : "";
    if (!query) return;
    try {
      const engine = await fulltext.open(isFresh);
      const found = await engine.find(query);
      const rows = await engine.rows(found.ids.slice(0, AT_ONCE));
      if (mine === runs) show(engine, query, found, rows);
    } catch {
      // If the site was published while the page was open, the data must be loaded again.
      if (mine === runs && !isFresh) await run(true);
      else if (mine === runs) status.textContent = say("failed");
    }
  }

  const siteName = document.title.split(" - ").slice(1).join(" - ");

  function show(engine, query, found, rows) {
    status.textContent = hit.statusText(engine.wording, query, found);
    add(engine, rows, found.terms);
    const link = part("filter").firstElementChild;
    const isFound = rows.length > 0;
    link.search = isFound ? new URLSearchParams({ q: query }) : "";
    link.textContent = isFound ? say("explorer", { words: hit.bare(query) }) : say("all_claims");
    part("filter").hidden = false;
    let shown = rows.length;
    if (shown >= found.ids.length) return;
    const more = document.createElement("button");
    more.type = "button";
    more.textContent = say("more");
    const mine = runs;
    more.onclick = async () => {
      const next = await engine.rows(found.ids.slice(shown, shown + AT_ONCE));
      if (mine !== runs) return;
      const first = add(engine, next, found.terms);
      shown += next.length;
      if (shown >= found.ids.length) more.remove();
      first.focus();
    };
    further.append(more);
  }

  // Adds results to the lists of their kinds, and returns the first one.
  function add(engine, rows, terms) {
    const links = rows.map((row, n) => {
      const link = hit.draw(engine, row, n, terms);
      // In the box it is an option of a list; here it is a link.
      for (const name of ["role", "id", "tabindex"]) link.removeAttribute(name);
      const item = document.createElement("li");
      item.append(link);
      listOf(hit.kindOf(row)).append(item);
      return link;
    });
    return links[0];
  }

  function listOf(kind) {
    const known = hits.querySelector(`[data-fd-kind="${kind}"]`);
    if (known) return known;
    const title = document.createElement("h2");
    title.textContent = say(kind);
    const list = document.createElement("ol");
    list.className = "fd-list";
    list.dataset.fdKind = kind;
    hits.append(title, list);
    return list;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = field.value.trim();
    const address = new URL(location);
    address.search = query ? new URLSearchParams({ q: query }) : "";
    if (address.href !== location.href) history.pushState(null, "", address);
    run().then(() => status.focus());
  });
  addEventListener("popstate", () => run());
  run();
})();
