// Serves this folder as a strict server would: nothing may be fetched, evaluated or embedded.
// Any other server does as well; all that counts is the policy.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
  "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };
const here = fileURLToPath(new URL("./", import.meta.url));
// In a project of your own: copy this folder of the package to where your scripts lie.
const dist = join(here, "node_modules", "domeinwijzer", "dist");

const server = createServer(async (request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const [folder, name] = path.startsWith("/domeinwijzer/") ? [dist, path.slice(13)] : [here, path === "/" ? "index.html" : path];
  const file = normalize(join(folder, name));
  try {
    if (!file.startsWith(normalize(folder)) || !(extname(file) in TYPES)) throw new Error("not served");
    const body = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)], "content-security-policy": POLICY }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
