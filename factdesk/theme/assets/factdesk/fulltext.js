// The full-text search: finds the documents with the words of a query, best first. It does not access
// the page. factdesk/search/ generates its data; a search loads only the chunks that it needs.
(() => {
  const { data, words } = factdesk;

  const FOLDER = "assets/search";
  const MOST_WORDS = 60; // with the same beginning or another inflection
  const MOST_GUESSES = 20; // guesses for a misspelled word
  const CHUNKS_ON = 3; // further chunks, if many words have the same beginning
  const SURE = 0.5; // minimum similarity at which a word counts as the typed one

  class FullText {
    static async open(fresh = false) {
      return new FullText(await data.open(FOLDER, fresh));
    }

    constructor({ entry, chunk }) {
      Object.assign(this, entry);
      this.begins = entry.begins.split(" ");
      this.words = entry.words.split(" ");
      this.starts = data.startsOf(entry.sizes);
      this.claims = entry.documents - entry.pages;
      this.chunk = chunk;
      this.wording = data.wording(entry.wording);
    }

    // Returns the numbers of the documents found, best first (claims before pages, and those before the handbook), whether they
    // have all the words, the words to mark, and the words that were searched for instead of
    // misspelled ones.
    async find(query) {
      this.names("shown").catch(() => {}); // the results need it
      const phrases = words.phrasesOf(query);
      const quoted = new Set(phrases.flatMap((phrase) => words.wordsOf(phrase).flat()));
      const terms = words.wordsOf(query);
      const isQuoted = (forms) => forms.some((form) => quoted.has(form));
      const found = await Promise.all(terms.map((forms) => this.documentsWith(forms, !isQuoted(forms))));
      const { ids, hasAll } = await this.ranked(found, phrases);
      const guessed = [...new Set(found.flatMap((term) => term.guesses))];
      return { ids, hasAll, terms: found.map((term) => term.forms), guessed };
    }

    async ranked(found, phrases) {
      const telling = found.filter((term) => !term.isVague);
      const needed = telling.length ? telling : found;
      const score = new Float64Array(this.documents);
      const hits = new Uint8Array(this.documents);
      for (const term of found) for (const [id, value] of term.scores) score[id] += value;
      for (const term of needed) for (const id of term.scores.keys()) hits[id] += 1;
      const any = Array.from(hits.keys()).filter((id) => hits[id]);
      let whole = any.filter((id) => hits[id] === needed.length);
      if (phrases.length) whole = await this.withPhrases(whole, phrases);
      const hasAll = Boolean(whole.length) || needed.length < 2 || Boolean(phrases.length);
      const kind = (id) => (id >= this.pages ? 0 : id < this.before_handbook ? 1 : 2);
      const newest = (a, b) => (a < this.pages ? a - b : b - a);
      const ids = (hasAll ? whole : any)
        .sort((a, b) => kind(a) - kind(b) || hits[b] - hits[a] || score[b] - score[a] || newest(a, b));
      return { ids, hasAll };
    }

    async withPhrases(ids, phrases) {
      const texts = await this.itemsOf("texts", ids);
      return ids.filter((_, n) => phrases.every((phrase) => hasPhrase(texts[n], phrase)));
    }

    // The documents with a word in one of its forms or a similar one, each with its score. A word
    // that nearly all documents have, or of one letter, is optional.
    async documentsWith(forms, mayGuess) {
      const near = (await Promise.all(forms.map((form) => this.wordsNear(form)))).flat();
      let guesses = [];
      if (mayGuess && near.every((word) => word.likeness < SURE)) {
        guesses = await this.guesses(forms[0]);
        near.push(...(await Promise.all(guesses.map((guess) => this.exactly(guess)))).flat());
      }
      const scores = new Map();
      near.sort((a, b) => b.likeness - a.likeness);
      for (const { packed, likeness, isCommon } of near.slice(0, MOST_WORDS)) {
        const entries = data.unpack(packed, isCommon ? 1 : 0);
        const count = Math.max(entries.length, isCommon ? this.documents / 4 : 1);
        const rarity = Math.log(1 + this.documents / count);
        let id = 0;
        for (const entry of entries) {
          id += Math.floor(entry / 8);
          const value = likeness * rarity * 2 ** (((entry % 8) - 1) / 1.25);
          if (value > (scores.get(id) ?? 0)) scores.set(id, value);
        }
      }
      const isVague = near.some(({ likeness, isCommon }) => likeness === 1 && isCommon);
      return {
        scores, guesses, forms: [...forms, ...guesses], isVague: isVague || /^[a-z]$/.test(forms[0]),
      };
    }

    async wordsNear(word) {
      let first = this.begins.findIndex((begin) => begin > word);
      first = Math.max((first < 0 ? this.begins.length : first) - 1, 0);
      const chunks = [first];
      for (let n = first + 1; n <= first + CHUNKS_ON && this.begins[n]?.startsWith(word); n += 1) {
        chunks.push(n);
      }
      const loaded = await Promise.all(chunks.map((n) => this.chunk(`words-${this.words[n]}`)));
      return loaded.flatMap(([all, documents]) => {
        const packed = documents.split(" ");
        return all.split(" ").flatMap((each, n) => {
          const like = likeness(word, each);
          return like ? [{ word: each, packed: packed[n], likeness: like, isCommon: packed[n].startsWith("*") }] : [];
        });
      });
    }

    async exactly(guess) {
      const near = await this.wordsNear(guess);
      return near.filter(({ word }) => word === guess).map((entry) => ({ ...entry, likeness: 0.45 }));
    }

    // The words that an unknown word may mean: words that differ in one letter, and compounds that
    // end with it.
    async guesses(word) {
      if ([...word].length < 2 || words.isUnspaced(word) || /\d/.test(word)) return [];
      this.guessable ??= (await this.chunk(`vocabulary-${this.vocabulary}`)).split(" ");
      const misspelled = this.guessable.filter((each) => isMisspelled(word, each));
      const isPart = (each) => word.length > 3 && each.length > word.length + 2 && each.endsWith(word);
      const compounds = this.guessable.filter(isPart);
      return [...misspelled, ...compounds].slice(0, MOST_GUESSES);
    }

    // The data of the results.
    rows(ids) {
      return this.itemsOf("shown", ids);
    }

    async names(kind) {
      return (await this.chunk(`list-${this[kind]}`)).split(" ");
    }

    async itemsOf(kind, ids) {
      const names = await this.names(kind);
      const places = ids.map((id) => data.pieceOf(this.starts, id));
      const chunks = new Map(places.map((n) => [n, null]));
      await Promise.all([...chunks.keys()].map(async (n) => chunks.set(n, await this.chunk(`${kind}-${names[n]}`))));
      return ids.map((id, at) => chunks.get(places[at])[id - this.starts[places[at]]]);
    }
  }

  // A phrase begins and ends with a word, except where a script sets no spaces.
  function hasPhrase(text, phrase) {
    const isPart = (sign) => Boolean(sign) && !"| ".includes(sign) && !words.isUnspaced(sign);
    const [first, last] = [phrase[0], phrase.at(-1)];
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      const isWithin = (isPart(first) && isPart(text[at - 1])) || (isPart(last) && isPart(text[at + phrase.length]));
      if (!isWithin) return true;
    }
    return false;
  }

  // Korean syllables consist of letters; elsewhere, a character is a letter.
  const lettersOf = (word) => [...(/[\uac00-\ud7a3]/.test(word) ? word.normalize("NFD") : word)];

  // Letters with their vowel signs, as in Indic scripts.
  const segmenter = globalThis.Intl?.Segmenter && new Intl.Segmenter("und");
  const syllablesOf = (word) => Array.from(segmenter.segment(word), ({ segment }) => segment);

  // Whether a word is another one with one letter wrong, missing, too many, or two swapped.
  function isMisspelled(typed, word) {
    const [a, b] = [lettersOf(typed), lettersOf(word)];
    if (a.length < 5 || b.length < 4 || Math.abs(a.length - b.length) > 3) return false;
    if (isOneEdit(a, b)) return true;
    return Boolean(segmenter) && /\p{M}/u.test(typed + word) && isOneEdit(syllablesOf(typed), syllablesOf(word));
  }

  function isOneEdit(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
    const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    if (left.length < 2 && right.length < 2) return true;
    return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  // The similarity of a word of a text to a word of the query, from 0 to 1: the same, longer, shorter,
  // or with another ending. This needs no rules of a language, so it works in all of them. Words that
  // are only similar are ranked after the word itself.
  function likeness(sought, word) {
    if (word === sought) return 1;
    if (/^[\d.]+$/.test(sought)) return 0;
    if (words.isUnspaced(sought)) return sought.length === 1 && word.startsWith(sought) ? 0.9 : 0;
    const isLatin = /[a-z]/.test(sought);
    if (Math.min(sought.length, word.length) < (isLatin ? 3 : 2)) return 0;
    if (word.startsWith(sought)) return 0.5 + 0.4 * (sought.length / word.length);
    if (/\d/.test(sought)) return 0;
    let same = 0;
    while (same < word.length && word[same] === sought[same]) same += 1;
    const ending = Math.max(sought.length, word.length) - same;
    // Short Latin words are too similar; elsewhere endings change more often.
    const enough = same === word.length || !isLatin ? 3 : 5;
    return same >= enough && ending <= 3 && same > 1.5 * ending ? 0.4 * (same / (same + ending)) : 0;
  }

  // A text in pieces, each with whether it is one of the words that were searched for.
  function mark(text, terms) {
    const pieces = [];
    let end = 0;
    for (const { 0: word, index } of text.matchAll(words.TERM)) {
      if (!isSought(word, terms)) continue;
      pieces.push([text.slice(end, index), false], [word, true]);
      end = index + word.length;
    }
    return [...pieces, [text.slice(end), false]].filter(([piece]) => piece);
  }

  const isSought = (word, terms) => words.wordsOf(word).flat()
    .some((each) => terms.some((forms) => forms.some((form) => likeness(form, each))));

  // How many of the words a text has.
  const countIn = (text, terms) => {
    const own = words.wordsOf(text).flat();
    return terms.filter((forms) => own.some((word) => forms.some((form) => likeness(form, word)))).length;
  };

  factdesk.fulltext = { open: FullText.open, mark, countIn };
})();
