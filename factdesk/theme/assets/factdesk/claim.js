// A claim's page is complete without a script; with one, sources are named next to the text, the address can be copied and shared, and an overdue review is marked.
(() => {
  // After the first quotation of a source, the link that its title has; other quotations have theirs.
  const { at: openAt, back } = document.currentScript.dataset;
  for (const source of document.querySelectorAll(".fd-sources > li > div")) {
    const [title, quotation] = [source.querySelector(":scope > p > a"), source.querySelector("blockquote > p")];
    if (!title || !quotation) continue;
    // Without the quotation marks.
    const words = quotation.textContent.replace(/^[^\p{L}\p{N}]+|\s*.$/gu, "").split(/\s+/u);
    const link = document.createElement("a");
    link.href = title.href;
    link.textContent = "↗";
    link.setAttribute("aria-label", `${openAt}: ${words.slice(0, 4).join(" ")}${words.length > 4 ? " …" : ""}`);
    quotation.append(" ", link);
  }

  for (const number of document.querySelectorAll(".fd-sources > li > a")) {
    number.setAttribute("aria-label", `${number.textContent} ${back}`);
  }

  // On a wide screen, before each paragraph, a note about the sources that it cites first. Screen readers
  // skip it, because it repeats the list of sources. A note longer than its paragraph would not help.
  const [few, many, longestTitle] = [2, 8, 72];
  const noteOn = ({ textContent: number, hash }, hasTitle) => {
    const [title, line] = document.getElementById(hash.slice(1)).querySelectorAll(":scope > div > p");
    const date = line?.querySelector("time");
    const publisher = line?.firstChild === date ? "" : line?.textContent.split(" · ")[0];
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
    const citations = [...block.querySelectorAll('a[href^="#source-"]')].filter(({ id }) => /^cite-\d+$/u.test(id));
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

  // Folded parts are printed; in newer browsers, the style sheet does this. Printed addresses of sources are
  // short: without the words at which they open.
  const shortened = [...document.querySelectorAll(".fd-sources p > a")].map((link) => [link, link.href]);
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".fd-rest:not([open])")];
    for (const fold of opened) fold.open = true;
    for (const [link, address] of shortened) link.href = address.replace(/#?:~:.*/u, "");
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    for (const [link, address] of shortened) link.href = address;
  });

  // The code for other sites: a fixed version has it, the current review takes it from the card's oEmbed
  // description. Below it is the card that it shows, from this copy of the site.
  const described = document.querySelector('link[type="application/json+oembed"]');
  const codeBelow = async (promise) => {
    const answer = await fetch(new URL(described.href.match(/api\/oembed\/.+$/u)[0], siteBase));
    const code = document.createElement("pre");
    Object.assign(code, { tabIndex: 0, dir: "ltr", textContent: (await answer.json()).html });
    promise.after(code);
    return code;
  };
  for (const offer of document.querySelectorAll("[data-fd-embed]")) {
    offer.closest("details").addEventListener("toggle", async () => {
      const code = offer.matches("pre") ? offer : await codeBelow(offer);
      // Without the style, which the content policy would block.
      const html = code.textContent.replace(/ style="[^"]*"/u, "");
      const frame = new DOMParser().parseFromString(html, "text/html").querySelector("iframe");
      const [address] = frame.getAttribute("src").match(/embed\/[^/]+\/(?:\d[\d-]+\/)?$/u);
      frame.className = "fd-embed";
      frame.src = new URL(location.protocol === "file:" ? `${address}index.html` : address, siteBase);
      code.after(frame);
    }, { once: true });
  }

  for (const button of navigator.share ? document.querySelectorAll("[data-fd-share]") : []) {
    button.closest("[hidden]").hidden = false;
    // The reader may close the dialog, which is not an error.
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
