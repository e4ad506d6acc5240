// The text of a claim file with YAML errors: when they are corrected, the form shows the fields.
(() => {
  const { panels } = factdesk;
  const { make } = panels;

  // Selects a line of the text and scrolls to it; lines count from 1.
  function goTo(input, line) {
    const lines = input.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    input.focus();
    input.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    input.scrollTop = (input.scrollHeight / lines.length) * Math.max(line - 4, 0);
  }

  // A problem with its line, which is a link into the text.
  const row = (say, input, { line, message, hint, code }) => make(
    "li",
    {},
    make("a", { href: "#fd-text", onclick: (event) => { event.preventDefault(); goTo(input, line); } }, say("line", { n: line })),
    `: ${message} `,
    make("span", { className: "fd-code" }, code),
    make("pre", {}, make("mark", {}, input.value.split("\n")[line - 1] || " ")),
    hint,
  );

  // Shows the text of a file with its problems. `save` receives the text, and returns the preview's response.
  function open(say, answer, { save, onSaved }) {
    const input = make("textarea", { id: "fd-text", className: "fd-text", rows: 24, spellcheck: false, dir: "ltr", wrap: "off" });
    input.value = answer.text;
    const list = make("ul", { className: "fd-text__problems" });
    const state = make("p", {});
    state.setAttribute("role", "status");
    const show = (problems) => list.replaceChildren(...problems.filter(({ severity }) => severity === "error").map((each) => row(say, input, each)));
    const button = panels.button(say("save_text"), async () => {
      button.disabled = true;
      const found = await save({ text: input.value, version: answer.version });
      button.disabled = false;
      if (found.status === 200) {
        panels.close("text");
        onSaved();
        return;
      }
      if (found.problems) show(found.problems);
      state.replaceChildren(found.status === 409 ? say("text_changed") : found.problems ? say("text_still") : say("failed", { reason: found.reason ?? found.status }));
    }, "fd-button");
    panels.open(
      "text",
      say("unreadable"),
      make("p", {}, say("unreadable_means")),
      list,
      make("div", { className: "fd-q" }, make("label", { className: "fd-q__label", htmlFor: "fd-text" }, say("file_text")), input),
      panels.buttons(button),
      state,
    );
    show(answer.problems);
  }

  factdesk.text = { open };
})();
