// Small additions for every page, after the theme's own script.
(() => {
  // A link to a content tab of a written page opens that tab.
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.name && target.name.startsWith("__tabbed_")) target.checked = true;
})();
