// Files on this machine: with the file access of the browser where it has that, else as a download.
import { FILE_LIMIT } from "../text/outline";
import { download } from "../../src/download";

/** A file that was read. */
export interface OnDisk {
  readonly name: string;
  readonly text: string;
  readonly handle: FileSystemFileHandle | null;
}

interface WithPicker {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
}

const TYPES = [{ description: "Protocol (TOML)", accept: { "application/toml": [".toml"] } }];
/** What a .docx, a .zip or a picture begins with. */
const BINARY = /[\0-\x08\x0e-\x1a]/;

/** Nothing was chosen. */
export class Cancelled extends Error {}

export function canPick(): boolean {
  return (window as WithPicker).showOpenFilePicker !== undefined;
}

export async function pick(): Promise<OnDisk[]> {
  const handles = await asked(() => (window as WithPicker).showOpenFilePicker?.({ multiple: true, types: TYPES }) ?? Promise.resolve([]));
  return Promise.all(handles.map(async (handle) => ({ ...(await readFile(await handle.getFile())), handle })));
}

/** Throws in words when it cannot be a protocol. */
export async function readFile(file: File): Promise<OnDisk> {
  if (file.size > FILE_LIMIT) {
    throw new Error(`${file.name} is ${(file.size / 1e6).toFixed(1).replace(".", ",")} MB; een protocol is hoogstens 1 MB. Kijk of dit het goede bestand is.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(notText(file.name));
  }
  if (BINARY.test(text.slice(0, 4096))) throw new Error(notText(file.name));
  return { name: file.name, text: text.replace(/\r\n?/g, "\n"), handle: null };
}

function notText(name: string): string {
  return /\.(docx?|odt|pdf|rtf)$/i.test(name)
    ? `${name} is een document van een tekstverwerker. Een protocol is een gewoon tekstbestand met de naam .toml.`
    : `${name} is geen tekst in UTF-8. Sla het bestand opnieuw op als tekst met codering UTF-8.`;
}

/** A file of an earlier visit may be used again when the person at the desk says so. */
export async function allow(handle: FileSystemFileHandle): Promise<void> {
  const asked = handle as FileSystemFileHandle & { requestPermission?(how: object): Promise<PermissionState> };
  if ((await asked.requestPermission?.({ mode: "readwrite" })) === "denied") throw new Error("de browser mag dit bestand niet schrijven.");
}

/** Whether the file was changed by something else since it was read or saved here. */
export async function changedOnDisk(handle: FileSystemFileHandle, saved: string): Promise<string | null> {
  const { text } = await readFile(await handle.getFile());
  return text === saved ? null : text;
}

/** Writes the file; a first time asks where. Returns the handle, or null after a download. */
export async function write(handle: FileSystemFileHandle | null, name: string, text: string): Promise<FileSystemFileHandle | null> {
  const picker = window as WithPicker;
  const target = handle ?? (await asked(() => picker.showSaveFilePicker?.({ suggestedName: name, types: TYPES }) ?? Promise.resolve(null)));
  if (target === null) {
    download(name, "application/toml", text);
    return null;
  }
  const stream = await target.createWritable();
  await stream.write(text);
  await stream.close();
  return target;
}

/** A dialog that was closed is no fault. */
async function asked<Value>(act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw new Cancelled();
    throw error;
  }
}
