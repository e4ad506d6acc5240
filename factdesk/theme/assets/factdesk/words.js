// Text for searching: without case and accents, split into words, in any script. The same as
// factdesk/text/searchable.py, which explains it; a test compares the two.
(() => {
  const LEFT_OUT = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0100}-\u{e01ef}]/gu;
  const TYPED_AS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i",
    "þ": "th", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه",
    "‘": "'", "’": "'", "ʼ": "'", "‚": "'", "ʻ": "'", "ʽ": "'", "ʾ": "'", "ʿ": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
  };
  // Ethiopic letters that sound alike.
  for (const [from, to] of [
    [0x1210, 0x1200], [0x1280, 0x1200], [0x12b8, 0x1200], [0x1220, 0x1230], [0x12d0, 0x12a0], [0x1340, 0x1338],
  ]) {
    for (let n = 0; n < 7; n += 1) TYPED_AS[String.fromCharCode(from + n)] = String.fromCharCode(to + n);
  }
  for (const letter of "ሃሓኃኻ") TYPED_AS[letter] = "ሀ";
  for (const letter of "ኣዓ") TYPED_AS[letter] = "አ";
  const TYPED_OTHERWISE = new RegExp(`[${Object.keys(TYPED_AS).join("")}]`, "gu");
  const DIGIT = /(?![0-9])\p{Nd}/gu;
  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  // A unit for searching and marking: a number, or a word with apostrophes.
  const TERM = /\d+(?:[.,' \u00a0\u202f’]\d+)+(?![\p{L}\p{M}\p{N}])|[\p{L}\p{M}\p{N}]+(?:['‘’ʼ`´′][\p{L}\p{M}\p{N}]+)*/gu;
  const UNSPACED = /[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}]+/gu;
  const ARABIC_OR_HEBREW = /^[\u0590-\u06ff]/;
  const ARABIC_ARTICLE = /^(?:[وفبكل]?ال|لل)(?=..)/u;
  const FRONT = /^(?:[وفبكل](?=[\u0621-\u064a]{4})|[והבלכמש]ה?(?=[\u05d0-\u05ea]{3}))/u;

  // Digits follow each other in tens, zero first.
  function asDigit(letter) {
    let before = 0;
    const isDigit = /^\p{Nd}$/u;
    while (isDigit.test(String.fromCodePoint(letter.codePointAt(0) - before - 1))) before += 1;
    return String(before % 10);
  }

  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(LEFT_OUT, "")
    .replace(TYPED_OTHERWISE, (letter) => TYPED_AS[letter]).replace(DIGIT, asDigit).normalize("NFC");

  const searchable = (text) => plain(text).trim().replace(/\s+/gu, " ");

  // The words of a text as typed, separated by spaces, to find phrases in.
  const plainWords = (text) => (plain(text).match(WORD) ?? []).join(" ");

  // The words of a query, each as the list of forms under which a text may have it.
  const wordsOf = (query) => (searchable(query).match(TERM) ?? []).flatMap((term) => {
    if (/^\d+\D/.test(term) && !/\p{L}/u.test(term)) return termsOfNumber(term);
    const parts = term.match(WORD);
    if (parts.length === 1) return formsOf(term);
    return [[parts.join(""), ...parts.filter((part) => part.length > 2)]];
  });

  // A number is one word. Readers may use the notation of any language, so a comma or point before
  // three digits is read both ways.
  function termsOfNumber(text) {
    const forms = new Set();
    for (const group of [",", ".", "'", " "]) {
      for (const decimal of [",", "."]) {
        const [whole, fraction = "0", ...more] = text.split(decimal);
        const grouped = new RegExp(`^\\d{1,3}(?:[${group}]\\d{2,3})*[${group}]\\d{3}$`);
        const isNumber = (/^\d+$/.test(whole) || grouped.test(whole)) && /^\d+$/.test(fraction);
        if (group === decimal || more.length || !isNumber) continue;
        const bare = whole.replaceAll(group, "");
        forms.add(text.includes(decimal) ? `${bare}.${fraction}` : bare);
      }
    }
    return forms.size ? [[...forms]] : text.match(/\d+/g).map((part) => [part]);
  }

  function formsOf(word) {
    if (ARABIC_OR_HEBREW.test(word)) {
      const bare = word.replace(ARABIC_ARTICLE, "");
      const shorter = bare.replace(FRONT, "");
      return [shorter === bare ? [bare] : [bare, shorter]];
    }
    return pieces(word).map((piece) => [piece]);
  }

  // Pairs of neighbouring characters in scripts without spaces; otherwise the word itself.
  function pieces(word) {
    const found = [];
    let end = 0;
    for (const run of word.matchAll(UNSPACED)) {
      if (run.index > end) found.push(word.slice(end, run.index));
      const signs = [...run[0]];
      if (signs.length === 1) found.push(signs[0]);
      for (let n = 1; n < signs.length; n += 1) found.push(signs[n - 1] + signs[n]);
      end = run.index + run[0].length;
    }
    if (end < word.length) found.push(word.slice(end));
    return found;
  }

  const isUnspaced = (word) => word.search(UNSPACED) === 0;

  // The phrases of a query, which are in quotation marks.
  const phrasesOf = (query) => [...searchable(query).matchAll(/"([^"]+)"/g)]
    .map(([, phrase]) => plainWords(phrase)).filter(Boolean);

  (globalThis.factdesk ??= {}).words = { searchable, wordsOf, plainWords, phrasesOf, isUnspaced, WORD, TERM };
})();
