// Files for reference managers, generated from the page's CSL-JSON, and buttons that copy the citation.
// Without JavaScript, the reference can be selected.
(() => {
  const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

  // Braces are written as commands, not escaped: BibTeX counts them even after a backslash.
  const named = { "\\": "backslash", "{": "braceleft", "}": "braceright", "~": "asciitilde", "^": "asciicircum" };
  // LaTeX replaces two of some signs in a row with another character: a dash, a quotation mark.
  const latex = (text) => text
    .replace(/[\\{}~^&%$#_]/g, (sign) => (named[sign] ? `\\text${named[sign]}{}` : `\\${sign}`))
    .replace(/([-'`<>,])(?=\1)/g, "$1{}");

  const twoDigits = (n) => String(n).padStart(2, "0");

  // "date" and "version" are for biblatex; BibTeX ignores them.
  const bibtex = (item, [year, month, day]) => {
    const fields = {
      author: `{${item.author.map(({ literal }) => `{${latex(literal)}}`).join(" and ")}}`,
      title: `{{${latex(item.title)}}}`,
      year: `{${year}}`,
      month: months[month - 1],
      date: `{${year}-${twoDigits(month)}-${twoDigits(day)}}`,
      version: `{${item.version}}`,
      organization: `{${latex(item["container-title"])}}`,
      howpublished: `{${latex(item.genre)}}`,
      note: `{${latex(item.note)}}`,
      langid: `{${item.language}}`,
      ...(item.URL && { url: `{${item.URL}}` }),
    };
    const lines = Object.entries(fields).map(([name, value]) => `  ${name} = ${value},\n`);
    return `@misc{${item.id},\n${lines.join("")}}\n`;
  };

  // RIS only requires that texts are on one line, and CRLF line ends.
  const ris = (item, [year, month, day]) => [
    ["TY", "ELEC"],
    ["ID", item.id],
    ...item.author.map(({ literal }) => ["AU", literal]),
    ["TI", item.title],
    ["T2", item["container-title"]],
    ["PB", item.publisher],
    ["PY", year],
    ["DA", `${year}/${twoDigits(month)}/${twoDigits(day)}`],
    ["ET", item.version],
    ["M3", item.genre],
    ["N1", item.note],
    ["LA", item.language],
    ...(item.URL ? [["UR", item.URL]] : []),
    ["ER", ""],
  ].map(([tag, value]) => `${tag}  - ${value}\r\n`).join("");

  const copyButton = ({ copy, copied }, name, text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    if (name) button.setAttribute("aria-label", `${copy}: ${name}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    return button;
  };

  const add = (list, ...parts) => {
    const entry = document.createElement("li");
    entry.append(...parts);
    list.append(entry);
  };

  for (const cite of document.querySelectorAll("[data-fd-cite]")) {
    const reference = cite.querySelector("pre").textContent;
    const address = reference.match(/\shttps?:\S+$/)?.[0].trim();
    const fields = JSON.parse(cite.querySelector("script").textContent);
    const publisher = fields.publisher ?? fields["container-title"];
    const item = {
      type: "webpage",
      title: cite.querySelector("cite").textContent,
      author: [{ literal: publisher }],
      publisher,
      ...fields,
      ...(address && { URL: address }),
    };
    const [parts] = item.issued["date-parts"];
    const date = [String(parts[0]).padStart(4, "0"), parts[1], parts[2]];
    const files = [
      ["BibTeX", "bib", "application/x-bibtex", bibtex(item, date)],
      ["RIS", "ris", "application/x-research-info-systems", ris(item, date)],
      ["CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", `${JSON.stringify([item])}\n`],
    ];
    const list = document.createElement("ul");
    list.className = "fd-actions";
    // Pages opened from a disk may not write to the clipboard.
    const canCopy = navigator.clipboard !== undefined;
    if (canCopy) add(list, copyButton(cite.dataset, "", reference));
    for (const [name, suffix, type, text] of files) {
      const link = document.createElement("a");
      link.download = `${item.id}.${suffix}`;
      link.href = `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
      link.textContent = name;
      add(list, link, ...(canCopy ? [" ", copyButton(cite.dataset, name, text)] : []));
    }
    cite.querySelector("pre").after(list);
  }
})();
