/* Enhancements only: without this file every link still leads to a page that shows the same. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* The wrappers of partials/javascripts/search.html are needed while Material starts, not longer. */
  window.__pf_restore?.();

  /* Filter: chips `data-pf-facet="niche:energy"` choose among items `data-pf-facets="niche:energy year:2025"`.
     One value a facet; facets combine; the choice stands in the address as ?niche=energy&year=2025.
     Of a long list only the first are shown, until `all` stands there too. */
  function startFilter(bar) {
    const root = bar.closest("article") ?? document;
    const items = all("[data-pf-facets]", root).map((element) => ({
      element,
      facets: new Set(element.dataset.pfFacets.split(" ")),
    }));
    const chips = all("[data-pf-facet]", bar).map((element) => {
      const value = element.dataset.pfFacet;
      return { element, value, facet: value.slice(0, value.indexOf(":")), count: element.querySelector("small") };
    });
    const groups = all("[data-pf-group]", root).map((element) => ({ element, items: all("[data-pf-facets]", element) }));
    const clears = all("[data-pf-clear]", root);
    const nothing = all("[data-pf-none]", root);
    const rest = root.querySelector("[data-pf-rest]");
    const count = root.querySelector("[data-pf-count]");
    const resting = count?.innerHTML;
    const words = JSON.parse(count?.dataset.pfCount || "{}");
    const plural = new Intl.PluralRules(document.documentElement.lang || "en");

    const read = () => {
      const asked = new URLSearchParams(location.search);
      const chosen = new Map();
      for (const { facet, value } of chips) if (`${facet}:${asked.get(facet)}` === value) chosen.set(facet, value);
      return chosen;
    };

    const fits = (item, chosen, except) => {
      for (const [facet, value] of chosen) if (facet !== except && !item.facets.has(value)) return false;
      return true;
    };

    const show = (chosen) => {
      const isWhole = !rest || new URLSearchParams(location.search).has("all");
      const most = isWhole ? items.length : Number(rest.dataset.pfRest);
      let shown = 0;
      for (const item of items) {
        const visible = fits(item, chosen);
        shown += visible;
        item.element.hidden = !visible || shown > most;
      }
      if (rest) {
        rest.hidden = shown <= most;
        rest.querySelector("small").textContent = shown;
      }
      for (const group of groups) group.element.hidden = group.items.every((item) => item.hidden);
      for (const { element, value, facet, count: number } of chips) {
        const left = items.filter((item) => item.facets.has(value) && fits(item, chosen, facet)).length;
        if (number) number.textContent = left;
        element.classList.toggle("pf-chip--none", left === 0);
        if (chosen.get(facet) === value) element.setAttribute("aria-current", "true");
        else element.removeAttribute("aria-current");
      }
      for (const clear of clears) {
        if (!clear.classList.contains("pf-chip")) clear.hidden = chosen.size === 0;
        else if (chosen.size === 0) clear.setAttribute("aria-current", "true");
        else clear.removeAttribute("aria-current");
      }
      for (const note of nothing) note.hidden = shown > 0;
      if (!count) return;
      const text = words[plural.select(shown)] ?? words.other;
      if (chosen.size === 0 || !text) count.innerHTML = resting;
      else count.textContent = text.replace("{n}", shown).replace("{total}", items.length);
    };

    const choose = (chosen) => {
      const address = new URL(location.href);
      address.searchParams.delete("all");
      for (const { facet } of chips) address.searchParams.delete(facet);
      for (const [facet, value] of chosen) address.searchParams.set(facet, value.slice(facet.length + 1));
      if (address.href !== location.href) history.pushState(null, "", address);
      show(chosen);
    };

    root.addEventListener("click", (event) => {
      /* A click that asks for a new tab or window stays a plain link. */
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest("[data-pf-facet], [data-pf-clear], [data-pf-rest]");
      if (!link) return;
      event.preventDefault();
      if (link === rest) {
        const next = items.find((item) => item.element.hidden && fits(item, read()));
        const address = new URL(location.href);
        address.searchParams.set("all", "");
        history.pushState(null, "", address);
        show(read());
        return next?.element.querySelector("a").focus();
      }
      if (link.matches("[data-pf-clear]")) {
        if (link.closest("[data-pf-none]") || !link.classList.contains("pf-chip")) chips[0]?.element.focus();
        return choose(new Map());
      }
      const { facet, value } = chips.find((chip) => chip.element === link);
      const chosen = read();
      if (chosen.get(facet) === value) chosen.delete(facet);
      else chosen.set(facet, value);
      choose(chosen);
    });
    addEventListener("popstate", () => show(read()));
    if (rest || read().size) show(read());
  }

  /* Notebooks: one button opens or folds all code of the notebook it stands in. */
  function startCodeButton(button) {
    const blocks = all("details.pf-code", button.closest(".pf-nb") ?? document);
    const label = () => {
      button.textContent = blocks.every((block) => block.open) ? button.dataset.pfHide : button.dataset.pfShow;
    };
    button.addEventListener("click", () => {
      const open = !blocks.every((block) => block.open);
      for (const block of blocks) block.open = open;
      label();
    });
    for (const block of blocks) block.addEventListener("toggle", label);
    button.hidden = blocks.length === 0;
    label();
  }

  /* The drawer's button is a label, which the keyboard cannot reach: a true button takes its place. */
  function startMenu(label) {
    const toggle = document.getElementById(label.htmlFor);
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.title = label.title;
    button.dataset.pfMenu = "";
    button.dataset.pfReady = "true";
    button.append(...label.childNodes);
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", toggle.checked);
    button.addEventListener("click", (event) => {
      toggle.click();
      /* Only a key press has no detail; a finger needs no focus ring. */
      if (toggle.checked && event.detail === 0) document.querySelector(".md-nav--primary a")?.focus();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      toggle.click();
      button.focus();
    });
    /* A link to a place on this page loads nothing that would close the drawer. */
    document.querySelector(".md-nav--primary")?.addEventListener("click", (event) => {
      if (toggle.checked && event.target.closest("a")) toggle.click();
    });
    toggle.addEventListener("change", tell);
    tell();
  }

  /* Copy buttons: `data-pf-copy` holds the text, where it is not what stands above, and
     `data-pf-copied` the word shown afterwards. */
  function startCopyButton(button) {
    if (!navigator.clipboard) return;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.pfCopy || button.closest("div").querySelector("pre").textContent);
      button.textContent = button.dataset.pfCopied || label;
      setTimeout(() => (button.textContent = label), 2000);
    });
  }

  /* Cells far down are laid out a few at a time, once the page is there (cells.css): all at once keep a
     phone busy for half a second. Who goes to a place on this page, or comes back to one, needs to know
     how tall they are. */
  function layOut() {
    const part = document.querySelector(".pf-later");
    if (!part) return;
    part.classList.remove("pf-later");
    requestAnimationFrame(() => setTimeout(layOut));
  }

  function layOutAll() {
    const later = all(".pf-later");
    for (const part of later) part.classList.remove("pf-later");
    return later.length > 0;
  }

  function findPlace() {
    const [visit] = performance.getEntriesByType("navigation");
    if (!location.hash && visit?.type === "navigate") return;
    if (layOutAll()) document.querySelector(":target")?.scrollIntoView();
  }

  addEventListener("click", ({ target }) => target.closest?.("a[href*='#']") && layOutAll(), true);
  addEventListener("load", () => setTimeout(layOut));

  /* On paper a proof is worth its address: print.css writes it after the link, the first time it
     is named. It is the one the page will have, also when printed from `mkdocs serve`. */
  function noteAddresses() {
    const here = document.querySelector("link[rel=canonical]")?.href || location.href;
    const named = new Set([here.split("#")[0]]);
    const links = ".pf-header .pf-mark, .pf-card :is(h2, h3) a, .pf-proof a, .pf-band .pf-btn";
    for (const link of all(links)) {
      const [address] = new URL(link.getAttribute("href"), here).href.split("#");
      /* A strip is narrow, and what it names stands below again. */
      if (named.has(address) || link.closest(".pf-strip")) continue;
      named.add(address);
      link.dataset.pfAddress = address.replace(/^https?:\/\/|\/$/g, "");
    }
  }

  function start() {
    const begin = (selector, action) => {
      for (const element of all(selector)) {
        if (element.dataset.pfReady) continue;
        element.dataset.pfReady = "true";
        action(element);
      }
    };
    begin("[data-pf-filter]", startFilter);
    begin("[data-pf-code]", startCodeButton);
    begin("[data-pf-menu]", startMenu);
    begin("[data-pf-copy]", startCopyButton);
    noteAddresses();
    findPlace();
    /* A page that Material has put in the place of another is there already. */
    if (document.readyState === "complete") layOut();
    const mend = () => begin("nav.md-code__nav", (nav) => nav.setAttribute("role", "presentation"));
    mend();
    const article = document.querySelector("article");
    if (article) new MutationObserver(mend).observe(article, { childList: true, subtree: true });
  }

  /* With Material's instant navigation a page arrives without a load: document$ tells of each. */
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
