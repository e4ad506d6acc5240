// Light or dark, before the first paint: what the reader chose here before, or else what the system prefers.
// Runs right after the palette's form, and must not be deferred.
(() => {
  const kept = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const media = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
  const option = document.querySelector(`[data-md-component=palette] [data-md-color-media="${media}"]`);
  const own = kept && kept.color && kept.color.media !== "(prefers-color-scheme)" ? kept.color : null;
  const scheme = own ? own.scheme : option && option.dataset.mdColorScheme;
  if (scheme === "default" || scheme === "slate") document.body.dataset.mdColorScheme = scheme;
})();
