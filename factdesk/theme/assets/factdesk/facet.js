// One facet of the explorer: its values with their counts. A long facet shows its most frequent
// values; it can be opened, and then its values can be searched.
(() => {
  const { words } = factdesk;

  const SHORT = 8; // values of a collapsed long facet
  const MOST = 200; // values of an expanded long facet

  class Facet {
    // `wording` are the texts of the page; `onOpen` is called when the facet is opened, closed or searched.
    constructor(box, wording, onOpen) {
      this.box = box;
      this.name = box.dataset.fdFacet;
      this.isLong = "fdLong" in box.dataset;
      this.keepsOrder = box.dataset.fdLong === "ordered";
      this.wording = wording;
      this.onOpen = onOpen;
      this.body = box.querySelector("[data-fd-values]");
      this.labels = new Map([...this.body.children].map((each) => [each.querySelector("input").value, each]));
      this.search = null;
      if (!this.isLong) return;
      this.rest = box.querySelector("p");
      this.opener = box.querySelector("button");
      this.opener.onclick = () => this.toggle();
    }

    // `facet` is the data, `counts` the results of its values, `chosen` the selected slugs.
    draw(facet, counts, chosen) {
      const places = this.isLong
        ? this.shownPlaces(facet, counts, chosen)
        : facet.values.map((_, place) => place);
      const drawn = places.map((place) => this.drawValue(facet.values[place], counts[place], chosen));
      // Elements are kept where possible, since the focus may be on one.
      const before = [...this.body.children];
      const isSame = drawn.length === before.length && drawn.every((each, n) => each === before[n]);
      if (!isSame) this.body.replaceChildren(...drawn);
    }

    shownPlaces({ values, placesWith }, counts, chosen) {
      const isChosen = (place) => chosen.has(values[place][0]);
      const sought = words.searchable(this.search?.value ?? "");
      const all = sought ? placesWith(sought) : values.map((_, place) => place);
      const fitting = all.filter((place) => counts[place] || isChosen(place));
      if (!this.keepsOrder) fitting.sort((a, b) => counts[b] - counts[a] || a - b);
      const limit = this.search ? MOST : SHORT;
      const shown = fitting.filter((place, rank) => rank < limit || isChosen(place));
      this.drawOpener(fitting.length - shown.length);
      return shown;
    }

    drawValue([slug, label], count, chosen) {
      if (!this.labels.has(slug)) this.labels.set(slug, this.addValue(slug, label));
      const drawn = this.labels.get(slug);
      const input = drawn.querySelector("input");
      const isNone = !count && !chosen.has(slug);
      input.checked = chosen.has(slug);
      input.disabled = isNone && input !== document.activeElement;
      drawn.classList.toggle("fd-facet--none", isNone);
      drawn.querySelector(".fd-num").textContent = this.wording.number(count);
      return drawn;
    }

    addValue(slug, label) {
      const drawn = this.box.querySelector("template").content.firstElementChild.cloneNode(true);
      Object.assign(drawn.querySelector("input"), { name: this.name, value: slug });
      drawn.querySelector("bdi").textContent = label;
      return drawn;
    }

    drawOpener(left) {
      const { say } = this.wording;
      this.opener.hidden = !this.search && !left;
      this.opener.textContent = this.search ? say("fewer") : say("more_values", { n: left });
      this.opener.setAttribute("aria-expanded", String(Boolean(this.search)));
      this.rest.textContent = this.search && left ? say("narrow_values", { n: left }) : "";
    }

    toggle() {
      if (this.search) {
        this.search.remove();
        this.search = null;
      } else {
        const facet = this.box.querySelector("legend").textContent;
        const title = this.wording.say("find_values", { facet });
        this.search = Object.assign(document.createElement("input"), {
          type: "search", className: "fd-facet__find", autocomplete: "off", placeholder: title,
        });
        this.search.setAttribute("aria-label", title);
        this.search.oninput = this.onOpen;
        // Otherwise Enter would press the button of the form.
        this.search.onkeydown = (event) => event.key === "Enter" && event.preventDefault();
        this.body.before(this.search);
        this.search.focus();
      }
      this.onOpen();
    }
  }

  factdesk.Facet = Facet;
})();
