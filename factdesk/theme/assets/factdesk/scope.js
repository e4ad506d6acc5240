// Four names that the theme's bundle expects: where the site begins, and how it keeps a setting
// (light or dark) in the reader's own browser. Must run before the bundle, and not be deferred.
const siteBase = new URL(document.currentScript.dataset.base + "/", location);

var __md_scope = siteBase;

var __md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);

var __md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(scope.pathname + "." + key));
  } catch {
    return null; // storage is switched off, or holds something that we did not write
  }
};

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // Storage is full or switched off: the setting holds for this page only.
  }
};
