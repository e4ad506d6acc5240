// The header of pages without the theme's script: the button for light and dark, and the title, which
// replaces the name of the site while the heading is out of sight.
(() => {
  const button = document.querySelector("[data-fd-palette]");
  if (button) {
    const options = JSON.parse(button.dataset.fdPalette);
    const current = () => Math.max(options.findIndex(([scheme]) => scheme === document.body.dataset.mdColorScheme), 0);
    const label = () => {
      button.title = options[current()].at(-1);
      button.setAttribute("aria-label", button.title);
    };
    button.addEventListener("click", () => {
      const index = (current() + 1) % options.length;
      const [scheme] = options[index];
      document.body.dataset.mdColorScheme = scheme;
      // Stored as the theme's script stores it, which reads it on the written pages.
      __md_set("__palette", { index, color: { media: mediaOf(scheme), scheme } });
      label();
    });
    label();
  }

  // The title of the page, which begins with the verdict, without the name of the site.
  const title = document.querySelector(".md-header__title");
  const heading = document.querySelector("h1");
  if (!title || !heading) return;
  const header = title.closest("header");
  const [name] = title.children;
  const topic = document.createElement("span");
  topic.textContent = document.title.replace(` - ${name.textContent}`, "");
  topic.setAttribute("aria-hidden", "true");
  name.after(topic);
  new IntersectionObserver(([entry]) => {
    const isAbove = !entry.isIntersecting && entry.boundingClientRect.top < header.offsetHeight;
    title.classList.toggle("md-header__title--active", isAbove);
  }, { rootMargin: `-${header.offsetHeight}px 0px 0px` }).observe(heading);
})();
