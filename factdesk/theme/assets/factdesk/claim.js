// A claim's page is complete without a script; with one, its address can be copied and shared, and an
// overdue review is marked.
(() => {
  // The notice that the review is overdue is in the page, hidden until its day has passed.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  for (const notice of document.querySelectorAll("[data-fd-due]")) {
    notice.hidden = notice.dataset.fdDue >= today;
  }

  // A link to a folded source or section opens it. Newer browsers do so themselves.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target?.matches("details")) target.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  if (location.hash.length > 1) unfold();

  // What is folded is printed; newer browsers do so by the style sheet.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".fd-rest:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });

  for (const button of navigator.share ? document.querySelectorAll("[data-fd-share]") : []) {
    button.closest("[hidden]").hidden = false;
    // The reader may close the sheet, which is no failure.
    button.addEventListener("click", () => navigator.share({ title: document.title, url: location.href.split("#")[0] }).catch(() => {}));
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
