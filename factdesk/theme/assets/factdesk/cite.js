// Buttons that copy the citations. Without a script or access to the clipboard, the reference can be
// selected and the files can be saved.
(() => {
  const cite = document.querySelector("[data-fd-cite]");
  if (!cite || !navigator.clipboard) return;
  const { copy, copied } = cite.dataset;

  const copyButton = (name, text) => {
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

  const files = cite.querySelector("ul");
  for (const file of files.querySelectorAll("a")) {
    const text = decodeURIComponent(file.href.slice(file.href.indexOf(",") + 1));
    file.after(" ", copyButton(file.textContent, text));
  }
  const first = document.createElement("li");
  first.append(copyButton("", cite.querySelector("pre").textContent));
  files.prepend(first);
})();
