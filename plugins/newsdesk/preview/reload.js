// Preview only: reloads the page after a good build, shows what is wrong after a bad one. Never published.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.generation;
  let events = null;
  let overlay = null;

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
      if (state.generation !== shown) {
        events.close();
        location.reload();
        return;
      }
      show(state.problem);
    };
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
