// WebKitGTK as it is installed, through the WebDriver that comes with it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { keyOf } from "./firefox.mjs";
import { home } from "./home.mjs";

export const name = "WebKitGTK";
const DRIVERS = ["/usr/bin/WebKitWebDriver"];
const BROWSERS = ["4.1", "6.0", "4.0"].map((version) => `/usr/lib/x86_64-linux-gnu/${version === "6.0" ? "webkitgtk" : "webkit2gtk"}-${version}/MiniBrowser`);
const START = 90_000;

/** Where its driver is; null without it, or without a screen to draw on. */
export function find() {
  const driver = [process.env.WEBKIT_DRIVER_PATH, ...DRIVERS].find((path) => path && existsSync(path));
  if (driver === undefined || !BROWSERS.some((path) => existsSync(path))) return null;
  return process.env.DISPLAY || spawnSync("Xvfb", ["-help"]).error === undefined ? driver : null;
}

const port = () =>
  new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port: free } = server.address();
      server.close(() => found(free));
    });
  });

/** A screen that nobody sees, where there is none. */
async function screen() {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY, end: () => {} };
  const started = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((found, failed) => {
    started.stdio[3].once("data", (data) => found(String(data).trim()));
    started.once("exit", () => failed(new Error("Xvfb did not start")));
  });
  return { display: `:${number}`, end: () => started.kill() };
}

export async function start(path) {
  const { display, end } = await screen();
  const at = await port();
  const own = home("webkit");
  // Software drawing, and no sandbox of its own: where this runs is one already.
  const env = { ...own.env, DISPLAY: display, GDK_BACKEND: "x11", LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
  const driver = spawn(path, [`--port=${at}`, "--host=127.0.0.1"], { env, stdio: "ignore" });
  const stop = () => {
    driver.kill();
    end();
    own.remove();
  };
  try {
    return await session(`http://127.0.0.1:${at}`, stop);
  } catch (thrown) {
    stop();
    throw thrown;
  }
}

async function session(base, stop) {
  const send = async (method, address, body) => {
    const answer = await fetch(base + address, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  };
  for (const until = Date.now() + START; ; await new Promise((done) => setTimeout(done, 100))) {
    const ready = await send("GET", "/status").catch(() => null);
    if (ready !== null) break;
    if (Date.now() > until) throw new Error("WebKitWebDriver did not start");
  }
  const options = { binary: BROWSERS.find((one) => existsSync(one)), args: ["--automation"] };
  const { sessionId, capabilities } = await send("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
  const here = `/session/${sessionId}`;
  await send("POST", `${here}/timeouts`, { script: START, pageLoad: START });
  return {
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    // This driver tells nothing of the console: what the page itself can hear is asked instead.
    errors: null,
    open: (address) => send("POST", `${here}/url`, { url: address }),
    evaluate: async (code) => JSON.parse(await send("POST", `${here}/execute/async`, { script: `const done = arguments[arguments.length - 1]; (async () => JSON.stringify((await (${code})) ?? null))().then(done, (error) => done(JSON.stringify({ thrown: String(error) })));`, args: [] })),
    async press(...keys) {
      const down = keys.map((key) => ({ type: "keyDown", value: keyOf(key) }));
      const up = [...keys].reverse().map((key) => ({ type: "keyUp", value: keyOf(key) }));
      await send("POST", `${here}/actions`, { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
    },
    async close() {
      await send("DELETE", here).catch(() => {});
      stop();
    },
  };
}
