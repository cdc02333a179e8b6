// Something as a file. Nothing is sent: the browser writes what is in memory.
export function download(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this task; then it may go.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
