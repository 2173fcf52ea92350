// Makes pages live. Every one of them works without this file.
"use strict";

(() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary";
  const parts = (root) => [...root.querySelectorAll("[data-live]")];

  // Fetches this page again and swaps the live parts that changed.
  async function refresh() {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (response.redirected) return location.reload();
    if (!response.ok) return;
    const fresh = parts(new DOMParser().parseFromString(await response.text(), "text/html"));
    const shown = parts(document);
    if (fresh.length !== shown.length) return location.reload();
    shown.forEach((old, index) => swap(old, fresh[index]));
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
    const focused = active ? [...old.querySelectorAll(FOCUSABLE)].indexOf(active) : -1;
    const opened = [...old.querySelectorAll("details")].map((one) => one.open);
    const scrolled = [...old.querySelectorAll(".scroll")].map((one) => one.scrollLeft);
    old.replaceWith(fresh);
    fresh.querySelectorAll("details").forEach((one, index) => { one.open = opened[index] ?? one.open; });
    fresh.querySelectorAll(".scroll").forEach((one, index) => { one.scrollLeft = scrolled[index] ?? 0; });
    if (focused >= 0) fresh.querySelectorAll(FOCUSABLE)[focused]?.focus({ preventScroll: true });
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
  if (parts(document).length > 0) {
    document.addEventListener("visibilitychange", listen);
    listen();
  }

  // The list of jobs: marks in place, the posting beside the list, keys.
  const byId = (id) => document.getElementById(id);
  const read = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
  const jobOf = (action) => new URL(action).pathname.split("/")[2];
  const titleOf = (row) => row?.querySelector("h2 a");

  // Posts a button's form, and puts what has changed on the page that comes next into this one.
  async function mark(form, button) {
    const action = button?.hasAttribute("formaction") ? button.formAction : form.action;
    const body = new URLSearchParams(new FormData(form, button));
    if (!body.has("back")) body.set("back", document.querySelector("#jobs [name=back]")?.value ?? "/jobs");
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      const response = await fetch(action, { method: "POST", body, headers: { accept: "text/html" } });
      if (new URL(response.url).pathname === "/login") return location.reload();
      const fresh = await read(response);
      if (response.status === 422) return showBeside(fresh);
      if (!response.ok) throw new Error(response.status);
      change(jobOf(action), form, button, fresh);
    } catch {
      byId("toast").textContent = byId("toast").dataset.said;
    } finally {
      form.removeAttribute("aria-busy");
    }
  }

  function change(id, form, button, fresh) {
    const [old, row] = [byId(`job-${id}`), fresh.getElementById(`job-${id}`)];
    const nth = [...form.querySelectorAll("button")].indexOf(button);
    const isInRow = old?.contains(form);
    const beside = old && (old.nextElementSibling ?? old.previousElementSibling);
    if (old && row) old.replaceWith(row);
    else if (old) old.remove();
    else if (row) putIn(row);
    for (const part of ["lists", "toast", "heading"]) {
      const [shown, next] = [byId(part), fresh.getElementById(part)];
      if (shown && next) shown.replaceChildren(...next.childNodes);
    }
    if (!document.querySelector("#jobs .job")) return location.reload();
    if (isInRow && row) row.querySelector("form.actions")?.querySelectorAll("button")[nth]?.focus({ preventScroll: true });
    else if (isInRow || !old) titleOf(row ?? beside)?.focus();
    else if (form.closest("#toast")) byId("toast").querySelector("button")?.focus({ preventScroll: true });
    if (byId("beside")?.dataset.job === id) openBeside(id);
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
    if (!byId("jobs") || !(form.matches("[data-mark]") || form.closest("#beside")) || form.method !== "post") return;
    event.preventDefault();
    mark(form, event.submitter);
  });

  // On a wide screen a job opens beside the list.
  const isWide = matchMedia("(min-width: 1100px)");

  function showBeside(fresh) {
    const [pane, article] = [byId("beside"), fresh.querySelector("article.job-page")];
    if (!article) return location.reload();
    const whole = Object.assign(document.createElement("a"), { href: `/jobs/${pane.dataset.job}`, textContent: byId("jobs").dataset.beside });
    pane.replaceChildren(whole, article);
    pane.hidden = false;
    byId("desk").classList.add("split");
    pane.scrollTop = 0;
    document.querySelectorAll(".job[aria-current]").forEach((row) => row.removeAttribute("aria-current"));
    byId(`job-${pane.dataset.job}`)?.setAttribute("aria-current", "true");
  }

  async function openBeside(id) {
    byId("beside").dataset.job = id;
    const response = await fetch(`/jobs/${id}`, { headers: { accept: "text/html" } });
    if (response.redirected || !response.ok) return location.assign(`/jobs/${id}`);
    showBeside(await read(response));
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("#jobs h2 a");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || !isWide.matches || !byId("beside")) return;
    event.preventDefault();
    const id = jobOf(link.href);
    history.replaceState(history.state, "", `#job-${id}`);
    await openBeside(id).catch(() => location.assign(link.href));
    const heading = byId("beside").querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    byId(`job-${id}`)?.scrollIntoView({ block: "nearest" });
  });

  // Keys for the list, while nothing is being typed; they can be switched off.
  const areKeysOn = () => localStorage.getItem("keys") !== "off";
  const doOf = {
    j: (rows, at) => titleOf(rows[at + 1])?.focus(),
    k: (rows, at) => titleOf(rows[at - 1])?.focus(),
    s: (rows, at) => rows[at]?.querySelector("[data-key=s]")?.click(),
    h: (rows, at) => rows[at]?.querySelector("[data-key=h]")?.click(),
    o: (rows, at) => titleOf(rows[at])?.click(),
    "?": () => { byId("keys").open = !byId("keys").open; byId("keys").querySelector("summary").focus(); },
  };
  if (byId("keys")) {
    byId("keys").hidden = false;
    byId("keys-on").checked = areKeysOn();
    byId("keys-on").addEventListener("change", (event) => localStorage.setItem("keys", event.target.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return byId("toast")?.replaceChildren();
      const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !areKeysOn() || !doOf[event.key]) return;
      const rows = [...document.querySelectorAll("#jobs > .job")];
      const current = document.activeElement.closest(".job") ?? document.querySelector(".job[aria-current]");
      event.preventDefault();
      doOf[event.key](rows, rows.indexOf(current));
    });
  }

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
