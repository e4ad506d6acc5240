// The editing form in a preview: files are opened, checked and saved by the preview's own server.
(() => {
  const KEY = "factdesk-token";
  const { panels } = factdesk;

  class Serve {
    constructor(say) {
      this.say = say;
      this.hasServer = true;
    }

    // The address that the command printed contains a token, which this browser stores for this preview.
    takeToken(token) {
      if (token) localStorage.setItem(KEY, token);
    }

    async ask(name, body) {
      let answer;
      try {
        answer = await fetch(`api/${name}`, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Factdesk-Token": localStorage.getItem(KEY) ?? "" },
          body: JSON.stringify(body),
        });
      } catch {
        return { status: 0, reason: this.say("no_answer") };
      }
      const value = await answer.json().catch(() => ({}));
      if (answer.status === 403) this.explain();
      return { ...value, status: answer.status };
    }

    explain() {
      panels.open("access", this.say("no_access"), panels.make("p", {}, this.say("no_access_means")));
    }

    open(slug) {
      return this.ask("open", { slug });
    }

    save(request) {
      return this.ask("save", request);
    }

    saveText(request) {
      return this.ask("save-text", request);
    }

    actions({ save, saveDraft }) {
      return [panels.button(this.say("save"), () => save(), "fd-button"), panels.button(this.say("save_draft"), saveDraft)];
    }
  }

  factdesk.FormServe = Serve;
})();
