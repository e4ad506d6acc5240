// Four names that the theme's bundle expects: the address of the site, and how a setting (light or
// dark) is stored in the reader's browser. Must run before the bundle, so it cannot be deferred.
// On most pages the base has no slash at its end (".."), on the 404 page it has one ("/").
const siteBase = new URL(document.currentScript.dataset.base.replace(/\/*$/, "/"), location);

var __md_scope = siteBase;

var __md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);

var __md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(scope.pathname + "." + key));
  } catch {
    return null; // storage is switched off, or has a value that is not ours
  }
};

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // Storage is full or switched off: the setting holds for this page only.
  }
};
