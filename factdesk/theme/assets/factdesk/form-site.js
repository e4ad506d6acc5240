// The editing form on a published site. There is no server and no token: the file is passed to GitHub in
// a link or through the clipboard, or downloaded.
(() => {
  const { panels, yaml } = factdesk;
  const { make, button, buttons } = panels;
  // Some servers and browsers truncate longer links.
  const LONGEST_LINK = 6000;

  class FormSite {
    constructor(say, page) {
      Object.assign(this, { say, page, hasServer: false });
    }

    async open(slug) {
      try {
        const answer = await fetch(`claims/${encodeURIComponent(slug)}.json`);
        if (!answer.ok) return { status: 404, reason: this.say("claim_missing") };
        const file = await answer.json();
        return { status: 200, fields: file.fields, version: file.version, file };
      } catch {
        return { status: 404, reason: this.say("claim_missing") };
      }
    }

    actions({ save }) {
      const download = button(this.say("download"), () => save("download"), this.page.github ? "fd-button--quiet" : "fd-button");
      const all = this.page.checker && factdesk.checker.isPossible ? [button(this.say("check_all"), () => save("check"))] : [];
      return this.page.github ? [button(this.say("open_github"), () => save("github"), "fd-button"), download, ...all] : [download, ...all];
    }

    // The problems that the program's own checks find in the file, which they may first have to load.
    check({ name, fields, file }) {
      const { text } = file ? yaml.changeFile(file, fields, this.page.orders) : { text: yaml.newFile(fields, this.page.headings) };
      return factdesk.checker.check(text, file ? file.path.split("/").at(-1) : `${name}.yml`);
    }

    // Passes the file with these fields to the target `to`.
    handOver(to, { name, folder, fields, file }, label) {
      const { text, names } = file ? yaml.changeFile(file, fields, this.page.orders) : { text: yaml.newFile(fields, this.page.headings), names: [] };
      const path = file ? file.path : [this.page.folder, folder, `${name}.yml`].filter(Boolean).join("/");
      const link = file ? this.editLink(path) : this.newLink(path, text);
      if (names.length) this.explain(path, text, names.map((each) => [label(each), each in fields ? yaml.newFile({ [each]: fields[each] }, [["", [each]]]).split("\n\n")[1] : ""]), link);
      else if (to === "download") this.download(path, text);
      else if (!file && link.length <= LONGEST_LINK) open(link, "_blank", "noopener");
      else this.twoSteps(path, text, file ? link : this.newLink(path), Boolean(file), fields);
    }

    editLink(path) {
      return this.page.github && this.page.github.edit + path.split("/").map(encodeURIComponent).join("/");
    }

    newLink(path, text) {
      if (!this.page.github) return "";
      const at = path.lastIndexOf("/");
      const folder = this.page.github.new + path.slice(0, at).split("/").map(encodeURIComponent).join("/");
      return `${folder}?filename=${encodeURIComponent(path.slice(at + 1))}${text === undefined ? "" : `&value=${encodeURIComponent(text)}`}`;
    }

    download(path, text) {
      const address = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
      const link = make("a", { href: address, download: path.split("/").at(-1) });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    }

    copyButton(text, quiet) {
      const copy = button(this.say("copy"), async () => {
        try {
          await navigator.clipboard.writeText(text);
          copy.textContent = this.say("copied");
        } catch {
          copy.textContent = this.say("copy_failed");
        }
      }, quiet);
      return copy;
    }

    shown(text) {
      return make("details", { className: "fd-fold" }, make("summary", {}, this.say("show_file")), make("pre", { tabIndex: 0, dir: "ltr" }, text));
    }

    // The issue form for people who do not want to write a file, with known values filled in.
    suggestion({ claim, claimant, appearances = [], sources = [] }) {
      const places = appearances.map(({ url, published_on: day }) => [url, day].filter(Boolean).join(", "));
      const given = { claim, claimant: claimant?.name ?? claimant, appearances: places.join("\n"), evidence: sources.map(({ title, url }) => `${title}: ${url}`).join("\n") };
      return this.page.github.suggest + Object.entries(given).map(([name, value]) => `&${name}=${encodeURIComponent((value ?? "").slice(0, 900))}`).join("");
    }

    outward(text, href, className = "fd-button--quiet") {
      return make("a", { className, href, target: "_blank", rel: "nofollow noopener noreferrer" }, text);
    }

    twoSteps(path, text, link, isEdit, fields) {
      const size = (new Blob([text]).size / 1000).toLocaleString(this.page.language, { maximumFractionDigits: 1 });
      panels.open(
        "handover",
        this.say("two_steps"),
        make("p", {}, isEdit ? this.say("steps_edit") : this.say("steps_long", { size })),
        make(
          "ol",
          { className: "fd-steps" },
          make("li", {}, make("p", {}, make("b", {}, this.say("step_copy")), " ", this.say("step_copy_means")), buttons(this.copyButton(text, "fd-button"))),
          make("li", {}, make("p", {}, make("b", {}, this.say("step_open")), " ", isEdit ? this.say("step_open_edit") : this.say("step_open_new")), buttons(this.outward(this.say("open_github"), link))),
        ),
        this.shown(text),
        this.withoutAccount(path, text, isEdit ? null : fields),
      );
    }

    withoutAccount(path, text, fields) {
      const { contact, github } = this.page;
      return make(
        "p",
        { className: "fd-quiet" },
        `${this.say("account")} `,
        button(this.say("download"), () => this.download(path, text), "fd-link"),
        " ",
        contact ? make("a", { href: contact }, this.say("send")) : null,
        " ",
        fields && github ? this.outward(this.say("suggest"), this.suggestion(fields), "") : null,
      );
    }

    // Fields whose comments the form would remove stay as they are; the editor changes them by hand.
    explain(path, text, changes, link) {
      panels.open(
        "handover",
        this.say("by_hand"),
        make("p", {}, this.say("by_hand_means")),
        ...changes.map(([label, lines]) => make("div", {}, make("h3", {}, label), lines ? make("pre", { tabIndex: 0, dir: "ltr" }, lines) : make("p", {}, this.say("by_hand_remove")), lines ? buttons(this.copyButton(lines, "fd-button--quiet")) : null)),
        make("p", {}, this.say("by_hand_rest")),
        buttons(this.copyButton(text, "fd-button"), link ? this.outward(this.say("open_github"), link) : null, button(this.say("download"), () => this.download(path, text))),
        this.shown(text),
      );
    }
  }

  factdesk.FormSite = FormSite;
})();
