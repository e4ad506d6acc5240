// A claim's page is complete without a script; with one, its address can be copied and an overdue review
// is marked.
(() => {
  // The notice that the review is overdue is in the page, hidden until its day has passed.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  for (const notice of document.querySelectorAll("[data-fd-due]")) {
    notice.hidden = notice.dataset.fdDue >= today;
  }

  // Pages opened from a disk may not write to the clipboard.
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
