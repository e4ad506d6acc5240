// The editing form as the fields of a claim file: texts, lists and mappings of texts. A scope is a group
// of fields: the form, an entry of a list, a group. Hidden fields have no value.
(() => {
  const all = (selector, root) => [...root.querySelectorAll(selector)];
  const CONTROL = "input:not([type=radio]):not([type=checkbox]), textarea, select";
  const root = document.querySelector("[data-fd-form] > [data-fd-scope]");
  let entries = 0;

  // What was loaded: the value of a control that shows it in another form, fields that the form does not
  // have, whether a group was written as a mapping, values that do not fit their field.
  const loaded = new WeakMap();
  const others = new WeakMap();
  const mappings = new WeakSet();
  const misfits = new WeakMap();

  const fieldsOf = (scope) => all("[data-fd-field]", scope)
    .filter((field) => field.parentElement.closest("[data-fd-scope]") === scope);
  const fieldIn = (scope, name) => fieldsOf(scope).find((field) => field.dataset.fdField === name);
  const scopeIn = (field) => field.querySelector("[data-fd-scope]");
  const entriesOf = (field) => [...field.querySelector(":scope > [data-fd-entries]").children];
  const controlOf = (field) => field.querySelector(CONTROL);
  const isEmpty = (value) => value === undefined || value === "" || Object.keys(value).length === 0;

  // Reading -------------------------------------------------------------------------------------------

  function read(scope = root) {
    const values = { ...others.get(scope) };
    for (const field of fieldsOf(scope)) {
      const value = field.hidden ? undefined : readField(field);
      if (!isEmpty(value)) values[field.dataset.fdField] = value;
    }
    return values;
  }

  function readField(field) {
    const kind = field.dataset.fdKind;
    if (misfits.has(field)) return misfits.get(field);
    if (kind === "list") {
      return entriesOf(field).map((entry) => shortened(field, entry, read(scopeIn(entry)))).filter((value) => !isEmpty(value));
    }
    if (kind === "group") return shortened(field, field, read(scopeIn(field)));
    if (kind === "radio" || kind === "verdict") return field.querySelector("input:checked")?.value;
    return readControl(controlOf(field), kind);
  }

  // A group whose name is enough is a plain text, unless the file has it as a mapping.
  function shortened(field, holder, values) {
    const short = field.dataset.fdShort;
    const isShort = short && Object.keys(values).join() === short && !mappings.has(holder);
    return isShort ? values[short] : values;
  }

  function readControl(control, kind) {
    const before = loaded.get(control);
    if (before && before.shown === control.value) return before.value;
    if (kind === "texts") return control.value.split("\n").map((line) => line.trim()).filter(Boolean);
    const text = control.value.trim();
    if (kind !== "long" || !text) return text;
    // Several lines are a block, which ends with a line break.
    const ends = before ? before.value.endsWith("\n") : text.includes("\n");
    return ends ? `${text}\n` : text;
  }

  // Writing -------------------------------------------------------------------------------------------

  function write(values, scope = root) {
    const known = fieldsOf(scope);
    for (const field of known) writeField(field, values[field.dataset.fdField]);
    const names = new Set(known.map((field) => field.dataset.fdField));
    others.set(scope, Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name) && name !== "accepted")));
  }

  function writeField(field, value) {
    const { fdKind: kind, fdShort: short } = field.dataset;
    misfits.delete(field);
    field.hidden = value === undefined && "fdLater" in field.dataset;
    if (kind === "list") {
      entriesOf(field).forEach((entry) => entry.remove());
      if (Array.isArray(value)) value.forEach((each) => addEntry(field, each));
      else if (value !== undefined) misfits.set(field, value);
      if (!value && "fdRequired" in field.dataset) addEntry(field);
    } else if (kind === "group") {
      writeRecord(field, short, value);
    } else if (kind === "radio" || kind === "verdict") {
      const choices = all("input", field);
      const chosen = choices.find((choice) => choice.value === value);
      if (value && !chosen) misfits.set(field, value);
      (chosen ?? choices.at(-1)).checked = true;
    } else {
      writeControl(field, controlOf(field), kind, value);
    }
  }

  function writeRecord(field, short, value, holder = field) {
    const isMapping = value !== null && typeof value === "object" && !Array.isArray(value);
    mappings[isMapping ? "add" : "delete"](holder);
    if (!isMapping && value !== undefined && !short) misfits.set(field, value);
    write(isMapping ? value : value && short ? { [short]: value } : {}, scopeIn(holder));
  }

  function writeControl(field, control, kind, value) {
    const fits = value === undefined || (kind === "texts" ? Array.isArray(value) && value.every((each) => typeof each === "string") : typeof value === "string");
    if (!fits) misfits.set(field, value);
    control.value = !fits || value === undefined ? "" : kind === "texts" ? value.join("\n") : value;
    if (control.tagName === "SELECT" && fits && value && control.value !== value) misfits.set(field, value);
    loaded.delete(control);
    if (fits && value !== undefined) loaded.set(control, { value, shown: control.value });
  }

  // Entries of lists ----------------------------------------------------------------------------------

  function addEntry(field, value) {
    const template = field.querySelector(":scope > template");
    entries += 1;
    const copy = document.importNode(template.content, true);
    const token = new RegExp(`UID${depthOf(field)}`, "g");
    number(copy, token);
    const entry = copy.firstElementChild;
    field.querySelector(":scope > [data-fd-entries]").append(copy);
    prepare(scopeIn(entry));
    if (typeof value === "string" && !field.dataset.fdShort) misfits.set(field, value);
    writeRecord(field, field.dataset.fdShort, value ?? {}, entry);
    if (value === undefined) mappings.delete(entry);
    rename(field);
    return entry;
  }

  const depthOf = (field) => (field.closest("[data-fd-entry]") ? 1 : 0);

  function number(copy, token) {
    for (const element of all("*", copy)) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes("UID")) element.setAttribute(name, value.replace(token, entries));
      }
      if (element.tagName === "TEMPLATE") number(element.content, token);
    }
  }

  // Names the entries by their places, and offers only moves that are possible.
  function rename(field) {
    const found = entriesOf(field);
    found.forEach((entry, n) => {
      const name = field.dataset.fdEntryName.replace("{number}", n + 1);
      entry.dataset.fdName = name;
      entry.querySelector("legend").textContent = name;
      entry.querySelector("h3").textContent = name;
      for (const button of all(":scope > .fd-entry__head button", entry)) {
        button.querySelector(".fd-sr").textContent = ` ${name}`;
        const to = n + Number(button.dataset.fdMove ?? 0);
        button.hidden = to < 0 || to >= found.length;
      }
    });
  }

  // Optional fields remember that they are hidden without a value.
  function prepare(scope) {
    for (const field of fieldsOf(scope)) {
      if (field.hidden) field.dataset.fdLater = "";
      if (field.dataset.fdKind === "group") prepare(scopeIn(field));
    }
  }

  // What is shown -------------------------------------------------------------------------------------

  const valueOf = (scope, name) => {
    const field = fieldIn(scope, name);
    return field && readField(field);
  };

  // Fields that only some values need, and the buttons for the fields that are still hidden.
  function settle() {
    const name = fieldIn(scopeIn(fieldIn(root, "claimant")), "name");
    const isUnknown = controlOf(name).value.trim().toLowerCase() === "unknown";
    name.querySelector("[data-fd-unknown]").checked = isUnknown;
    if (isUnknown) fieldIn(root, "claimant_note").hidden = false;
    conditional(root, "withdrawn", valueOf(root, "status") === "withdrawn");
    for (const entry of entriesOf(fieldIn(root, "corrections"))) {
      conditional(scopeIn(entry), "previous_verdict", valueOf(scopeIn(entry), "severity") === "verdict");
    }
    for (const button of all("[data-fd-add]", root)) {
      const field = fieldIn(button.closest("[data-fd-scope]"), button.dataset.fdAdd);
      button.hidden = !field.hidden || "fdConditional" in field.dataset;
    }
    for (const count of all("[data-fd-count]", root)) {
      showCount(count, [...controlOf(count.parentElement).value].length);
    }
  }

  function conditional(scope, name, isShown) {
    const field = fieldIn(scope, name);
    field.hidden = !isShown;
    field.dataset.fdConditional = "";
  }

  let showCount = () => {};

  // The element of a field by its path, or the nearest one above it; `entries` are those on the way.
  function find(path) {
    let scope = root;
    let field = null;
    const passed = [];
    for (const step of path) {
      if (typeof step === "number") {
        const entry = field?.dataset.fdKind === "list" ? entriesOf(field)[step] : null;
        if (!entry) break;
        passed.push(entry);
        scope = scopeIn(entry);
      } else {
        const next = scope && fieldIn(scope, step);
        if (!next) break;
        field = next;
        scope = field.dataset.fdKind === "group" ? scopeIn(field) : null;
      }
    }
    const short = field?.dataset.fdKind === "group" && field.dataset.fdShort;
    if (short) field = fieldIn(scopeIn(field), short);
    const last = passed.at(-1);
    return { field: last && field?.contains(last) ? null : field, entry: last ?? null, entries: passed, list: field };
  }

  // Events --------------------------------------------------------------------------------------------

  const focusIn = (element) => all("input, textarea, select", element).find((each) => !each.closest("[hidden]"))?.focus();

  function onClick({ target }) {
    const button = target.closest("button");
    if (!button) return false;
    const { fdMove: move } = button.dataset;
    const entry = button.closest("[data-fd-entry]");
    if (button.parentElement.matches("[data-fd-add]")) {
      const field = fieldIn(button.closest("[data-fd-scope]"), button.parentElement.dataset.fdAdd);
      field.hidden = false;
      if (field.dataset.fdKind === "list" && !entriesOf(field).length) addEntry(field);
      focusIn(field);
    } else if ("fdAnother" in button.dataset) {
      focusIn(addEntry(button.closest("[data-fd-field]")));
    } else if ("fdRemove" in button.dataset) {
      remove(entry);
    } else if (move) {
      const field = entry.parentElement.closest("[data-fd-field]");
      const other = move < 0 ? entry.previousElementSibling : entry.nextElementSibling;
      other[move < 0 ? "before" : "after"](entry);
      rename(field);
      (button.hidden ? entry.querySelector("[data-fd-move]:not([hidden])") : button)?.focus();
    } else {
      return false;
    }
    settle();
    return true;
  }

  function remove(entry) {
    const field = entry.parentElement.closest("[data-fd-field]");
    entry.remove();
    rename(field);
    if (!entriesOf(field).length && "fdLater" in field.dataset) field.hidden = true;
    const scope = field.parentElement.closest("[data-fd-scope]");
    settle();
    (field.hidden ? scope.querySelector(`[data-fd-add="${field.dataset.fdField}"] button`) : field.querySelector(":scope > p > [data-fd-another]"))?.focus();
  }

  function onChange({ target }) {
    const field = target.closest("[data-fd-field]");
    if (field) misfits.delete(field);
    if ("fdUnknown" in target.dataset) {
      const input = field.querySelector("input[type=text]");
      input.value = target.checked ? "unknown" : "";
      if (!target.checked) input.focus();
    }
    settle();
  }

  if (root) prepare(root);
  (globalThis.factdesk ??= {}).form = {
    root, read, write, addEntry, settle, find, fieldIn, fieldsOf, scopeIn, entriesOf, controlOf, focusIn, isEmpty, onClick, onChange,
    countWith: (show) => { showCount = show; },
  };
})();
