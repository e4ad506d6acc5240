// Small additions for written pages, after the theme's own script.
(() => {
  // A link to a content tab of a written page opens that tab.
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.name && target.name.startsWith("__tabbed_")) target.checked = true;

  // The navigation on narrow screens: the theme's checkbox, with a button for keyboards.
  const button = document.querySelector("[data-fd-drawer]");
  const drawer = document.getElementById("__drawer");
  if (!button || !drawer) return;
  const open = (isOpen) => {
    drawer.checked = isOpen;
    drawer.dispatchEvent(new Event("change"));
  };
  button.addEventListener("click", () => open(!drawer.checked));
  drawer.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(drawer.checked));
    if (drawer.checked) document.querySelector(".md-sidebar--primary a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    open(false);
    button.focus();
  });
})();
