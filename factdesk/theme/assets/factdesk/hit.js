// One result of the full-text search as the box and the page of results show it: verdict, claim,
// claimant, and the passage with the words. Text of claims is never inserted as markup.
(() => {
  const { words, fulltext } = factdesk;
  const root = new URL("../../", document.currentScript.src);
  const onDisk = location.protocol === "file:";
  const BEFORE = 60; // characters of an excerpt before the first word that was searched for
  const LONG = 220; // characters of an excerpt

  const linkTo = (address) => new URL(address + (onDisk ? "index.html" : ""), root).href;

  function span(name, attributes, ...children) {
    const element = document.createElement("span");
    element.className = name;
    Object.entries(attributes).forEach(([key, value]) => value && element.setAttribute(key, value));
    element.append(...children);
    return element;
  }

  // The kinds of results, in the order in which they are shown.
  const isClaim = ([address]) => address.startsWith("claims/");
  const kindOf = ([address]) => (isClaim([address]) ? "claims" : address.startsWith("handbook/") ? "handbook" : "pages");

  const SHOWN_GUESSES = 3; // words in the line with the corrected query

  // A query without quotation marks around it, because the texts have their own.
  const bare = (query) => query.replace(/^["“„«]+|["”“»]+$/g, "");

  function statusText({ say }, query, { ids, hasAll, guessed }) {
    if (!ids.length) return say("none", { words: bare(query) });
    const count = say(hasAll ? "found" : "found_some", { n: ids.length });
    return guessed.length ? `${say("guessed", { words: guessed.slice(0, SHOWN_GUESSES).join(", ") })} ${count}` : count;
  }

  // `search` is the FullText, `row` its data of a document, `n` the position of the result.
  function draw(search, [address, title, lead, by, on, verdict, status, lang, dir], n, terms) {
    const { say } = search.wording;
    const [tone, label] = verdict ? search.verdicts[verdict - 1] : [];
    const ofClaim = isClaim([address]);
    const word = label ?? say(status === "explained" ? "explained" : ofClaim ? "in_review" : "page");
    const tag = document.createElement(status === "withdrawn" ? "s" : "span");
    tag.className = "fd-tag";
    tag.append(...(tone ? [document.createElement("i")] : []), span("", {}, word));
    const about = [status === "withdrawn" && say("withdrawn"), by, on].filter(Boolean).map((each) => {
      const isolated = document.createElement("bdi");
      isolated.textContent = each;
      return isolated;
    });
    const excerpt = span("fd-hit__text", { lang, dir }, ...marked(lead, terms));
    const option = document.createElement("a");
    Object.assign(option, { href: linkTo(address), id: `fd-hit-${n}`, tabIndex: -1 });
    option.setAttribute("role", "option");
    option.className = tone ? `fd-hit fd-v--${tone}` : "fd-hit";
    option.append(
      tag,
      span("fd-hit__title", { lang, dir }, ...marked(title, terms)),
      span("fd-hit__by", {}, ...about.flatMap((each) => [" · ", each])),
      excerpt,
    );
    const seen = [title, lead, by].join(" ");
    const unseen = terms.filter((term) => !fulltext.countIn(seen, [term]));
    if (ofClaim && unseen.length && !onDisk) quoteInto(excerpt, address, terms, unseen);
    return option;
  }

  function marked(text, terms) {
    return fulltext.mark(text, terms).map(([piece, isSought]) => {
      if (!isSought) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    });
  }

  // If the words occur in a review but not in its summary, the passage with them replaces the summary.
  // It comes from the data file of the review; if there is none, the summary stays.
  async function quoteInto(excerpt, address, terms, unseen) {
    try {
      const review = await (await fetch(new URL(`api/${address.slice(0, -1)}.json`, root))).json();
      const weigh = ([key, text]) => ({
        text,
        rank: SAID.indexOf(key),
        count: fulltext.countIn(text, unseen) && fulltext.countIn(text, terms),
      });
      const [best] = [...textsOf(review)].map(weigh).sort((a, b) => b.count - a.count || a.rank - b.rank);
      if (best?.count) excerpt.replaceChildren(...marked(cut(best.text, terms), terms));
    } catch {
      // The summary stays.
    }
  }

  const SAID = [
    "analysis", "quote", "summary", "would_change_if", "why_checked", "note", "exact", "translation",
    "title", "claim", "publisher", "role",
  ];

  function* textsOf(value) {
    if (!value || typeof value !== "object") return;
    for (const [key, each] of Object.entries(value)) {
      if (typeof each !== "string") yield* textsOf(each);
      else if (SAID.includes(key)) yield [key, plain(each)];
    }
  }

  // Markdown without its syntax, which is good enough for an excerpt.
  const plain = (text) => text.replace(/\[@[\w-]*\]|\]\([^()\s]*\)/g, "")
    .replace(/[*_`#>[\]|\\]+/g, "").replace(/\s+/g, " ").trim();

  // The passage with most of the words, truncated between words.
  function cut(text, terms) {
    let end = 0;
    const starts = [];
    for (const [piece, isSought] of fulltext.mark(text, terms)) {
      if (isSought) starts.push(end);
      end += piece.length;
    }
    const counts = starts.map((at) => fulltext.countIn(text.slice(at, at + LONG - BEFORE), terms));
    const at = starts[counts.indexOf(Math.max(...counts))];
    const breaks = [...text.matchAll(words.WORD)].map(({ index }) => index);
    const from = at <= BEFORE ? 0 : breaks.find((index) => index >= at - BEFORE);
    const to = end - from <= LONG ? end : Math.max(breaks.findLast((index) => index <= from + LONG), at + 1);
    return `${from ? "…" : ""}${text.slice(from, to).trim()}${to < end ? "…" : ""}`;
  }

  factdesk.hit = { bare, draw, kindOf, statusText };
})();
