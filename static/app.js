// Makes pages live. Every one of them works without this file.
"use strict";

(() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary";
  const parts = (root) => [...root.querySelectorAll("[data-live]")];
  // What has been loaded whole says so, and stands still from then on.
  const isLive = (part) => part.dataset.live !== "off";

  // How many marks were begun and ended on this page.
  let marks = 0;

  // Fetches this page again and swaps the live parts that changed. A page that a mark has overtaken is not shown.
  async function refresh() {
    // A page from before a mark's end would bring its row back.
    await marking;
    const before = marks;
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (response.redirected) return location.reload();
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (marks !== before) { again = true; return; }
    rove(page);
    const fresh = parts(page);
    const shown = parts(document);
    if (fresh.length !== shown.length) return location.reload();
    shown.forEach((old, index) => { if (isLive(old)) swap(old, fresh[index]); });
    if (!parts(document).some(isLive)) stop();
  }

  // Rows come and go: what stands in a job's row is found again in the row of that job.
  const rowOf = (one) => one.closest(".job")?.id ?? "";
  const inRow = (root, selector, row) => [...root.querySelectorAll(selector)].filter((one) => rowOf(one) === row);
  function twin(one, old, fresh, selector) {
    const row = rowOf(one);
    return inRow(fresh, selector, row)[inRow(old, selector, row).indexOf(one)];
  }

  // Somebody is in one of its fields, or has left something there that was typed and not sent.
  function isTypedIn(part) {
    const isText = (field) => field.matches("input:not([type=checkbox], [type=radio]), textarea");
    // What was ticked for an act on many things counts, too.
    const isTyped = (field) => field === document.activeElement || (isText(field) && field.value !== field.defaultValue)
      || field.matches("[name=item]:checked");
    return [...part.querySelectorAll("input, select, textarea")].some(isTyped);
  }

  // A box that ticks all the others does so by this file only.
  const showTickAll = (root) => root.querySelectorAll("[data-all]").forEach((box) => { box.hidden = false; });

  // Somebody who is typing is left alone until that is over; open details, focus and scrolling are kept.
  let isWaiting = false;
  function swap(old, fresh) {
    showTickAll(fresh);
    if (old.isEqualNode(fresh)) return;
    if (isTypedIn(old)) { isWaiting = true; return; }
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const focused = active && twin(active, old, fresh, FOCUSABLE);
    old.querySelectorAll("details").forEach((one) => {
      const again = twin(one, old, fresh, "details");
      if (again) again.open = one.open;
    });
    const current = old.querySelector(".job[aria-current]")?.id;
    const scrolled = [...old.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
    old.replaceWith(fresh);
    fresh.querySelectorAll(".scroll").forEach((one, index) => { one.scrollLeft = scrolled[index] ?? 0; });
    if (current) document.getElementById(current)?.setAttribute("aria-current", "true");
    focused?.focus({ preventScroll: true });
  }

  // One refresh at a time; what changes meanwhile is seen by one more.
  let refreshing = false;
  let again = false;
  async function changed() {
    if (refreshing) { again = true; return; }
    refreshing = true;
    do {
      again = false;
      await refresh().catch(() => {});
    } while (again);
    refreshing = false;
  }

  // What waited for a field is looked at again when it is left.
  document.addEventListener("focusout", () => {
    if (!isWaiting) return;
    isWaiting = false;
    changed();
  });

  // Listens while the tab is seen, and looks once whenever listening begins anew.
  let events = null;
  let hasListened = false;
  function listen() {
    if (document.hidden) { events?.close(); events = null; return; }
    if (events) return;
    events = new EventSource("/events");
    events.onmessage = changed;
    // What changed between the page and the first listening was told to nobody.
    events.onopen = () => { if (hasListened || document.querySelector("[data-live=now]")) changed(); hasListened = true; };
  }
  function stop() {
    document.removeEventListener("visibilitychange", listen);
    events?.close();
    events = null;
  }
  if (parts(document).some(isLive)) {
    document.addEventListener("visibilitychange", listen);
    listen();
  }

  // The list of jobs: marks in place, the posting beside the list, keys.
  const byId = (id) => document.getElementById(id);
  const read = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
  const jobOf = (action) => new URL(action).pathname.split("/")[2];
  const titleOf = (row) => row?.querySelector("h2 a");

  // One mark after the other: what the next page says is about the last one.
  let marking = Promise.resolve();
  function mark(form, button) {
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const body = new URLSearchParams(new FormData(form, button));
    marks += 1;
    marking = marking.then(() => send(form, button, body))
      .finally(() => { marks += 1; form.removeAttribute("aria-busy"); });
  }

  // Posts a button's form, and puts what has changed on the page that comes next into this one.
  async function send(form, button, body) {
    const action = button?.hasAttribute("formaction") ? button.formAction : form.action;
    if (!body.has("back")) body.set("back", byId("desk").dataset.back);
    try {
      const response = await fetch(action, { method: "POST", body, keepalive: true, headers: { accept: "text/html" } });
      if (new URL(response.url).pathname === "/login") return location.reload();
      const fresh = await read(response);
      if (response.status === 422) return showBeside(fresh, "[aria-invalid]");
      if (!response.ok) throw new Error(response.status);
      change(jobOf(action), form, button, fresh);
    } catch {
      byId("toast").textContent = byId("toast").dataset.said;
    }
  }

  // The row that was worked on last: keys go on from there when nothing is in focus.
  let last = "";

  function change(id, form, button, fresh) {
    const [old, row] = [byId(`job-${id}`), fresh.getElementById(`job-${id}`)];
    const nth = [...form.querySelectorAll("button")].indexOf(button);
    const [isInRow, isInToast] = [old?.contains(form), form.closest("#toast") !== null];
    const beside = old && (old.nextElementSibling ?? old.previousElementSibling);
    if (row || beside) last = (row ?? beside).id;
    if (old && row) old.replaceWith(row);
    else if (old) old.remove();
    else if (row && byId("jobs")) putIn(row);
    for (const part of ["lists", "toast", "heading"]) {
      const [shown, next] = [byId(part), fresh.getElementById(part)];
      if (shown && next) shown.replaceChildren(...next.childNodes);
    }
    // The last row went, or the first one came back.
    const isOther = !document.querySelector("#jobs .job");
    if (isOther && fresh.getElementById("results")) byId("results").replaceWith(fresh.getElementById("results"));
    const follow = isInToast && byId("toast").querySelector("[data-follow]");
    if (follow) follow.focus({ preventScroll: true });
    else if (isInRow && row) row.querySelector("form.actions")?.querySelectorAll("button")[nth]?.focus({ preventScroll: true });
    else if (isInRow || isInToast) (titleOf(byId(last)) ?? byId("toast").querySelector("button"))?.focus({ preventScroll: !isInRow });
    if (isOpen() && byId("beside").dataset.job === id) openBeside(id, placeOf(form, nth));
    fade();
  }

  // Where it stands on the page that was fetched.
  function putIn(row) {
    let next = row.nextElementSibling;
    while (next && !byId(next.id)) next = next.nextElementSibling;
    byId("jobs").insertBefore(row, next && byId(next.id));
  }

  // What was said goes after a while, unless somebody is there.
  let fading = 0;
  function fade() {
    clearTimeout(fading);
    const go = () => byId("toast")?.matches(":hover, :focus-within") ? fade() : byId("toast")?.replaceChildren();
    fading = setTimeout(go, 20000);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!byId("desk") || !(form.matches("[data-mark]") || form.closest("#beside")) || form.method !== "post") return;
    event.preventDefault();
    mark(form, event.submitter);
  });

  // On a wide screen a job opens beside the list.
  const isWide = matchMedia("(min-width: 1100px)");
  const isOpen = () => byId("beside") !== null && !byId("beside").hidden;
  const make = (name, facts) => Object.assign(document.createElement(name), facts);

  // The same button of a posting that is shown anew; nothing: the form stood elsewhere.
  function placeOf(form, nth) {
    if (!form.closest("#beside")) return "";
    return form.matches(".actions") ? `form.actions button:nth-of-type(${nth + 1})` : ".apply-note button";
  }

  function showBeside(fresh, focus) {
    const [pane, article] = [byId("beside"), fresh.querySelector("article.job-page")];
    if (!article) return location.reload();
    const whole = make("a", { href: `/jobs/${pane.dataset.job}`, textContent: pane.dataset.page });
    const close = make("button", { type: "button", textContent: pane.dataset.close });
    close.addEventListener("click", closeBeside);
    const bar = make("p", { className: "actions" });
    bar.append(whole, close);
    pane.replaceChildren(bar, article);
    pane.hidden = false;
    byId("desk").classList.add("split");
    pane.scrollTop = 0;
    document.querySelectorAll(".job[aria-current]").forEach((row) => row.removeAttribute("aria-current"));
    byId(`job-${pane.dataset.job}`)?.setAttribute("aria-current", "true");
    const heading = pane.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    if (focus) (pane.querySelector(focus) ?? heading)?.focus({ preventScroll: focus !== "[aria-invalid]" });
  }

  // Of two that were asked for at once the one that was asked for last is shown.
  async function openBeside(id, focus) {
    byId("beside").dataset.job = id;
    const response = await fetch(`/jobs/${id}`, { headers: { accept: "text/html" } });
    const fresh = await read(response);
    if (byId("beside").dataset.job !== id) return;
    if (response.redirected || !response.ok) return location.assign(`/jobs/${id}`);
    showBeside(fresh, focus);
  }

  function closeBeside() {
    const pane = byId("beside");
    const row = byId(`job-${pane.dataset.job}`);
    const wasIn = pane.contains(document.activeElement);
    delete pane.dataset.job;
    pane.hidden = true;
    pane.replaceChildren();
    byId("desk").classList.remove("split");
    row?.removeAttribute("aria-current");
    last = row?.id ?? last;
    if (wasIn) titleOf(row)?.focus();
  }
  isWide.addEventListener("change", () => { if (isOpen() && !isWide.matches) closeBeside(); });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("#jobs h2 a");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || !isWide.matches || !byId("beside")) return;
    event.preventDefault();
    const id = jobOf(link.href);
    history.replaceState(history.state, "", `#job-${id}`);
    await openBeside(id, "h1").catch(() => location.assign(link.href));
    byId(`job-${id}`)?.scrollIntoView({ block: "nearest" });
  });

  // Keys for the list, while nothing is being typed; they can be switched off.
  // A browser that stores nothing has them on, and throws.
  const stored = (act) => { try { return act(); } catch { return null; } };
  const areKeysOn = () => byId("keys-on").checked;
  const doOf = {
    j: (rows, at) => titleOf(rows[at + 1])?.focus(),
    k: (rows, at) => titleOf(rows[at - 1])?.focus(),
    s: (rows, at) => rows[at]?.querySelector("[data-key=s]")?.click(),
    h: (rows, at) => rows[at]?.querySelector("[data-key=h]")?.click(),
    o: (rows, at) => titleOf(rows[at])?.click(),
    "?": () => { byId("keys").open = !byId("keys").open; byId("keys").querySelector("summary").focus(); },
  };
  function dismiss() {
    if (byId("toast").childNodes.length > 0) byId("toast").replaceChildren();
    else if (isOpen()) closeBeside();
  }
  if (byId("keys")) {
    byId("keys").hidden = false;
    byId("keys-on").checked = stored(() => localStorage.getItem("keys")) !== "off";
    byId("keys-on").addEventListener("change", (event) => stored(() => localStorage.setItem("keys", event.target.checked ? "on" : "off")));
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") return dismiss();
      // A key that is held goes through the list, and marks nothing.
      if (!areKeysOn() || !doOf[event.key] || event.repeat && !"jk".includes(event.key)) return;
      const rows = [...document.querySelectorAll("#jobs > .job")];
      const current = document.activeElement.closest(".job") ?? document.querySelector(".job[aria-current]") ?? byId(last);
      event.preventDefault();
      doOf[event.key](rows, rows.indexOf(current));
    });
  }

  // A form that chooses what a part of the page shows draws that part anew at each change; the last change wins.
  let drawn = 0;
  async function draw(form) {
    const url = `${form.action.split("#")[0]}?${new URLSearchParams(new FormData(form))}`;
    const turn = ++drawn;
    const response = await fetch(url, { headers: { accept: "text/html" } });
    if (response.redirected || !response.ok) return location.assign(url);
    const fresh = await read(response);
    if (turn !== drawn) return;
    rove(fresh);
    for (const part of form.dataset.draws.split(" ")) byId(part).replaceWith(fresh.getElementById(part));
    history.replaceState(history.state, "", url);
  }
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-draws]");
    if (!form) return;
    // The last box of a kind stays ticked: nothing ticked would mean all.
    const kind = form.querySelectorAll(`input[type=checkbox][name="${event.target.name}"]`);
    if (kind.length && ![...kind].some((box) => box.checked)) return event.target.checked = true;
    draw(form).catch(() => form.requestSubmit());
  });

  // A chart is one stop on the way through a page, its last column; keys go from column to column.
  function rove(root) {
    for (const chart of root.querySelectorAll(".chart svg")) {
      const columns = [...chart.querySelectorAll(".column")];
      columns.forEach((column) => column.setAttribute("tabindex", column === columns.at(-1) ? "0" : "-1"));
    }
  }
  rove(document);
  document.addEventListener("keydown", (event) => {
    const column = event.target.closest(".chart .column");
    const columns = column ? [...column.parentNode.querySelectorAll(".column")] : [];
    const at = columns.indexOf(column);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 }[event.key];
    if (next === undefined || !columns[next]) return;
    event.preventDefault();
    columns[next].focus();
  });

  // A folded section that the address names is unfolded.
  const unfold = () => { if (byId(location.hash.slice(1))?.matches("details")) byId(location.hash.slice(1)).open = true; };
  addEventListener("hashchange", unfold);
  unfold();

  // Ticks all things of a page for an act on many.
  showTickAll(document);
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-all]")) return;
    document.querySelectorAll("[name=item]").forEach((one) => { one.checked = event.target.checked; });
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-confirm]");
    if (button && !confirm(button.dataset.confirm)) event.preventDefault();
  });

  // A form that is on its way is not sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.ariaBusy === "true") return event.preventDefault();
    form.ariaBusy = "true";
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
  });
})();
