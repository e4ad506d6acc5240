// Problems of the editing form: the constraints of the JSON Schema, which are attributes of the fields,
// and the display of problems, both of the form and of the program.
(() => {
  const { form } = factdesk;
  const CODES = { missing: "FD101", long: "FD102", day: "FD301", partial: "FD301", address: "FD201", source_id: "FD206", language: "FD114", position: "FD115", slug: "FD010" };
  const copied = (name) => document.querySelector(`template[data-fd-${name}]`).content.firstElementChild.cloneNode(true);

  class Problems {
    // `say` gives the texts; `language` is that of the page, where the program's messages are English.
    constructor({ say, language, required }) {
      Object.assign(this, { say, language, required });
      this.accepted = new Map();
      this.summary = document.querySelector("[data-fd-problems]");
      this.summary.addEventListener("click", (event) => this.follow(event));
      this.shown = [];
      this.marked = [];
    }

    // The checks of the form --------------------------------------------------------------------------

    check(values) {
      const found = [];
      const required = this.required[values.status ?? "published"] ?? this.required.published;
      for (const name of required) {
        if (form.isEmpty(values[name])) {
          found.push(this.problem([name], this.say(name === "sources" ? "check_empty_sources" : "check_missing"), CODES.missing));
        }
      }
      if (String(values.claimant?.name ?? values.claimant).trim().toLowerCase() === "unknown" && !values.claimant_note) {
        found.push(this.problem(["claimant_note"], this.say("check_missing"), "FD106"));
      }
      this.checkScope(form.root, [], found);
      [...this.accepted].forEach(([, reason], n) => {
        if (!reason.trim()) found.push(this.problem(["accepted", n, "reason"], this.say("check_missing"), CODES.missing));
      });
      return found;
    }

    checkScope(scope, path, found) {
      for (const field of form.fieldsOf(scope)) {
        const { fdField: name, fdKind: kind } = field.dataset;
        const here = [...path, name];
        if (field.hidden) continue;
        if (kind === "list") {
          let n = 0;
          for (const entry of form.entriesOf(field)) {
            const inner = form.scopeIn(entry);
            if (form.isEmpty(form.read(inner))) continue;
            this.checkScope(inner, [...here, n], found);
            n += 1;
          }
        } else if (kind === "group") {
          if (!form.isEmpty(form.read(form.scopeIn(field))) || "fdConditional" in field.dataset) {
            this.checkScope(form.scopeIn(field), here, found);
          }
        } else {
          this.checkField(field, kind, here, found);
        }
      }
    }

    checkField(field, kind, path, found) {
      const { fdMax: max, fdPattern: pattern } = field.dataset;
      const text = kind === "radio" || kind === "verdict" ? "" : form.controlOf(field).value.trim();
      const isRequired = "fdRequired" in field.dataset || "fdConditional" in field.dataset;
      const length = [...text].length;
      if (!text) {
        // A source that uses a shared one takes the other fields from there.
        const isShared = form.read(field.parentElement.closest("[data-fd-scope]")).use;
        if (isRequired && path.length > 1 && !isShared) found.push(this.problem(path, this.say("check_missing"), CODES.missing));
      } else if (max && length > max) {
        found.push(this.problem(path, this.say("check_long", { n: length - max }), CODES.long));
      } else if (pattern && !(new RegExp(pattern).test(text) && (kind !== "day" && kind !== "partial" || isInCalendar(text)))) {
        const messages = { day: this.say("check_date"), partial: this.say("check_partial"), address: this.say("check_address") };
        const code = CODES[kind] ?? CODES[path.at(-1) === "id" ? "source_id" : path.at(-1)] ?? CODES.slug;
        found.push(this.problem(path, messages[kind] ?? this.say("check_pattern"), code));
      }
    }

    problem(path, message, code) {
      return { path, code, severity: "error", message, hint: "", own: true };
    }

    // The problems that the program found, in the words of the form where it found the same.
    merge(own, found) {
      const isSame = (a, b) => a.code === b.code && a.path.join() === b.path.join();
      const isMissing = ({ code, path }) => code === CODES.missing && path.length < 2;
      const several = found.some(isMissing);
      const confirmed = own.filter((each) => found.some((other) => isSame(each, other)) || (several && isMissing(each)));
      return [
        ...confirmed.map((each) => ({ ...each, hint: each.code === CODES.missing ? "" : found.find((other) => isSame(each, other))?.hint ?? "" })),
        ...found.filter((each) => !confirmed.some((other) => isSame(each, other)) && !(confirmed.some(isMissing) && isMissing(each))),
      ];
    }

    // Showing them --------------------------------------------------------------------------------------

    clear() {
      for (const undo of this.marked) undo();
      this.marked = [];
      this.shown = [];
      this.summary.hidden = true;
    }

    // Shows problems at their fields; with `loudly`, also above the form. Returns how many there are.
    show(problems, { loudly = true } = {}) {
      this.clear();
      for (const problem of problems.filter(({ severity }) => severity !== "note")) this.mark(problem);
      for (const [code, reason] of this.accepted) {
        if (!this.shown.some((each) => each.problem.code === code && each.box)) this.offer({ code, severity: "warning", message: "", hint: "", path: [], reason });
      }
      this.shown.sort((a, b) => (a.target.compareDocumentPosition(b.target) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
      const count = (severity) => this.shown.filter(({ problem }) => problem.severity === severity && problem.message && !(problem.acceptable && this.accepted.has(problem.code))).length;
      const counts = { errors: count("error"), warnings: count("warning") };
      if (loudly && (counts.errors || counts.warnings)) this.summarise(counts);
      return counts;
    }

    words({ errors, warnings }) {
      const problems = errors && this.say("problems", { n: errors });
      const warned = warnings && this.say("warnings", { n: warnings });
      return problems && warned ? this.say("both", { problems, warnings: warned }) : problems || warned;
    }

    summarise(counts) {
      this.summary.hidden = false;
      this.summary.querySelector("h2").textContent = this.words(counts);
      const rows = this.shown.filter(({ problem }) => problem.message).map((each) => {
        const { problem, target, entries, label } = each;
        const message = label ? `${label}: ${problem.message}` : problem.message;
        const row = copied("row");
        const link = row.querySelector("a");
        const [last] = entries.slice(-1);
        link.textContent = last ? this.say("in_entry", { entry: last.dataset.fdName, message }) : message;
        link.hash = target.id;
        this.inEnglish(link, problem);
        row.querySelector("use").setAttribute("href", problem.severity === "error" ? "#fd-problem" : "#fd-warning");
        const isAccepted = problem.acceptable && this.accepted.has(problem.code);
        row.querySelector(".fd-code").textContent = isAccepted ? `${problem.code}, ${this.say("accepted")}` : problem.code;
        return row;
      });
      this.summary.querySelector("ul").replaceChildren(...rows);
    }

    // Marks a field: an error inside it, a warning that can be accepted in front of it.
    mark(problem) {
      if (problem.path[0] === "accepted") return this.markAcceptance(problem);
      if (problem.path.length === 1 && problem.path[0] === "slug") return this.markField(document.querySelector("[data-fd-slug]"), problem, []);
      const { field, entry, entries } = form.find(problem.path);
      if (problem.severity === "warning" && problem.acceptable) return this.offer(problem, field, entry, entries);
      if (field && field.dataset.fdKind !== "list") return this.markField(field, problem, entries);
      return this.notice(this.paragraph(problem), problem, field, entry, entries);
    }

    markField(field, problem, entries) {
      const hidden = field.hidden;
      field.hidden = false;
      const [control] = field.querySelectorAll("input, textarea, select");
      const text = this.paragraph(problem);
      text.id = `${control.id}-problem`;
      const before = field.querySelector(":scope > :is(input, textarea, select, .fd-choices, .fd-inline)") ?? field.firstElementChild;
      before.before(text);
      const described = field.tagName === "FIELDSET" ? field : control;
      const old = described.getAttribute("aria-describedby");
      described.setAttribute("aria-describedby", [old, text.id].filter(Boolean).join(" "));
      const isError = problem.severity === "error";
      field.classList.add(isError ? "fd-q--problem" : "fd-q--warning");
      if (isError) control.setAttribute("aria-invalid", "true");
      this.marked.push(() => {
        text.remove();
        field.classList.remove("fd-q--problem", "fd-q--warning");
        control.removeAttribute("aria-invalid");
        if (old) described.setAttribute("aria-describedby", old);
        else described.removeAttribute("aria-describedby");
        if (hidden) form.settle();
      });
      const label = field.querySelector(".fd-q__label, legend")?.firstChild.textContent.trim();
      this.shown.push({ problem, target: control, entries, label });
    }

    // Puts a message in front of a field, or at the top of its entry or section.
    notice(element, problem, field, entry, entries, target = element) {
      if (!target.id) target.id = `fd-notice-${this.shown.length}`;
      if (target === element) element.tabIndex = -1;
      const place = field && field.dataset.fdKind !== "list" ? null
        : (entry ?? field?.closest("[data-fd-section]") ?? document.querySelector("[data-fd-section=publication]")).querySelector("[data-fd-notices]");
      if (place) {
        place.hidden = false;
        place.append(element);
      } else {
        field.hidden = false;
        field.before(element);
      }
      this.marked.push(() => {
        element.remove();
        if (place) place.hidden = !place.children.length;
      });
      this.shown.push({ problem, target, entries, box: target !== element });
    }

    // A warning with a button to accept it.
    offer(problem, field = null, entry = null, entries = []) {
      const box = copied("accept");
      const [check, part, reason] = [box.querySelector("input"), box.querySelector("div"), box.querySelector("textarea")];
      const id = `fd-accept-${problem.code}-${this.shown.length}`;
      check.id = id;
      reason.id = `${id}-reason`;
      part.querySelector("label").htmlFor = reason.id;
      part.querySelector("p").id = `${id}-hint`;
      reason.setAttribute("aria-describedby", `${id}-hint`);
      box.prepend(this.paragraph(problem));
      check.checked = this.accepted.has(problem.code);
      reason.value = this.accepted.get(problem.code) ?? "";
      part.hidden = !check.checked;
      box.addEventListener("input", () => {
        part.hidden = !check.checked;
        if (check.checked) this.accepted.set(problem.code, reason.value);
        else this.accepted.delete(problem.code);
      });
      box.dataset.fdCode = problem.code;
      this.notice(box, problem, field, entry, entries, check);
    }

    markAcceptance(problem) {
      const code = [...this.accepted.keys()][problem.path[1]];
      let box = document.querySelector(`[data-fd-code="${code}"]`);
      if (!box) {
        this.offer({ code, severity: "warning", message: "", hint: "", path: [] });
        box = document.querySelector(`[data-fd-code="${code}"]`);
      }
      const text = this.paragraph(problem);
      box.prepend(text);
      this.marked.push(() => text.remove());
      this.shown.push({ problem, target: box.querySelector(problem.path[2] === "reason" ? "textarea" : "input"), entries: [] });
    }

    paragraph(problem) {
      const isError = problem.severity === "error";
      const text = copied("problem");
      const [kind, message] = [...text.children].filter(({ tagName }) => tagName === "SPAN");
      const [hint, code] = text.querySelectorAll("small span");
      text.querySelector("use").setAttribute("href", isError ? "#fd-problem" : "#fd-warning");
      kind.textContent = this.say(isError ? "problem" : "warning");
      message.textContent = problem.message;
      hint.textContent = problem.hint;
      code.textContent = problem.code;
      this.inEnglish(message, problem);
      this.inEnglish(hint, problem);
      return text;
    }

    inEnglish(element, problem) {
      if (problem.own || this.language.startsWith("en")) return;
      element.lang = "en";
      element.dir = "ltr";
    }

    follow(event) {
      const link = event.target.closest("a");
      const target = link && document.getElementById(link.hash.slice(1));
      if (!target) return;
      event.preventDefault();
      target.focus({ preventScroll: true });
      (target.closest(".fd-q, fieldset") ?? target).scrollIntoView({ block: "start" });
    }
  }

  function isInCalendar(text) {
    const [year, month = 1, day = 1] = text.split("-").map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    date.setUTCFullYear(year);
    return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  factdesk.Problems = Problems;
})();
