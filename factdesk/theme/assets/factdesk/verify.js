// Buttons that copy a command. Without JavaScript or access to the clipboard, the text can be selected.
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-fd-copy-of]")) {
    const label = button.firstChild;
    const before = label.data;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.fdCopyOf).textContent);
      label.data = button.dataset.fdDone;
      setTimeout(() => { label.data = before; }, 2000);
    });
  }
})();
