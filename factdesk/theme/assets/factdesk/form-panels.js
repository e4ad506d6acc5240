// The panels above the fields of the editing form: continue with a draft, add a captured source, choose
// between two versions. All external text is untrusted and is never inserted as markup.
(() => {
  const { form } = factdesk;
  const holder = document.querySelector("[data-fd-panels]");

  // An element: make("p", { className: "fd-quiet" }, "text", otherElement)
  function make(tag, attributes = {}, ...children) {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const button = (text, onclick, quiet = "fd-button--quiet") => make("button", { type: "button", className: quiet, onclick }, text);

  // Shows a panel with a heading, and moves focus to it. `name` replaces an earlier one.
  function open(name, title, ...children) {
    holder.querySelector(`[data-fd-panel="${name}"]`)?.remove();
    const heading = make("h2", { id: `fd-panel-${name}`, tabIndex: -1 }, title);
    const panel = make("section", { className: "fd-panel" }, heading, ...children);
    panel.dataset.fdPanel = name;
    panel.setAttribute("aria-labelledby", heading.id);
    holder.append(panel);
    heading.focus();
    return panel;
  }

  // Closes a panel, and moves focus into the form.
  function close(name) {
    holder.querySelector(`[data-fd-panel="${name}"]`)?.remove();
    document.querySelector("h1[data-fd-title]").focus();
  }

  const buttons = (...children) => make("div", { className: "fd-buttons" }, ...children);

  // A draft on this device ----------------------------------------------------------------------

  function offerDraft(say, { isNew, time, state, onDraft, onFile, onDelete }) {
    const act = (then) => () => {
      close("draft");
      then();
    };
    open(
      "draft",
      isNew ? say("draft_found_new") : say("draft_found"),
      make("p", {}, state === "same" ? say("draft_same", { time }) : state === "older" ? say("draft_older", { time }) : say("draft_only", { time })),
      buttons(
        button(say("draft_continue"), act(onDraft), "fd-button"),
        button(isNew ? say("draft_blank") : say("draft_file"), act(onFile)),
        button(say("draft_delete"), act(onDelete), "fd-link"),
      ),
    );
  }

  // A captured source -----------------------------------------------------------------

  const LIMITS = { title: 500, url: 2000, publisher: 200, published_on: 10, accessed_on: 10, language: 35, exact: 5000, prefix: 300, suffix: 300 };

  // The details of a source in the address, with limited lengths; null if they are invalid.
  function readSource(json) {
    let given;
    try {
      given = JSON.parse(json);
    } catch {
      return null;
    }
    if (!given || typeof given !== "object") return null;
    const found = {};
    for (const [name, limit] of Object.entries(LIMITS)) {
      const value = given[name];
      if (typeof value === "string" && value.trim()) found[name] = value.trim().replace(/\s+/g, " ").slice(0, limit);
    }
    return /^https?:\/\/[^\s]+$/i.test(found.url ?? "") ? found : null;
  }

  function offerSource(say, json, { language, label, onDone }) {
    const source = readSource(json);
    // A source in the language of the claim does not name it.
    if (source?.language?.split("-")[0].toLowerCase() === language.split("-")[0]) delete source.language;
    if (!source) {
      open("source", say("source_found"), make("p", {}, say("source_bad")), buttons(button(say("source_refuse"), () => close("source"))));
      return;
    }
    const { exact, prefix, suffix, ...details } = source;
    const pairs = Object.entries(details).flatMap(([name, value]) => [make("dt", {}, label(name)), make("dd", { dir: "auto" }, value)]);
    const passage = exact && make(
      "blockquote",
      { className: "fd-passage" },
      make("p", { dir: "auto" }, prefix && make("span", { className: "fd-context" }, `${prefix} `), make("mark", {}, exact), suffix && make("span", { className: "fd-context" }, ` ${suffix}`)),
      make("small", {}, say("source_passage")),
    );
    const field = form.fieldIn(form.root, "sources");
    const findBlank = () => form.entriesOf(field).find((entry) => form.isEmpty(form.read(form.scopeIn(entry))));
    const n = form.entriesOf(field).length + (findBlank() ? 0 : 1);
    const add = (focus) => () => {
      const quotes = exact ? [Object.fromEntries(Object.entries({ exact, prefix, suffix }).filter(([, value]) => value))] : undefined;
      findBlank()?.remove();
      const entry = form.addEntry(field, { ...details, ...(quotes && { quotes }) });
      form.settle();
      close("source");
      entry.scrollIntoView({ block: "start" });
      if (focus) form.focusIn(entry);
      onDone();
    };
    open(
      "source",
      say("source_found"),
      make("p", {}, say("source_found_means")),
      make("dl", { className: "fd-pairs" }, ...pairs),
      passage,
      buttons(
        button(say("source_add", { n }), add(false), "fd-button"),
        button(say("source_change"), add(true)),
        button(say("source_refuse"), () => close("source"), "fd-link"),
      ),
    );
  }

  // Two versions of a file --------------------------------------------------------------------------------

  const isRecords = (value) => Array.isArray(value) && value.some((each) => each && typeof each === "object");
  const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

  function sorted(value) {
    if (!value || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(sorted);
    return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
  }

  // The fields in which two versions differ; entries of lists one by one.
  function differences(base, yours, theirs) {
    const found = [];
    for (const name of new Set([...Object.keys(yours), ...Object.keys(theirs)])) {
      if (same(yours[name], theirs[name])) continue;
      if (isRecords(yours[name] ?? theirs[name]) && [yours[name], theirs[name]].every((each) => each === undefined || isRecords(each))) {
        const [a, b, c] = [yours[name] ?? [], theirs[name] ?? [], base[name] ?? []];
        for (let n = 0; n < Math.max(a.length, b.length); n += 1) {
          if (!same(a[n], b[n])) found.push({ name, n, yours: a[n], theirs: b[n], isYours: !same(a[n], c[n]) });
        }
      } else {
        found.push({ name, n: null, yours: yours[name], theirs: theirs[name], isYours: !same(yours[name], base[name]) });
      }
    }
    return found;
  }

  function merge(theirs, found) {
    const merged = structuredClone(theirs);
    for (const { name, n, yours, isYours } of found.filter((each) => each.isYours)) {
      if (n === null) merged[name] = yours;
      else (merged[name] ??= [])[n] = yours;
    }
    for (const [name, value] of Object.entries(merged)) {
      if (Array.isArray(value)) merged[name] = value.filter((each) => each !== undefined);
      if (form.isEmpty(merged[name])) delete merged[name];
    }
    return merged;
  }

  // A value as text, with what differs from the other one marked.
  function shown(value, other, say) {
    const [text, against] = [plain(value), plain(other)];
    if (!text) return [make("span", {}, say("absent"))];
    let start = 0;
    while (start < text.length && text[start] === against[start]) start += 1;
    while (start > 0 && /\S/.test(text[start - 1])) start -= 1;
    let end = 0;
    while (end < Math.min(text.length, against.length) - start && text.at(-1 - end) === against.at(-1 - end)) end += 1;
    while (end > 0 && /\S/.test(text.at(-end))) end -= 1;
    return [text.slice(0, start), make("ins", {}, text.slice(start, text.length - end)), text.slice(text.length - end)];
  }

  function plain(value) {
    if (value === undefined) return "";
    if (typeof value === "string") return value;
    if (Array.isArray(value)) return value.map(plain).join("; ");
    return Object.values(value).map(plain).join(" · ");
  }

  function offerChoices(say, { base, yours, theirs, time, label, entryName, onSave, onClose }) {
    const found = differences(base, yours, theirs);
    const parts = found.map((each, index) => {
      const choice = (isYours, heading, value, other) => {
        const input = make("input", { type: "radio", name: `fd-choice-${index}`, checked: each.isYours === isYours, onchange: () => { each.isYours = isYours; } });
        return make("label", { className: "fd-check" }, input, make("span", { dir: "auto" }, make("small", {}, heading), ...shown(value, other, say)));
      };
      const title = each.n === null ? label(each.name) : entryName(each.name, each.n);
      return make(
        "fieldset",
        {},
        make("legend", { className: "fd-q__label" }, title),
        make("div", { className: "fd-diff" }, choice(true, say("yours"), each.yours, each.theirs), choice(false, say("theirs", { time }), each.theirs, each.yours)),
      );
    });
    open(
      "conflict",
      say("conflict", { time }),
      make("p", {}, say("conflict_means")),
      ...parts,
      make("p", { className: "fd-quiet" }, say("same")),
      buttons(
        button(say("save_choices"), () => {
          close("conflict");
          onSave(merge(theirs, found));
        }, "fd-button"),
        button(say("keep_editing"), () => {
          close("conflict");
          onClose();
        }),
      ),
    );
  }

  factdesk.panels = { make, button, buttons, open, close, offerDraft, offerSource, offerChoices, same };
})();
