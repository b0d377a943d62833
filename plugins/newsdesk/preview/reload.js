// Preview only: renews the page after a good build, shows what is wrong after a bad one, and lists beside the page
// what an editor should look at: warnings for its file, and proposals that nobody has accepted. Never published.
(() => {
  "use strict";
  const own = document.currentScript;
  const { base = "" } = own.dataset;
  let shown = own.dataset.generation;
  let known = ""; // the body that was exchanged last, as it came
  const here = decodeURI(location.pathname).slice(base.length).replace(/index\.html$/, "");
  let events = null;
  let overlay = null;
  let panel = null;

  // Proposals as they stand on the page, each with what it proposes.
  const proposals = () => {
    const what = (element) => {
      if (element.matches("figure")) return "Quotation";
      if (element.matches(".said")) return "Words of a person";
      if (element.matches(".told-proposed, .entry *")) return "Event";
      return "Link";
    };
    return [...document.querySelectorAll("main [data-proposed], main .told-proposed")].map((element) => {
      const told = element.matches(".told-proposed") ? element.closest("li") : element;
      const words = told.textContent.replace(/\s+/g, " ").trim();
      return { element: told, text: `${what(element)}: ${words.length > 90 ? `${words.slice(0, 89)}…` : words}` };
    });
  };

  const line = (text, target) => {
    const item = document.createElement("li");
    item.style.marginBlockStart = "0.5rem";
    if (!target) {
      item.textContent = text;
      return item;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    Object.assign(button.style, {
      font: "inherit", color: "inherit", background: "none", border: "0", padding: "0", textAlign: "start",
      textDecoration: "underline", cursor: "pointer", minBlockSize: "24px",
    });
    button.addEventListener("click", () => {
      target.scrollIntoView({ block: "center" });
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    });
    item.append(button);
    return item;
  };

  const list = (notes) => {
    const items = notes.filter(([page]) => page === here).map(([, text]) => line(text));
    for (const { text, element } of proposals()) items.push(line(text, element));
    const open = panel ? panel.firstElementChild.open : matchMedia("(width >= 75rem)").matches;
    panel?.remove();
    panel = null;
    if (!items.length) return;
    panel = document.createElement("aside");
    panel.setAttribute("aria-label", "To look at on this page");
    Object.assign(panel.style, {
      position: "fixed", insetInlineEnd: "0", insetBlockStart: "20vh", zIndex: "2147483646", maxBlockSize: "60vh",
      maxInlineSize: "min(20rem, 90vw)", overflow: "auto", padding: "0.75rem 1rem", background: "#fff7e0",
      color: "#1c1a14", font: "14px/1.45 system-ui, sans-serif", borderInlineStart: "4px solid #b3261e",
      boxShadow: "0 1px 6px rgb(0 0 0 / 0.35)", textAlign: "start",
    });
    const details = document.createElement("details");
    details.open = open;
    const summary = document.createElement("summary");
    Object.assign(summary.style, { fontWeight: "bold", cursor: "pointer", minBlockSize: "24px" });
    summary.textContent = `To look at: ${items.length}`;
    const found = document.createElement("ol");
    Object.assign(found.style, { margin: "0", padding: "0", listStyle: "none", overflowWrap: "anywhere" });
    found.append(...items);
    details.append(summary, found);
    panel.append(details);
    document.body.append(panel);
  };

  const show = (problem) => {
    if (!problem) {
      overlay?.remove();
      overlay = null;
      return;
    }
    if (!overlay) {
      overlay = document.createElement("section");
      overlay.setAttribute("role", "alert");
      overlay.setAttribute("aria-label", "The last change could not be built");
      // Set through the object model, which a page's policy on styles does not forbid.
      Object.assign(overlay.style, {
        position: "fixed", insetInline: "0", insetBlockEnd: "0", zIndex: "2147483647", maxBlockSize: "60vh",
        overflow: "auto", margin: "0", padding: "1rem 1.25rem", background: "#3b0d0c", color: "#fff",
        font: "14px/1.5 ui-monospace, monospace", borderBlockStart: "4px solid #ff8a80", textAlign: "start",
      });
      const heading = document.createElement("strong");
      heading.textContent = "This page is older than your files: the last change could not be built.";
      const text = document.createElement("pre");
      Object.assign(text.style, {
        margin: "0.5rem 0 0", whiteSpace: "pre-wrap", overflowWrap: "anywhere", color: "inherit",
        background: "none", font: "inherit", border: "0", padding: "0",
      });
      overlay.append(heading, text);
      document.body.append(overlay);
    }
    overlay.lastElementChild.textContent = problem;
  };

  const listen = () => {
    events?.close();
    events = new EventSource("/__newsdesk__/events");
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      if (state.generation !== shown) renew(state);
      else tell(state);
    };
  };

  const tell = (state) => {
    show(state.problem);
    list(state.notes ?? []);
  };

  // What a page runs: it would not run again in a page whose parts were exchanged.
  const runs = (page) => [...page.scripts].some((script) => script.src !== own.src && !/json/.test(script.type));
  const looks = (page) => {
    return [...page.querySelectorAll("link[rel~=stylesheet]")].map((link) => link.getAttribute("href")).join(" ");
  };

  // The new page in place of this one, without a flash and without losing the place that somebody reads.
  const exchange = (page) => {
    for (const { name, value } of page.documentElement.attributes) document.documentElement.setAttribute(name, value);
    document.title = page.title;
    overlay = panel = null;
    document.body.replaceWith(document.adoptNode(page.body));
  };

  const renew = async (state) => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const parts = !runs(document) && !runs(page) && looks(page) === looks(document);
      if (!answer.ok || answer.redirected || location.hash || !parts) throw new Error("only a new page will do");
      const words = page.body.outerHTML;
      if (words !== known) exchange(page);
      known = words;
      shown = page.querySelector("script[data-generation]").dataset.generation;
      tell(state);
    } catch {
      events.close();
      location.reload();
    }
  };

  // Browsers allow six connections to a server: tabs that nobody looks at give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) events?.close();
    else listen();
  });
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  if (!document.hidden) listen();
})();
