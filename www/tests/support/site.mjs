// Serves the built page, or another folder, on a free port and remembers every request that came in.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** Pages are by path: what they hold, before what is in the folder. */
export async function serve({ folder = dist, pages = new Map(), headers = {} } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    requests.push(request.url);
    const path = new URL(request.url, "http://page").pathname;
    const file = normalize(join(folder, path === "/" ? "index.html" : path));
    try {
      if (!file.startsWith(folder)) throw new Error("outside the page");
      const page = pages.get(path);
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      const body = page ?? (await readFile(file));
      response.writeHead(200, { "content-type": type, ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    requests,
    close: () => new Promise((done) => server.close(done)),
  };
}
