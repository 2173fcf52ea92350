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
    const isTyped = (field) => field === document.activeElement || (isText(field) && field.value !== field.defaultValue);
    return [...part.querySelectorAll("input, select, textarea")].some(isTyped);
  }

  // Somebody who is typing is left alone until that is over; open details, focus and scrolling are kept.
  let isWaiting = false;
  function swap(old, fresh) {
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
