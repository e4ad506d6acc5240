// What must be settled before the first paint and before the theme's script. Runs right after the
// palette's form, and must not be deferred.
(() => {
  // Light or dark: what the reader chose here before, or else what the system prefers.
  const kept = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const media = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
  const option = document.querySelector(`[data-md-component=palette] [data-md-color-media="${media}"]`);
  const own = kept && kept.color && kept.color.media !== "(prefers-color-scheme)" ? kept.color : null;
  const scheme = own ? own.scheme : option && option.dataset.mdColorScheme;
  if (scheme === "default" || scheme === "slate") document.body.dataset.mdColorScheme = scheme;

  // The theme takes every alternate form of a page for a translation, and asks beside it for the
  // map of a site. Feeds and data have told their readers by now; the theme need not see them.
  for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.rel = "alternate nofollow";
})();
