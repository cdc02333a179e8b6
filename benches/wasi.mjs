// Runs a program that was built for WASI; it sees the folder that it is started in.
import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const [program, ...given] = process.argv.slice(2);
const folder = process.cwd();
const wasi = new WASI({ version: "preview1", args: [program, ...given], preopens: { [folder]: folder } });
const { instance } = await WebAssembly.instantiate(await readFile(program), wasi.getImportObject());
process.exitCode = wasi.start(instance);
