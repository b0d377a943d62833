/* The search page: asks Pagefind's index and shows what it finds. Without it the page still lists every way in.
   Words and filters stand in the address, so that a search can be linked to and gone back to. */
const form = document.getElementById("search");
const status = document.getElementById("found");
const results = document.getElementById("results");
const more = document.getElementById("more");
const PAGE = 10;

let pagefind;
let found = [];
let shown = 0;
let asked = 0;

const selects = [...form.querySelectorAll("select")];

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/* The excerpt is HTML with <mark>; only its text and those marks are taken over. */
function excerpt(markup) {
  const made = element("p", "", { class: "card-standfirst" });
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  for (const node of parsed.body.childNodes)
    made.append(node.nodeName === "MARK" ? element("mark", node.textContent) : node.textContent);
  return made;
}

function item(data) {
  const made = element("li", "");
  const heading = element("h2", "", { class: "card-headline" });
  heading.append(element("a", data.meta.title, { href: data.url }));
  const facts = [data.filters.topic, data.meta.date && [data.meta.date]].filter(Boolean).flat();
  made.append(heading, excerpt(data.excerpt), element("p", facts.join(" · "), { class: "meta" }));
  return made;
}

async function showMore() {
  const mine = asked;
  const next = await Promise.all(found.slice(shown, shown + PAGE).map((one) => one.data()));
  if (mine !== asked) return;
  const items = next.map(item);
  results.append(...items);
  const first = shown > 0 && items[0];
  shown += next.length;
  more.hidden = shown >= found.length;
  if (first) first.querySelector("a").focus();
}

async function search() {
  const mine = ++asked;
  const words = form.q.value.trim();
  const filters = {};
  for (const select of selects) if (select.value) filters[select.name] = select.value;
  const wanted = words !== "" || Object.keys(filters).length > 0;
  const query = new URLSearchParams(words ? { q: words, ...filters } : filters).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  const answer = wanted ? await pagefind.search(words || null, { filters, sort: words ? {} : { date: "desc" } }) : null;
  if (mine !== asked) return;
  found = answer ? answer.results : [];
  shown = 0;
  results.replaceChildren();
  more.hidden = true;
  await showMore();
  if (mine !== asked) return;
  status.textContent = !answer ? "" : found.length ? `${status.dataset.found}: ${found.length}` : status.dataset.none;
}

async function begin() {
  const query = new URLSearchParams(location.search);
  form.dataset.ready = ""; // for browsers whose styles do not know whether scripts run
  form.q.value = query.get("q") ?? "";
  try {
    pagefind = await import(`${form.dataset.base}/pagefind/pagefind.js`);
    await pagefind.options({ baseUrl: `${form.dataset.base}/`, excerptLength: 30 });
    const filters = await pagefind.filters();
    for (const select of selects) {
      const values = Object.entries(filters[select.name] ?? {});
      if (select.name === "year") values.reverse();
      for (const [value, count] of values) select.append(element("option", `${value} (${count})`, { value }));
      select.value = query.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
      select.parentElement.hidden = values.length < 2;
    }
    if (selects.some((select) => select.value)) form.querySelector("details").open = true;
  } catch {
    status.textContent = status.dataset.failed;
    return;
  }
  let waiting;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting); // a second answer would take the place, and the focus, of the first
    search();
  });
  form.addEventListener("change", search);
  form.q.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  more.addEventListener("click", showMore);
  await search();
}

begin();
