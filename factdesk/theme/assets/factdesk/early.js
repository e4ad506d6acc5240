// What must be done before the first paint and before the theme's script. Runs right after the form of
// the palette, so it cannot be deferred.
(() => {
  // Light or dark: the reader's stored choice, or else the preference of the system.
  const kept = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const media = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
  const option = document.querySelector(`[data-md-component=palette] [data-md-color-media="${media}"]`);
  const own = kept && kept.color && kept.color.media !== "(prefers-color-scheme)" ? kept.color : null;
  const scheme = own ? own.scheme : option && option.dataset.mdColorScheme;
  if (scheme === "default" || scheme === "slate") document.body.dataset.mdColorScheme = scheme;

  // The theme takes every alternate form of a page for a translation, and requests a sitemap next to
  // it. Feeds and data are hidden from it here; feed readers do not run scripts.
  for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.rel = "alternate nofollow";
})();
