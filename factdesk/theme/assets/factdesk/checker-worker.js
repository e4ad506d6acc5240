// Runs the checks of the program in Pyodide. All files come from this site's own folder.
const folder = new URL("checker/", self.location.href);

async function start() {
  const { loadPyodide } = await import(new URL("pyodide.mjs", folder));
  const get = async (name) => {
    const answer = await fetch(new URL(name, folder));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer;
  };
  const [python, archive, settings] = await Promise.all([
    loadPyodide({ indexURL: folder.href, packages: [] }),
    get("checker.zip").then((answer) => answer.arrayBuffer()),
    get("site.json").then((answer) => answer.text()),
  ]);
  python.unpackArchive(archive, "zip", { extractDir: "/checker" });
  python.runPython("import sys; sys.path.insert(0, '/checker')");
  const check = python.runPython("from factdesk.checks.in_browser import check_text; check_text");
  return ({ text, name, today }) => JSON.parse(check(text, name, settings, today));
}

const started = start();
// A failure is reported in the response to the request.
started.catch(() => {});

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ problems: (await started)(data) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
