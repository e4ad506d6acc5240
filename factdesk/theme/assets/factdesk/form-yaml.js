// Claim files in the browser: values as YAML, new files, and changes to a file that keep its other bytes.
// The rules are those of factdesk/editing; a test compares what both write. The positions of a file's
// fields come from the site, so no YAML is read here.
(() => {
  const UNPRINTABLE = "\\x00-\\x1f\\x7f-\\x9f\\ufeff\\ufffe\\uffff\\u2028\\u2029";
  const PLAIN = new RegExp("^[\\p{L}\\p{N}][^\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff]*$", "u");
  const ENDS_PLAIN = /:(?:[\s\x1c-\x1f\x85]|$)|[\s\x1c-\x1f\x85]#|[\s\x1c-\x1f\x85]$|[\t\xa0]/;
  const ENDS_FLOW = /[,[\]{}:]/;
  const LITERAL = /^[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*$/;
  const WORD = `[^\\s${UNPRINTABLE}]+`;
  const PARAGRAPH = new RegExp(`^${WORD}(?: ${WORD})+\\n?$`, "u");
  const [WIDTH, FOLDED_FROM] = [98, 80];
  const length = (text) => [...text].length;

  function scalar(text, { indent, newline = "\n", inFlow = false, fold = false }) {
    if (fold && !inFlow && length(text) + indent > FOLDED_FROM && PARAGRAPH.test(text)) return folded(text, indent, newline);
    const first = text.replace(/^\n+/, "");
    const isBlock = LITERAL.test(text) && first && !/^[ \t]/.test(first) && !text.endsWith("\n\n");
    if (text.includes("\n") && !inFlow && isBlock) return literal(text, indent, newline);
    if (PLAIN.test(text) && !ENDS_PLAIN.test(text) && !(inFlow && ENDS_FLOW.test(text))) return text;
    if (!text.includes("\n") && LITERAL.test(text) && /["\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
    return quoted(text);
  }

  const quoted = (text) => JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  function folded(text, indent, newline) {
    const lines = [""];
    for (const word of text.replace(/\n$/, "").split(" ")) {
      if (lines.at(-1) && length(lines.at(-1)) + 1 + length(word) > WIDTH - indent) lines.push("");
      lines[lines.length - 1] += lines.at(-1) ? ` ${word}` : word;
    }
    return [text.endsWith("\n") ? ">" : ">-", ...lines.map((line) => " ".repeat(indent) + line)].join(newline);
  }

  function literal(text, indent, newline) {
    const lines = text.replace(/\n$/, "").split("\n").map((line) => (line ? " ".repeat(indent) + line : ""));
    return [text.endsWith("\n") ? "|" : "|-", ...lines].join(newline);
  }

  function afterColon(value, indent, newline, inFlow = false) {
    if (inFlow) return ` ${flow(value)}`;
    if (typeof value === "string") return ` ${scalar(value, { indent: indent + 2, newline, fold: true })}`;
    return newline + block(value, indent + 2, newline);
  }

  function block(value, indent, newline) {
    const pad = " ".repeat(indent);
    if (typeof value === "string") return pad + scalar(value, { indent, newline, fold: true });
    if (!Array.isArray(value)) return Object.entries(value).map(([name, each]) => `${pad}${name}:${afterColon(each, indent, newline)}`).join(newline);
    return value.map((each) => `${pad}- ${block(each, indent + 2, newline).trimStart()}`).join(newline);
  }

  function flow(value) {
    if (typeof value === "string") return scalar(value, { indent: 0, inFlow: true });
    if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
    return `{${Object.entries(value).map(([name, each]) => `${name}: ${flow(each)}`).join(", ")}}`;
  }

  // A new file, in sections with a heading each.
  function newFile(fields, headings) {
    return headings.map(([heading, names]) => {
      const lines = names.filter((name) => name in fields).map((name) => `${name}:${afterColon(fields[name], 0, "\n")}\n`);
      return lines.length ? `${`# -- ${heading} `.padEnd(99, "-")}\n\n${lines.join("")}` : "";
    }).filter(Boolean).join("\n");
  }

  // Changing a file -------------------------------------------------------------------------------------------

  const isText = (value) => typeof value === "string";
  const isFields = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
  const same = (a, b) => {
    if (isText(a) || isText(b) || !a || !b) return a === b;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
  };

  class Stuck extends Error {}

  // Returns the text of a file with other fields: { text, names }. `names` are the fields that it cannot
  // change without touching a comment; they keep their old values. `layout` is as in positions.py.
  function changeFile(file, fields, orders) {
    const names = [];
    let known = file.fields;
    const edits = [];
    for (const name of new Set([...Object.keys(fields), ...Object.keys(file.fields)])) {
      const target = { ...known };
      if (name in fields) target[name] = fields[name];
      else delete target[name];
      if (same(target[name], file.fields[name])) continue;
      try {
        edits.push(...new Change(file, orders).mapping(file.layout, only(file.fields, name), only(target, name), []));
        known = target;
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
        names.push(name);
      }
    }
    const letters = [...file.text];
    edits.map((edit, n) => ({ ...edit, n })).sort((a, b) => b.start - a.start || b.end - a.end || b.n - a.n)
      .forEach(({ start, end, text }) => letters.splice(start, end - start, ...text));
    return { text: letters.join(""), names };
  }

  const only = (fields, name) => (name in fields ? { [name]: fields[name] } : {});

  class Change {
    constructor(file, orders) {
      this.letters = [...file.text];
      this.newline = file.text.includes("\r\n") ? "\r\n" : "\n";
      this.orders = orders;
    }

    // A mapping: [isFlow, [[name, keyStart, keyEnd, end, value], …]]; a list: [isFlow, [[start, end, value], …]];
    // a text: [start, end].
    mapping([isFlow, entries], before, after, path) {
      const order = this.orders[path.filter(isText).join(".")] ?? [];
      const edits = [];
      for (const [name, value] of Object.entries(after)) {
        const entry = entries.find(([each]) => each === name);
        if (name in before) edits.push(...this.value(entry, isFlow, before[name], value, [...path, name]));
        else edits.push(entry ? this.replace(entry, isFlow, value) : this.add(entries, isFlow, name, value, order));
      }
      for (const name of Object.keys(before)) {
        if (!(name in after)) edits.push(this.remove(entries, isFlow, name));
      }
      return edits;
    }

    value(entry, isFlow, before, after, path) {
      if (same(before, after)) return [];
      const layout = entry[4];
      if (isText(before) && isText(after)) return [this.text(layout, after, this.column(entry[1]) + 2, isFlow)];
      if (isFields(before) && isFields(after)) return this.mapping(layout, before, after, path);
      if (Array.isArray(before) && Array.isArray(after) && !layout[0]) {
        const edits = this.list(layout, before, after, path);
        if (edits) return edits;
      }
      return [this.replace(entry, isFlow, after)];
    }

    // Entries that keep their places, and others that are added or removed at the end.
    list([, items], before, after, path) {
      const edits = [];
      for (let n = 0; n < Math.min(before.length, after.length); n += 1) {
        const [start, , layout] = items[n];
        if (same(before[n], after[n])) continue;
        if (isFields(before[n]) && isFields(after[n])) edits.push(...this.mapping(layout, before[n], after[n], [...path, n]));
        else if (isText(before[n]) && isText(after[n])) edits.push(this.text(layout, after[n], this.column(start), false));
        else return null;
      }
      const [first] = items[0];
      const dash = this.letters.lastIndexOf("-", first);
      const gap = Math.max(2, first - dash);
      if (this.letters.slice(dash, first).includes("\n")) return null;
      const added = after.slice(before.length).map((value) => `${" ".repeat(this.column(dash))}-${" ".repeat(gap - 1)}${block(value, this.column(dash) + gap, this.newline).trimStart()}`);
      if (added.length) edits.push(this.line(items.at(-1)[1], added.join(this.newline)));
      for (let n = after.length; n < before.length; n += 1) {
        const start = this.lineStart(this.letters.lastIndexOf("-", items[n][0]));
        edits.push(this.cut(start, this.nextLine(items[n][1])));
      }
      return edits;
    }

    text([start, end], value, indent, inFlow) {
      const style = this.letters[start];
      const isQuoted = (sign) => style === sign && end - start > 1;
      let written;
      if (isQuoted('"') && !value.includes("\n")) written = quoted(value);
      else if (isQuoted("'") && /^[\x20-\x7e\xa1-\u2027]*$/.test(value)) written = `'${value.replaceAll("'", "''")}'`;
      else {
        written = scalar(value, { indent, newline: this.newline, inFlow, fold: style === ">" });
        const rest = this.letters.slice(end, this.nextLine(end)).join("");
        if (written.includes(this.newline) && (rest.trim() || !rest)) written = quoted(value);
      }
      return { start, end, text: written };
    }

    // The whole value again; a comment in it would be lost.
    replace([, keyStart, keyEnd, end, layout], isFlow, value) {
      const colon = this.letters.indexOf(":", keyEnd) + 1;
      const stop = layout ? end : colon;
      if (this.letters.slice(colon, stop).includes("#")) throw new Stuck();
      const written = afterColon(value, this.column(keyStart), this.newline, isFlow);
      const rest = this.letters.slice(stop, this.nextLine(stop)).join("");
      if (!written.includes("\n") || (rest && !rest.trim())) return { start: colon, end: stop, text: written };
      // A block would swallow a comment after it, and its last line needs a line break.
      if (isText(value)) return { start: colon, end: stop, text: ` ${quoted(value)}` };
      if (rest) throw new Stuck();
      return { start: colon, end: stop, text: `${written}${this.newline}` };
    }

    add(entries, isFlow, name, value, order) {
      const rank = (each) => (order.includes(each) ? order.indexOf(each) : order.length);
      const before = entries.filter(([each]) => rank(each) <= rank(name));
      const last = before.at(-1) ?? entries[0];
      const indent = this.column(last[1]);
      const written = `${name}:${afterColon(value, indent, this.newline, isFlow)}`;
      if (isFlow) return { start: last[3], end: last[3], text: `, ${written}` };
      return this.line(last[3], " ".repeat(indent) + written);
    }

    remove(entries, isFlow, name) {
      const at = entries.findIndex(([each]) => each === name);
      const [, start, , end] = entries[at];
      const isFirst = /^[ -]*-\s+$/.test(this.letters.slice(this.lineStart(start), start).join(""));
      if (isFlow || isFirst || entries.length === 1) throw new Stuck();
      return this.cut(this.lineStart(start), this.nextLine(end));
    }

    // Removes lines, unless they have a comment.
    cut(start, end) {
      if (this.letters.slice(start, end).includes("#")) throw new Stuck();
      return { start, end, text: "" };
    }

    line(after, text) {
      const at = this.nextLine(after);
      const lead = at === 0 || this.letters[at - 1] === "\n" ? "" : this.newline;
      return { start: at, end: at, text: `${lead}${text}${this.newline}` };
    }

    lineStart(offset) {
      return offset === 0 ? 0 : this.letters.lastIndexOf("\n", offset - 1) + 1;
    }

    nextLine(offset) {
      if (offset && this.letters[offset - 1] === "\n") return offset;
      const at = this.letters.indexOf("\n", offset);
      return at < 0 ? this.letters.length : at + 1;
    }

    column(offset) {
      return offset - this.lineStart(offset);
    }
  }

  (globalThis.factdesk ??= {}).yaml = { scalar, newFile, changeFile };
})();
