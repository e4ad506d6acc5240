// A claim's page without a script is whole; with one, it offers its address and notices the date.
(() => {
  // The review is overdue: the notice is in the page, hidden until its day has passed.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  for (const notice of document.querySelectorAll("[data-fd-due]")) {
    notice.hidden = notice.dataset.fdDue >= today;
  }

  // Copying needs the browser's permission, which pages opened from disk do not have.
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-fd-copy]")) {
    const label = button.textContent;
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href.split("#")[0]);
      button.textContent = button.dataset.fdDone;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
})();
