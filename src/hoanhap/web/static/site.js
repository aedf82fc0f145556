// What JavaScript adds to pages that work without it. Nothing here is needed to do anything.
"use strict";

// "/" goes to the search, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const search = document.getElementById("q");
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !search) return;
  event.preventDefault();
  search.focus();
});

// A refused form says so first: the summary of its errors gets the focus.
document.getElementById("error-summary")?.focus();

// A form is sent once: a second press while the first is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Before the session ends by itself, ask; staying keeps everything that was typed.
const idle = document.getElementById("idle");
if (idle) {
  const ask = () => {
    idle.hidden = false;
    document.getElementById("idle-stay").focus();
  };
  let timer = setTimeout(ask, Number(idle.dataset.after) * 1000);
  document.getElementById("idle-stay").addEventListener("click", async () => {
    await fetch(idle.dataset.stillHere, { credentials: "same-origin" });
    idle.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(ask, Number(idle.dataset.after) * 1000);
  });
}
