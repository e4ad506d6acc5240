// Run the program's checks in the browser: a worker runs them, and it is started only on demand, on the
// page that checks a file and in the form.
(() => {
  const workerAddress = new URL("checker-worker.js", document.currentScript.src);
  let worker = null;

  const today = () => {
    const date = new Date();
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };

  // Returns the problems of a file, one request at a time; fails if the checks cannot be loaded.
  async function check(text, name) {
    worker ??= new Worker(workerAddress, { type: "module" });
    try {
      return await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => (data.problems ? resolve(data.problems) : reject(new Error(data.error)));
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage({ text, name, today: today() });
      });
    } catch (error) {
      worker.terminate();
      worker = null;
      throw error;
    }
  }

  const isPossible = typeof Worker !== "undefined" && typeof WebAssembly !== "undefined";
  (globalThis.factdesk ??= {}).checker = { check, isPossible, isLoaded: () => worker !== null };

  const holder = document.querySelector("[data-fd-checker]");
  if (!holder || !isPossible) return;
  const { say } = factdesk.data.wording(JSON.parse(holder.querySelector("[data-fd-texts]").textContent));
  const form = holder.querySelector("[data-fd-form]");
  const [file, text, name] = ["file", "text", "name"].map((id) => document.getElementById(`fd-checker-${id}`));
  const button = form.querySelector("button");
  const status = holder.querySelector("[data-fd-status]");
  const list = holder.querySelector("[data-fd-problems]");
  let isBusy = false;

  function show(problem) {
    const item = document.createElement("li");
    const place = document.createElement("b");
    const hint = document.createElement("small");
    const [isError, isNote] = ["error", "note"].map((each) => problem.severity === each);
    const severity = say(isError ? "severity_error" : isNote ? "severity_note" : "severity_warning");
    place.textContent = say("place", { line: problem.line, code: problem.code, severity });
    hint.textContent = problem.hint;
    item.append(place, " ", problem.message, hint);
    return item;
  }

  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    text.value = await chosen.text();
    name.value = chosen.name;
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    button.setAttribute("aria-disabled", "true");
    list.replaceChildren();
    status.textContent = say(worker ? "checking" : "loading");
    try {
      const problems = await check(text.value, name.value || "claim.yml");
      status.textContent = problems.length ? say("found", { n: problems.length }) : say("none");
      list.replaceChildren(...problems.map(show));
    } catch {
      status.textContent = say("failed");
    }
    isBusy = false;
    button.removeAttribute("aria-disabled");
  });

  form.hidden = false;
})();
