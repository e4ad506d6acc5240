// Beside each citation a button that copies it. Without a script, or on a page that may not write to
// the clipboard, the reference can be selected and the files can be saved.
(() => {
  if (!navigator.clipboard) return;
  const fold = document.querySelector("[data-fd-cite]");
  if (!fold) return;
  const textOf = (element) =>
    element.href ? decodeURIComponent(element.href.slice(element.href.indexOf(",") + 1)) : element.textContent;
  for (const element of fold.querySelectorAll("pre, a[download]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fd-copy";
    button.textContent = fold.dataset.copy;
    if (element.href) button.setAttribute("aria-label", `${fold.dataset.copy}: ${element.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(textOf(element));
      button.textContent = fold.dataset.copied;
      setTimeout(() => { button.textContent = fold.dataset.copy; }, 2000);
    });
    element.after(" ", button);
  }
})();
