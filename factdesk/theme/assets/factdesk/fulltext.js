// The full-text search: which documents have the words, best first. Knows nothing of the page.
// Its data are made in factdesk/search/; a search loads the pieces with its words and no others.
(() => {
  const { data, words } = factdesk;

  const FOLDER = "assets/search";
  const MOST_WORDS = 60; // that begin like a word, or are inflected like it
  const PIECES_ON = 2; // further pieces, where many words begin alike

  class FullText {
    static async open(fresh = false) {
      return new FullText(await data.open(FOLDER, fresh));
    }

    constructor({ entry, piece }) {
      Object.assign(this, entry);
      this.begins = entry.begins.split(" ");
      this.piece = piece;
      this.wording = data.wording(entry.wording);
    }

    // Returns the numbers of the documents found, best first, and whether they have all the words.
    async find(query) {
      const terms = words.wordsOf(query);
      const found = await Promise.all(terms.map((forms) => this.documentsWith(forms)));
      const telling = found.filter((term) => !term.isVague);
      const needed = telling.length ? telling : found;
      const score = new Float64Array(this.documents);
      const hits = new Uint8Array(this.documents);
      for (const term of found) for (const [id, value] of term.scores) score[id] += value;
      for (const term of needed) for (const id of term.scores.keys()) hits[id] += 1;
      const any = Array.from(hits.keys()).filter((id) => hits[id]);
      const whole = any.filter((id) => hits[id] === needed.length);
      const hasAll = Boolean(whole.length) || needed.length < 2;
      const ids = (hasAll ? whole : any).sort((a, b) => hits[b] - hits[a] || score[b] - score[a] || a - b);
      return { ids, hasAll, terms };
    }

    // The documents with a word in one of its forms, or in one near to it, each with its score. A
    // word that nearly all have, or of one letter, tells little and is not insisted on.
    async documentsWith(forms) {
      const near = (await Promise.all(forms.map((form) => this.wordsNear(form)))).flat();
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
      return { scores, isVague: isVague || /^[a-z]$/.test(forms[0]) };
    }

    async wordsNear(word) {
      let first = this.begins.findIndex((begin) => begin > word);
      first = Math.max((first < 0 ? this.begins.length : first) - 1, 0);
      const pieces = [first];
      for (let n = first + 1; n <= first + PIECES_ON && this.begins[n]?.startsWith(word); n += 1) {
        pieces.push(n);
      }
      const loaded = await Promise.all(pieces.map((n) => this.piece(`words-${n}`)));
      return loaded.flatMap(([all, documents]) => {
        const packed = documents.split(" ");
        return all.split(" ").flatMap((each, n) => {
          const like = likeness(word, each);
          return like ? [{ packed: packed[n], likeness: like, isCommon: packed[n].startsWith("*") }] : [];
        });
      });
    }

    // What the results show.
    async rows(ids) {
      const pieces = new Map(ids.map((id) => [Math.floor(id / this.together), null]));
      await Promise.all([...pieces.keys()].map(async (n) => pieces.set(n, await this.piece(`shown-${n}`))));
      return ids.map((id) => pieces.get(Math.floor(id / this.together))[id % this.together]);
    }
  }

  // How like a word of a text is to one that is looked for, from 0 to 1: the same, longer, shorter, or
  // with another ending. It needs no rules of a language, and so no language is left out; what is
  // only like the word comes after what is the word.
  function likeness(sought, word) {
    if (word === sought) return 1;
    if (words.isUnspaced(sought)) return sought.length === 1 && word.startsWith(sought) ? 0.9 : 0;
    const isLatin = /[a-z]/.test(sought);
    if (Math.min(sought.length, word.length) < (isLatin ? 3 : 2)) return 0;
    if (word.startsWith(sought)) return 0.5 + 0.4 * (sought.length / word.length);
    if (/\d/.test(sought)) return 0;
    let same = 0;
    while (same < word.length && word[same] === sought[same]) same += 1;
    const ending = Math.max(sought.length, word.length) - same;
    // Short Latin words are too much alike; elsewhere endings change more often.
    const enough = same === word.length || !isLatin ? 3 : 5;
    return same >= enough && ending <= 3 && same > 1.5 * ending ? 0.4 * (same / (same + ending)) : 0;
  }

  // A text in pieces, each with whether it is one of the words that were looked for.
  function mark(text, terms) {
    const pieces = [];
    let end = 0;
    for (const { 0: word, index } of text.matchAll(words.WORD)) {
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
