// Firefox as it is installed, through WebDriver BiDi, which it speaks by itself: no driver beside it.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { home } from "./home.mjs";

export const name = "Firefox";
const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
/** Milliseconds for a browser to start, on a machine that is busy. */
const START = 90_000;

/** Where it is; null when there is none. */
export const find = () => [process.env.FIREFOX_PATH, ...PLACES].find((path) => path && existsSync(path)) ?? null;

/** Keys that have no letter, as WebDriver names them. */
const NAMED = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", Shift: "\uE008", Control: "\uE009" };
export const keyOf = (key) => NAMED[key] ?? key;

/** Starts it with a home and a profile of its own; `close` ends it and removes those. */
export async function start(path) {
  const { folder, env, remove } = home("firefox");
  const profile = join(folder, "profile");
  mkdirSync(profile);
  const process = spawn(path, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], { env, stdio: ["ignore", "ignore", "pipe"] });
  const end = () => {
    process.kill("SIGKILL");
    remove();
  };
  try {
    return await session(await address(process), end);
  } catch (thrown) {
    end();
    throw thrown;
  }
}

/** It says on which port it listens. */
function address(process) {
  return new Promise((found, failed) => {
    let text = "";
    const timer = setTimeout(() => failed(new Error(`Firefox did not start:\n${text}`)), START);
    process.stderr.on("data", (part) => {
      text += part;
      const [, url] = /WebDriver BiDi listening on (ws:\S+)/.exec(text) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    });
    process.once("exit", (code) => failed(new Error(`Firefox ended with ${code}:\n${text}`)));
  });
}

async function session(url, end) {
  const socket = new WebSocket(`${url}/session`);
  await new Promise((opened, failed) => Object.assign(socket, { onopen: opened, onerror: () => failed(new Error("no connection to Firefox")) }));
  const asked = new Map();
  const errors = [];
  let last = 0;
  socket.onmessage = ({ data }) => {
    const { id, method, params, result, message, type } = JSON.parse(data);
    if (method === "log.entryAdded" && params.level === "error") errors.push(params.text);
    const waiting = asked.get(id);
    asked.delete(id);
    if (type === "error") waiting?.failed(new Error(message));
    else waiting?.done(result);
  };
  const send = (method, params = {}) =>
    new Promise((done, failed) => {
      last += 1;
      asked.set(last, { done, failed });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const { capabilities } = await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  const { contexts } = await send("browsingContext.getTree");
  const { context } = contexts[0];
  const evaluate = async (code) => {
    const { type, result, exceptionDetails } = await send("script.evaluate", { expression: `(async () => JSON.stringify((await (${code})) ?? null))()`, target: { context }, awaitPromise: true });
    if (type === "exception") throw new Error(exceptionDetails.text);
    return JSON.parse(result.value);
  };
  return {
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    errors: async () => errors,
    open: (address) => send("browsingContext.navigate", { context, url: address, wait: "complete" }),
    evaluate,
    async press(...keys) {
      const down = keys.map((key) => ({ type: "keyDown", value: keyOf(key) }));
      const up = [...keys].reverse().map((key) => ({ type: "keyUp", value: keyOf(key) }));
      await send("input.performActions", { context, actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
    },
    async close() {
      await send("session.end").catch(() => {});
      socket.close();
      end();
    },
  };
}
