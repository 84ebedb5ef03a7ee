// Starts the app. A file of its own, so that the page needs no inline script.
import init from "{{ glue }}";

init({ module_or_path: "{{ wasm }}" }).catch((problem) => {
  // Only words of ours reach the page: an error's own may quote what it was given.
  const status = document.getElementById("boot-status");
  if (status) {
    status.setAttribute("role", "alert");
    status.textContent =
      "CRiiS could not start in this browser. Load the page again; if that does not help, update the browser.";
  }
  console.error("CRiiS could not start:", problem instanceof Error ? problem.name : "unknown");
});
