// A claim's page is complete without a script; with one, quotations link to their places in the sources,
// sources are named next to the text, the address can be copied and shared, and an overdue review is marked.
(() => {
  // After each quotation, a link that opens its source there: a text directive of the quoted words, or the
  // fragment that the page has for other cases (https://wicg.github.io/scroll-to-text-fragment/).
  const openAt = document.currentScript.dataset.at;
  const encoded = (word) => encodeURIComponent(word).replaceAll("-", "%2D");
  for (const quotation of document.querySelectorAll(".fd-sources blockquote")) {
    const source = quotation.closest("li").querySelector(":scope > div > p:first-child > a");
    if (!source) continue;
    const paragraph = quotation.querySelector("p");
    // Without the quotation marks. A quotation without a fragment on the page begins with a letter.
    const words = paragraph.textContent.replace(/^[^\p{L}\p{N}]+|\s*.$/gu, "").split(/\s+/u);
    const link = document.createElement("a");
    link.href = source.href.split("#")[0] + (quotation.dataset.at ?? `#:~:text=${words.map(encoded).join("%20")}`);
    link.textContent = "↗";
    link.setAttribute("aria-label", `${openAt}: ${words.slice(0, 4).join(" ")}${words.length > 4 ? " …" : ""}`);
    paragraph.append(" ", link);
  }

  // On a wide screen, before each paragraph, a note about the sources that it cites first. Screen readers
  // skip it, because it repeats the list of sources. A note longer than its paragraph would not help.
  const [few, many, longestTitle] = [2, 8, 72];
  const noteOn = ({ textContent: number, hash }, hasTitle) => {
    const [title, line] = document.getElementById(hash.slice(1)).querySelectorAll(":scope > div > p");
    const parts = [...(line?.children ?? [])];
    const publisher = parts.find(({ tagName }) => tagName === "BDI")?.textContent;
    // Not the day on which we read it, which comes after a word.
    const date = parts.find((part) => part.tagName === "TIME" && [undefined, " · "].includes(part.previousSibling?.nodeValue));
    let name = hasTitle || !publisher ? title.textContent : "";
    if (name.length > longestTitle) name = `${name.slice(0, longestTitle).replace(/ \S*$/u, "")}…`;
    const bold = document.createElement("b");
    bold.textContent = number;
    const rest = [name, publisher, date?.textContent].filter(Boolean).flatMap((text, index) => {
      const isolated = document.createElement("bdi");
      isolated.textContent = text;
      return index ? [", ", isolated] : [" ", isolated];
    });
    return [bold, ...rest];
  };
  for (const block of document.querySelectorAll("#check > .fd-prose > *")) {
    // The first citation of source 3 is "cite-3", the second "cite-3-2".
    const citations = [...block.querySelectorAll(".fd-cite")].filter(({ id }) => /^cite-\d+$/u.test(id));
    if (!citations.length || citations.length > many) continue;
    const note = document.createElement("p");
    note.className = "fd-note";
    note.setAttribute("aria-hidden", "true");
    for (const citation of citations) {
      if (note.hasChildNodes()) note.append(document.createElement("br"));
      note.append(...noteOn(citation, citations.length <= few));
    }
    block.before(note);
  }

  // The notice that the review is overdue is in the page, hidden until its day has passed.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  for (const notice of document.querySelectorAll("[data-fd-due]")) {
    notice.hidden = notice.dataset.fdDue >= today;
  }

  // A link to a folded source or section opens it. Newer browsers do so themselves.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target?.matches("details")) target.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  if (location.hash.length > 1) unfold();

  // What is folded is printed; newer browsers do so by the style sheet.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".fd-rest:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });

  for (const button of navigator.share ? document.querySelectorAll("[data-fd-share]") : []) {
    button.closest("[hidden]").hidden = false;
    // The reader may close the sheet, which is no failure.
    button.addEventListener("click", () => navigator.share({ title: document.title, url: location.href.split("#")[0] }).catch(() => {}));
  }

  // Pages opened from a disk may not write to the clipboard.
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-fd-copy]")) {
    const label = button.textContent;
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href.split("#")[0]);
      button.textContent = button.dataset.fdDone;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
})();
