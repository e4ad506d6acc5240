// Code that must run before the first paint and before the theme's script. Runs right after the button of
// the palette, so it cannot be deferred.

// Four names that the theme's bundle expects: the address of the site, and how a setting (light or
// dark) is stored in the reader's browser.
// On most pages the base has no slash at its end (".."), on the 404 page it has one ("/").
const siteBase = new URL(document.currentScript.dataset.base.replace(/\/*$/, "/"), location);

var __md_scope = siteBase;

var __md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);

var __md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(scope.pathname + "." + key));
  } catch {
    return null; // storage is turned off, or contains another value
  }
};

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // Storage is full or turned off: the setting applies to this page only.
  }
};

var mediaOf = (scheme) => `(prefers-color-scheme: ${scheme === "slate" ? "dark" : "light"})`;

(() => {
  // Light or dark: the reader's stored choice, or else the preference of the system.
  const kept = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const media = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
  const button = document.querySelector("[data-fd-palette]");
  const options = button
    ? JSON.parse(button.dataset.fdPalette).map(([scheme]) => ({ media: mediaOf(scheme), scheme }))
    : [...document.querySelectorAll("[data-md-component=palette] [data-md-color-media]")]
      .map(({ dataset }) => ({ media: dataset.mdColorMedia, scheme: dataset.mdColorScheme }));
  const option = options.find((each) => each.media === media);
  const own = kept && kept.color && kept.color.media !== "(prefers-color-scheme)" ? kept.color : null;
  const scheme = own ? own.scheme : option && option.scheme;
  if (scheme === "default" || scheme === "slate") document.body.dataset.mdColorScheme = scheme;

  // The theme takes every alternate form of a page for a translation, and requests a sitemap next to
  // it. Feeds and data are hidden from it here; feed readers do not run scripts.
  for (const link of document.querySelectorAll("link[rel=alternate][type]")) link.rel = "alternate nofollow";

  // A line that only paper shows: whose page this is, its address, and the day of printing.
  addEventListener("beforeprint", () => {
    const { lang } = document.documentElement;
    // The dates of English pages have the day first.
    const day = new Date().toLocaleDateString(lang === "en" ? "en-GB" : lang || "en-GB", { dateStyle: "long" });
    const name = document.querySelector(".md-header__title span").textContent.trim();
    const line = document.createElement("p");
    line.className = "fd-print";
    line.textContent = [name, document.querySelector("link[rel=canonical]")?.href, day].filter(Boolean).join(" · ");
    document.querySelector(".md-header").after(line);
  }, { once: true });
})();
