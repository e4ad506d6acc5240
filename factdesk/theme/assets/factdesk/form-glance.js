// The preview of the editing form: the beginning of the page, and its address.
(() => {
  const { form } = factdesk;

  // Shows the beginning of the page while the user types.
  function show(holder, page, say) {
    const fields = form.read();
    const write = (name, text) => { holder.querySelector(`[data-fd-show=${name}]`).textContent = text ?? ""; };
    write("claim", fields.claim);
    write("claimant", typeof fields.claimant === "object" ? fields.claimant.name : fields.claimant);
    write("summary", fields.summary);
    write("published_on", inWords(String(fields.published_on ?? ""), page.dates));
    write("sources", say("sources", { n: (fields.sources ?? []).length }));
    const chosen = form.fieldIn(form.root, "verdict").querySelector("input:checked");
    holder.querySelector("[data-fd-glance]").className = `fd-glance fd-v${chosen.dataset.fdTone ? ` fd-v--${chosen.dataset.fdTone}` : ""}`;
    const tag = chosen.parentElement.querySelector(".fd-tag");
    holder.querySelector("[data-fd-show=verdict]").replaceChildren(...(tag ? [tag.cloneNode(true)] : []));
  }

  function inWords(text, { days, first }) {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
    const pattern = days[month - 1];
    const written = Number(day) === 1 ? first : first === "01" ? day : Number(day);
    return pattern ? pattern.replace("{d}", written).replace("{y}", year) : text;
  }

  // The address derived from the words of a claim; empty for other scripts.
  function slugOf(claim, { language, reserved }) {
    let text = claim.toLowerCase().normalize("NFC");
    if (language.startsWith("de")) text = text.replace(/[äöü]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue" })[letter]);
    const plain = text.replaceAll("ß", "ss").normalize("NFKD").replace(/[\u0300-\u036f'’‘]/g, "");
    if (/\p{L}/u.test(plain.replace(/[a-z]/g, ""))) return "";
    let slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    if (slug.length > 80) slug = slug.slice(0, 81).replace(/-[^-]*$/, "").slice(0, 80);
    return reserved.includes(slug) ? `claim-${slug}` : slug;
  }

  factdesk.glance = { show, slugOf };
})();
