// The link that editors drag to their bookmarks. Its address is a script with the address of the
// form, which is that of this page, wherever the site is published or previewed.
(() => {
  for (const section of document.querySelectorAll("[data-fd-capture]")) {
    const link = section.querySelector("[data-fd-bookmarklet]");
    const copy = section.querySelector("[data-fd-copy-bookmarklet]");
    const status = section.querySelector("[role=status]");
    const form = new URL(location.pathname, location.origin).href;
    const script = section.dataset.fdCapture.replace("FORM_ADDRESS", () => form);
    // A browser decodes the script, so a percent sign must be encoded.
    link.href = `javascript:${script.replaceAll("%", "%25")}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      status.textContent = status.dataset.fdDragged;
    });
    copy.hidden = !navigator.clipboard;
    copy.addEventListener("click", () => {
      navigator.clipboard.writeText(link.href).then(
        () => { status.textContent = status.dataset.fdCopied; },
        () => { status.textContent = status.dataset.fdFailed; },
      );
    });
    section.hidden = false;
  }
})();
