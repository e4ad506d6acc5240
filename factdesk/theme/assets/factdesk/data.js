// Data files that are scripts: they load under the content security policy and from a folder on disk.
// Written by factdesk/pages/data_scripts.py and factdesk/text/packing.py.
(() => {
  const root = new URL("../../", document.currentScript.src);
  const taken = new Map();
  const opened = new Map();

  // Every data script calls this.
  const take = (name, value) => taken.set(name, value);

  function load(name, query = "") {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js${query}`, root);
      const finish = () => {
        script.remove();
        if (taken.has(name)) resolve(taken.get(name));
        else reject(new Error(`${name} did not load`));
        taken.delete(name);
      };
      script.onload = finish;
      script.onerror = finish;
      document.head.append(script);
    });
  }

  // A data set: its entry, and a function that loads its chunks. Their names, which are in the entry,
  // change with their content. If one is missing, the site has been published again: call `open` for
  // a fresh entry.
  async function openSet(folder, query) {
    const entry = await load(`${folder}/entry`, query);
    const chunks = new Map();
    const chunk = (name) => {
      if (!chunks.has(name)) {
        chunks.set(name, load(`${folder}/${name}`));
        chunks.get(name).catch(() => chunks.delete(name));
      }
      return chunks.get(name);
    };
    return { entry, chunk };
  }

  // `fresh` avoids the browser's cache.
  function open(folder, fresh = false) {
    if (fresh || !opened.has(folder)) {
      const set = openSet(folder, fresh ? `?${Date.now()}` : "");
      opened.set(folder, set);
      set.catch(() => opened.get(folder) === set && opened.delete(folder));
    }
    return opened.get(folder);
  }

  const BASE = 44;
  const DIGITS = new Uint8Array(128);
  [...Array(128).keys()].slice(0x21, 0x7f).map((code) => String.fromCharCode(code))
    .filter((sign) => !"\"'&<>\\".includes(sign))
    .forEach((sign, digit) => { DIGITS[sign.charCodeAt(0)] = digit; });

  // Returns the whole numbers in packed text, from `start` on.
  function unpack(text, start = 0) {
    const numbers = new Uint32Array(text.length - start);
    let count = 0;
    let number = 0;
    let place = 1;
    for (let at = start; at < text.length; at += 1) {
      const digit = DIGITS[text.charCodeAt(at)];
      if (digit < BASE) {
        numbers[count] = number + digit * place;
        count += 1;
        number = 0;
        place = 1;
      } else {
        number += (digit - BASE) * place;
        place *= BASE;
      }
    }
    return numbers.subarray(0, count);
  }

  // Returns where each chunk begins, given the number of items of each, and where the last one ends.
  function startsOf(sizes) {
    const starts = [0];
    unpack(sizes).forEach((size) => starts.push(starts.at(-1) + size));
    return starts;
  }

  // Returns the index of the chunk that contains an item.
  function pieceOf(starts, item) {
    let [low, high] = [0, starts.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= item) low = middle;
      else high = middle;
    }
    return low;
  }

  // Returns a date (year, month or day) in ISO format and in that of the language, which writes the
  // first day of a month as `first`: 1, 01 or 1er.
  function dateOf(made, { days, months, first }) {
    const [year, month, day] = [Math.floor(made / 416), Math.floor(made / 32) % 13, made % 32];
    const two = (n) => String(n).padStart(2, "0");
    const known = [String(year).padStart(4, "0"), month && two(month), day && two(day)].filter(Boolean);
    const written = day === 1 ? first : first === "01" ? two(day) : day;
    const pattern = day ? days[month - 1] : month ? months[month - 1] : "{y}";
    return [known.join("-"), pattern.replace("{d}", written).replace("{y}", year)];
  }

  // The texts of the interface in the site's language: `{name}` is filled in, `n` selects the plural.
  function wording({ language, mark, grouped, texts }) {
    let plural;
    try {
      plural = new Intl.PluralRules(language);
    } catch {
      plural = new Intl.PluralRules("en");
    }
    const number = (n) => (n < grouped ? String(n) : String(n).replace(/\B(?=(\d{3})+$)/g, mark));
    const say = (key, values = {}) => {
      const forms = texts[key];
      const text = typeof forms === "string" ? forms : forms[plural.select(values.n)] ?? forms.other;
      const written = (value) => (typeof value === "number" ? number(value) : value);
      return text.replace(/\{(\w+)\}/g, (_, name) => written(values[name]));
    };
    return { say, number };
  }

  (globalThis.factdesk ??= {}).data = { take, open, unpack, startsOf, pieceOf, dateOf, wording };
})();
