// All claims as data: the values of each in every facet, its text, and the row that shows it. Made by
// factdesk/pages/explorer_data.py. It knows nothing of the page.
(() => {
  const { data, words, fulltext } = factdesk;

  const TEXT = 1 << 15; // the bit of the text; each facet has one, too
  const FETCH_AHEAD = 48; // pieces; of a larger collection, only the rows that are shown are loaded

  class Claims {
    static async open(fresh = false) {
      return new Claims(await data.open("assets/explorer", fresh));
    }

    constructor({ entry, piece }) {
      this.count = entry.claims;
      this.starts = data.startsOf(entry.sizes);
      this.piece = piece;
      this.names = { rows: entry.rows.split(" "), texts: entry.texts.split(" ") };
      this.facets = new Map(entry.facets.map((facet) => [facet.name, openFacet(facet, this.count)]));
      const dates = (packed) => data.unpack(packed).map((date) => date && date + entry.since);
      [this.made, this.reviewed] = [dates(entry.made), dates(entry.reviewed)];
      this.orders = { reviewed: Uint32Array.from({ length: this.count }, (_, n) => this.count - 1 - n) };
    }

    // Searches with the full-text search of the site, so that the list has the same results as the
    // box in the header. A preview, and a site without that search, has only the claims' own texts.
    async search(text) {
      const isNewest = () => this.query === text;
      this.query = text;
      try {
        const engine = await fulltext.open();
        if (engine.claims !== this.count) throw new Error("the index is of another edition");
        const { ids, guessed } = await engine.find(text);
        if (isNewest()) Object.assign(this, { found: new Set(ids.map((id) => id - engine.pages)), guessed, say: engine.wording.say });
      } catch {
        const pieces = this.names.texts.map((name) => this.piece(`texts-${name}`));
        this.texts ??= (await Promise.all(pieces)).flat();
        if (isNewest()) Object.assign(this, { found: null, guessed: [] });
      }
    }

    fetchRowsAhead() {
      const { rows } = this.names;
      if (rows.length <= FETCH_AHEAD) rows.forEach((name) => this.piece(`rows-${name}`).catch(() => {}));
    }

    // Returns for every claim the bits of the facets, and of the text, that exclude it. A claim
    // without any is a result; a claim with one is counted for the values of that facet.
    judge(text, chosen) {
      const out = new Uint16Array(this.count);
      [...this.facets].forEach(([name, facet], n) => {
        const places = [...chosen.get(name)].map((slug) => facet.places.get(slug));
        if (places.length) mark(out, 1 << n, (id) => facet.has(id, places));
      });
      if (text && this.found) mark(out, TEXT, (id) => this.found.has(id));
      for (const term of this.found ? [] : termsOf(text)) {
        const named = ["topic", "claimant"].map((name) => this.facets.get(name))
          .map((facet) => [facet, facet.placesWith(term)]).filter(([, places]) => places.length);
        const isNamed = (id) => named.some(([facet, places]) => facet.has(id, places));
        mark(out, TEXT, (id) => this.texts[id].includes(term) || isNamed(id));
      }
      return out;
    }

    // Counts the results of each value of a facet, given the other filters; and the results there
    // would be without one of the filters, by its bit.
    tally(out) {
      const facets = [...this.facets.values()];
      const counts = facets.map(({ values }) => new Uint32Array(values.length));
      const found = new Map();
      for (let id = 0; id < out.length; id += 1) {
        const bits = out[id];
        if (bits & (bits - 1)) continue; // more than one excludes it
        found.set(bits, (found.get(bits) ?? 0) + 1);
        for (let n = 0; n < facets.length; n += 1) {
          if (bits && bits !== 1 << n) continue;
          const { starts, items } = facets[n];
          for (let at = starts[id]; at < starts[id + 1]; at += 1) counts[n][items[at]] += 1;
        }
      }
      const names = [...this.facets.keys()];
      return {
        counts: new Map(names.map((name, n) => [name, counts[n]])),
        without: new Map([["", found.get(TEXT)], ...names.map((name, n) => [name, found.get(1 << n)])]),
      };
    }

    // Returns the results by `reviewed` (newest review first), `made` (newest claim) or `verdict`.
    results(out, order) {
      this.orders[order] ??= this.orders.reviewed.slice().sort(this.comparison(order));
      return this.orders[order].filter((id) => !out[id]);
    }

    comparison(order) {
      const { made } = this;
      if (order === "made") return (a, b) => made[b] - made[a] || b - a;
      const { starts, items, values } = this.facets.get("verdict");
      const hasOne = (id) => starts[id] < starts[id + 1];
      const rank = made.map((_, id) => (hasOne(id) ? items[starts[id]] : values.length));
      return (a, b) => rank[a] - rank[b] || b - a;
    }

    // Returns the data of rows: the date by which they are ordered, and the values from their pieces.
    async rows(ids, order) {
      const dates = order === "made" ? this.made : this.reviewed;
      const places = Array.from(ids, (id) => data.pieceOf(this.starts, id));
      const pieces = new Map(places.map((n) => [n, null]));
      await Promise.all([...pieces.keys()].map(async (n) => pieces.set(n, await this.piece(`rows-${this.names.rows[n]}`))));
      return Array.from(ids, (id, at) => [dates[id], ...pieces.get(places[at])[id - this.starts[places[at]]]]);
    }
  }

  function openFacet({ values, counts, items }, claims) {
    const starts = new Uint32Array(claims + 1);
    data.unpack(counts).forEach((count, id) => { starts[id + 1] = starts[id] + count; });
    let folded;
    const facet = {
      values, starts, items: data.unpack(items),
      places: new Map(values.map(([slug], place) => [slug, place])),
      label: (slug) => values[facet.places.get(slug)][1],
      has(id, places) {
        for (let at = starts[id]; at < starts[id + 1]; at += 1) {
          if (places.includes(facet.items[at])) return true;
        }
        return false;
      },
      placesWith(term) {
        folded ??= values.map(([, label]) => words.searchable(label));
        return folded.flatMap((label, place) => (label.includes(term) ? [place] : []));
      },
    };
    return facet;
  }

  function mark(out, bit, isIn) {
    for (let id = 0; id < out.length; id += 1) {
      if (!(out[id] & bit) && !isIn(id)) out[id] |= bit;
    }
  }

  // Each word, and each phrase in quotation marks, must occur.
  const termsOf = (text) => [...words.searchable(text).matchAll(/"([^"]+)"|[^\s"]+/g)]
    .map((term) => (term[1] ?? term[0]).trim()).filter(Boolean);

  factdesk.claims = Claims;
})();
