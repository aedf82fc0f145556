// "Rời nhanh trang này": the page that is left does not stay in the history. Without JavaScript the link is a plain link.
"use strict";

document.getElementById("leave")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  location.replace(event.currentTarget.href);
});

// Copying and printing a code: only where the browser can, so the buttons are hidden until then.
for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    if ("print" in button.dataset) return window.print();
    await navigator.clipboard.writeText(button.dataset.copy);
    document.getElementById("copied").textContent = button.dataset.done;
  });
}
