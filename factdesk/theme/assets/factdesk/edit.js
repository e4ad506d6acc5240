// The editing form: opens a claim, keeps drafts, checks and saves. The parts are in form*.js.
(() => {
  const holder = document.querySelector("[data-fd-edit]");
  if (!holder) return;
  const { form, panels, data, glance, Problems, FormServe, FormSite } = factdesk;
  const page = JSON.parse(holder.querySelector("[data-fd-page]").textContent);
  const { say } = data.wording(page);
  const part = (name) => holder.querySelector(`[data-fd-${name}]`);
  const problems = new Problems({ say, language: page.language, required: page.required });
  const place = page.mode === "serve" ? new FormServe(say) : new FormSite(say, page);
  const slugInput = document.getElementById("fd-slug");
  const folderInput = document.getElementById("fd-folder");

  // The claim in the form: its slug, null for a new one; its fields as loaded; the version of its file.
  let claim = { slug: null, fields: {}, version: null };
  let timer = 0;
  let isCorrected = false;
  let isBusy = false;

  const now = () => new Date().toLocaleTimeString(page.language, { hour: "2-digit", minute: "2-digit" });
  const today = () => {
    const date = new Date();
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };

  // The state of the form as fields, with the accepted warnings.
  function values() {
    const fields = form.read();
    if (fields.status === "published" && claim.fields.status === undefined) delete fields.status;
    if (fields.status === "explained") delete fields.verdict;
    const accepted = [...problems.accepted].map(([check, reason]) => ({ check, ...(reason.trim() && { reason: reason.trim() }) }));
    if (accepted.length) fields.accepted = accepted;
    return fields;
  }

  function fill(fields) {
    problems.clear();
    const accepted = Array.isArray(fields.accepted) ? fields.accepted : [];
    problems.accepted = new Map(accepted.map(({ check, reason }) => [String(check), String(reason ?? "")]));
    form.write(fields);
    form.settle();
    problems.show([], { loudly: false });
    show();
  }

  // Drafts ------------------------------------------------------------------------------------------------

  const draftKey = () => `factdesk-draft ${location.pathname} ${claim.slug ?? ""}`;

  function readDraft() {
    try {
      return JSON.parse(localStorage.getItem(draftKey()));
    } catch {
      return null;
    }
  }

  function keepDraft() {
    const draft = { at: Date.now(), version: claim.version, fields: values(), slug: slugInput.value, folder: folderInput.value };
    try {
      localStorage.setItem(draftKey(), JSON.stringify(draft));
      setState([bold(say("draft_kept", { time: now() }))]);
    } catch {
      setState([bold(say("draft_lost"))]);
    }
  }

  const dropDraft = () => {
    clearTimeout(timer);
    localStorage.removeItem(draftKey());
  };

  function offerDraft() {
    const draft = readDraft();
    if (!draft?.fields || panels.same(draft.fields, claim.fields)) return;
    const isNew = claim.slug === null;
    panels.offerDraft(say, {
      isNew,
      time: new Date(draft.at).toLocaleString(page.language, { dateStyle: "long", timeStyle: "short" }),
      state: isNew ? "only" : draft.version === claim.version ? "same" : "older",
      onDraft: () => {
        fill(draft.fields);
        if (isNew) [slugInput.value, folderInput.value] = [draft.slug ?? "", draft.folder ?? ""];
        // Saving compares with the file from which the draft was made.
        if (!isNew) claim.version = draft.version;
      },
      onFile: () => {},
      onDelete: dropDraft,
    });
  }

  // The page around the form --------------------------------------------------------------------------------

  const bold = (text) => panels.make("b", {}, text);
  const setState = (children) => part("state").replaceChildren(...children.map((child) => panels.make("span", {}, child)));
  const show = () => glance.show(holder, page, say);

  function suggestSlug() {
    if (claim.slug === null && !slugInput.dataset.fdTyped) slugInput.value = glance.slugOf(String(form.read().claim ?? ""), page);
  }

  // A verdict that differs from the published one opens a correction.
  function correct() {
    const before = claim.fields.verdict;
    const isPublished = ["published", "withdrawn"].includes(claim.fields.status ?? "published");
    const verdict = form.read().verdict;
    if (claim.slug === null || isCorrected || !isPublished || !before || !verdict || verdict === before) return;
    isCorrected = true;
    const field = form.fieldIn(form.root, "corrections");
    field.hidden = false;
    form.addEntry(field, { made_on: today(), severity: "verdict", previous_verdict: before });
    form.settle();
  }

  function markPublished() {
    const published = claim.slug !== null && claim.fields.verdict;
    const choice = [...holder.querySelectorAll("input[data-fd-tone]")].find(({ value }) => value === published);
    choice?.parentElement.querySelector("small").append(panels.make("span", { className: "fd-choice__was" }, say("published_verdict")));
  }

  // Saving ------------------------------------------------------------------------------------------------

  function report(found) {
    const counts = problems.show(found);
    if (counts.errors || counts.warnings) {
      const link = panels.make("a", { href: "#fd-problems-title", onclick: toSummary }, say("show_them"));
      setState([bold(`${problems.words(counts)}: `), counts.errors ? say("blocked") : say("warned"), link]);
    }
    if (counts.errors) toSummary();
    return counts;
  }

  function toSummary(event) {
    event?.preventDefault();
    problems.summary.focus({ preventScroll: true });
    problems.summary.scrollIntoView({ block: "start" });
  }

  async function save({ to, fields = values(), version = claim.version } = {}) {
    if (isBusy) return;
    const own = problems.check(fields);
    if (claim.slug === null && slugInput.value && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slugInput.value)) own.push(problems.problem(["slug"], say("check_slug"), "FD010"));
    if (!place.hasServer) {
      if (claim.slug === null && !slugInput.value) own.push(problems.problem(["slug"], say("check_missing"), "FD010"));
      const file = { name: slugInput.value, folder: folderInput.value, fields, file: claim.file };
      if (report(own).errors) return;
      if (to === "check") await checkAll(own, file);
      else place.handOver(to, file, label);
      return;
    }
    isBusy = true;
    setState([say("saving")]);
    const answer = await place.save({ slug: claim.slug, name: slugInput.value, folder: folderInput.value, version, fields });
    isBusy = false;
    if (answer.problems) answer.problems = problems.merge(own, answer.problems);
    if (answer.status === 200) saved(answer, fields);
    else if (answer.status === 409) decide(answer, fields);
    else if (answer.problems) report(answer.problems);
    else setState([bold(say("failed", { reason: answer.reason ?? answer.status }))]);
  }

  async function checkAll(own, file) {
    isBusy = true;
    const isLoaded = factdesk.checker.isLoaded();
    setState([say(isLoaded ? "checking_all" : "loading_checks")]);
    try {
      const counts = report(problems.merge(own, await place.check(file)));
      if (!counts.errors && !counts.warnings) setState([bold(say("no_problems"))]);
    } catch {
      setState([bold(say("checks_failed"))]);
    }
    isBusy = false;
  }

  function saved(answer, fields) {
    dropDraft();
    claim = { slug: answer.slug, fields, version: answer.version };
    isCorrected = false;
    openAs(answer.slug, fields.claim);
    const counts = report(answer.problems);
    const open = panels.make("a", { href: page.open.replace("{slug}", answer.slug) }, say("open_page"));
    setState([bold(say("saved", { time: now() })), say("saved_shown"), open, counts.warnings ? `${problems.words(counts)}: ${say("warned")}` : ""]);
  }

  function decide(answer, fields) {
    keepDraft();
    if (!answer.fields) {
      panels.open("conflict", say("no_file"), panels.make("p", {}, say("deleted")), panels.buttons(panels.button(say("as_new"), () => {
        slugInput.value = claim.slug;
        claim = { slug: null, fields: {}, version: null };
        openAs(null);
        panels.close("conflict");
      })));
      return;
    }
    const time = new Date(answer.changed_at * 1000).toLocaleTimeString(page.language, { hour: "2-digit", minute: "2-digit" });
    panels.offerChoices(say, {
      base: claim.fields, yours: fields, theirs: answer.fields, time, label, entryName,
      onSave: (merged) => {
        claim = { ...claim, fields: answer.fields, version: answer.version };
        fill(merged);
        save();
      },
      onClose: () => part("state").replaceChildren(),
    });
  }

  const label = (name, scope = form.root) => form.fieldIn(scope, name)?.querySelector(".fd-q__label, legend")?.firstChild.textContent.trim() ?? name;
  const entryName = (name, n) => form.fieldIn(form.root, name).dataset.fdEntryName.replace("{number}", n + 1);

  // Opening -----------------------------------------------------------------------------------------------

  function openAs(slug, text) {
    for (const title of holder.querySelectorAll("[data-fd-title]")) title.textContent = slug === null ? say("new") : title.tagName === "LI" ? say("edit_short") : say("edit");
    part("intro").hidden = slug !== null;
    part("claim").hidden = slug === null;
    part("place").hidden = slug !== null;
    if (slug !== null) {
      part("claim").firstElementChild.textContent = text;
      part("claim").firstElementChild.href = page.open.replace("{slug}", slug);
      history.replaceState(null, "", `?claim=${slug}`);
    }
    markPublished();
  }

  // The parameters of the address: a claim and, after "#", which browsers never send, a token and a source.
  function asked() {
    const pairs = `#claim=${new URLSearchParams(location.search).get("claim") ?? ""}&${location.hash.slice(1)}`.slice(1).split("&").map((each) => [each.split("=")[0], each.slice(each.indexOf("=") + 1)]);
    return Object.fromEntries(pairs.map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, ""];
      }
    }));
  }

  async function start() {
    const { claim: slug, token, source } = asked();
    place.takeToken?.(token);
    history.replaceState(null, "", slug ? `?claim=${slug}` : location.pathname);
    part("actions").append(...place.actions({ save: (to) => save({ to }), saveDraft }));
    if (slug) {
      const answer = await place.open(slug);
      if (answer.status !== 200) return answer.status === 403 || refuse(slug, answer);
      claim = { slug, fields: answer.fields, version: answer.version, file: answer.file };
      fill(answer.fields);
      openAs(slug, answer.fields.claim);
    } else {
      claim.fields = { published_on: today() };
      fill(claim.fields);
      openAs(null);
    }
    part("body").hidden = false;
    offerDraft();
    if (source !== undefined) panels.offerSource(say, source, { language: page.language, label: (name) => label(name, sourceScope()), onDone: changed });
  }

  // If the fields of a claim cannot be shown, its text is, if the preview can read it.
  function refuse(slug, answer) {
    openAs(slug, slug);
    if (answer.text === undefined) return panels.open("missing", say("no_file"), panels.make("p", {}, answer.reason ?? ""));
    return factdesk.text.open(say, answer, { save: (body) => place.saveText({ slug, ...body }), onSaved: () => location.reload() });
  }

  const sourceScope = () => form.scopeIn(form.entriesOf(form.fieldIn(form.root, "sources"))[0]);

  function saveDraft() {
    form.fieldIn(form.root, "status").hidden = false;
    form.controlOf(form.fieldIn(form.root, "status")).value = "draft";
    form.settle();
    save();
  }

  function changed() {
    show();
    suggestSlug();
    clearTimeout(timer);
    timer = setTimeout(keepDraft, 600);
  }

  // Screen readers announce the count after a pause, not at each key.
  const pauses = new WeakMap();
  form.countWith((count, length) => {
    const max = Number(count.dataset.fdCount);
    const text = length > max ? say("over", { n: length - max }) : say("left", { n: max - length, max });
    clearTimeout(pauses.get(count));
    if (text !== count.textContent) pauses.set(count, setTimeout(() => { count.textContent = text; }, count.textContent ? 400 : 0));
  });
  const fields = part("form");
  fields.addEventListener("submit", (event) => event.preventDefault());
  fields.addEventListener("click", (event) => form.onClick(event) && changed());
  fields.addEventListener("change", form.onChange);
  fields.addEventListener("change", correct);
  fields.addEventListener("input", form.settle);
  fields.addEventListener("input", changed);
  slugInput.addEventListener("input", () => { slugInput.dataset.fdTyped = slugInput.value; });
  addEventListener("hashchange", () => location.reload());
  start();
})();
