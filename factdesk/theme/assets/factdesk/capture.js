// The bookmarklet "Capture source". It runs on the page of a source, reads the metadata and
// the selection of the page, and opens the editing form with them. Nothing is fetched or sent: the
// values are in the fragment of the form's address, which browsers never send.
//
// factdesk/pages/bookmarklet.py packs it when the site is built, so each statement ends with a
// semicolon. The page may be hostile: every value is untrusted text that the editor confirms.
(() => {
  const form = "FORM_ADDRESS",
    page = document,
    text = (value) => value?.replace?.(/\s+/g, " ").trim() || "",
    tight = (value) => value.replace(/\s/g, ""),
    find = (what) => page.querySelector(what),
    meta = (name) => text(find(`[property="${name}"],[itemprop="${name}"]`)?.content),
    // The first value of each property in the page's JSON-LD, in any object.
    linked = {};
  page.querySelectorAll("[type$='ld+json']").forEach((script) => {
    try {
      JSON.parse(script.textContent, (key, value) => {
        linked[key] ||= [value].flat()[0]?.name || value;
        return value;
      });
    } catch {}
  });

  // The visible text before the selection, the selection, and the text after it. The nodes are read
  // one by one, because the text of a selection has the letters of its style (capitals), and the
  // text of a range joins the words of two paragraphs.
  let parts = ["", "", ""], block, node, prefix, suffix, quoted, length = 0;
  if (`${getSelection()}`) {
    const range = getSelection().getRangeAt(0),
      nodes = page.createTreeWalker(page.body, 5);
    while ((node = nodes.nextNode())) {
      let box = node.parentNode;
      if (node.data && box.checkVisibility()) {
        while (/^(inline|contents|ruby)/.test(getComputedStyle(box).display))
          box = box.parentNode;
        const size = node.data.length,
          cuts = [
            0,
            node == range.startContainer
              ? range.startOffset
              : range.comparePoint(node, 0) < 0 && size,
            node == range.endContainer
              ? range.endOffset
              : range.comparePoint(node, size) < 1 && size,
            size,
          ];
        parts = parts.map(
          (part, n) => part + (block == box ? "" : " ") + node.data.slice(cuts[n], cuts[n + 1]),
        );
        block = box;
      } else if (node.nodeName == "BR") block = 0;
    }
  }

  // Extend prefix and suffix by words until the passage is unique, ignoring white space.
  const all = tight(parts.join("")),
    [before, exact, after] = parts.map(text),
    // A canonical address without a path is that of the home page and probably wrong.
    link = find("link[rel=canonical]")?.href;
  do {
    prefix = before.slice(-length || 9e9).replace(/^\S+ /, "");
    suffix = after.slice(0, length).replace(/ \S+$/, "");
    quoted = tight(prefix + exact + suffix);
    length += 20;
  } while (exact && length < 500 && all.indexOf(quoted) != all.lastIndexOf(quoted));

  open(
    `${form}#source=` + encodeURIComponent(
      JSON.stringify({
        title: meta("og:title") || text(page.title),
        url: /^https?:\/\/[^/]+\/./.test(link) ? link : location.href.split("#")[0],
        publisher: meta("og:site_name") || text(linked.publisher),
        published_on: /^\d{4}(-\d\d){0,2}(?!\d)/.exec(
          meta("article:published_time")
            || text(linked.datePublished)
            || meta("datePublished")
            || find("time[datetime]")?.dateTime,
        )?.[0] || "",
        language: page.documentElement.lang,
        accessed_on: new Date().toLocaleDateString("sv"),
        exact,
        prefix,
        suffix,
      }),
    ),
    "",
    "noopener",
  );
})();
