// Redirects from a claim's former address and keeps the query and the fragment.
location.replace(document.currentScript.dataset.to + location.search + location.hash);
