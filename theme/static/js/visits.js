// Marks what came into a topic's timeline since the reader's last visit. Without it the list says when each did.
// The days of the last two visits are kept in this browser alone, by topic.
"use strict";
{
  const added = [...document.querySelectorAll(".additions > li")];
  const rest = document.querySelector(".additions-earlier");
  const note = document.querySelector(".additions-since");
  const key = `newsdesk visits ${location.pathname}`;
  const today = new Date().toISOString().slice(0, 10);
  let before = "";
  try {
    const [earlier = "", latest = ""] = (localStorage.getItem(key) || "").split(" ");
    before = latest === today ? earlier : latest;
    localStorage.setItem(key, `${before} ${today}`);
  } catch {
    // Storage is refused: every visit is the first.
  }
  // What was added on the very day of that visit may have come after it.
  const fresh = added.filter(item => before && item.querySelector("time").dateTime >= before);
  for (const item of fresh) item.dataset.new = "";
  if (fresh.length) {
    note.lastElementChild.textContent = fresh.length < added.length ? fresh.length : `${fresh.length}+`;
    note.hidden = false;
    if (rest) rest.open = rest.querySelector("[data-new]") !== null;
  }
}
