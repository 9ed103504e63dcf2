// Reads an answer that carries a file with words about its progress between its pieces: each frame is a letter (D data,
// P progress "n/m"), the length in four bytes, and that many bytes.

export async function receiveFrames(body: ReadableStream<Uint8Array<ArrayBuffer>>, tell: (written: number, total: number) => void): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = body.getReader();
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const bytes = new Uint8Array(rest.length + value.length);
    bytes.set(rest);
    bytes.set(value, rest.length);
    let at = 0;
    while (bytes.length - at >= 5) {
      const length = new DataView(bytes.buffer, at + 1, 4).getInt32(0);
      if (bytes.length - at - 5 < length) break;
      const content = bytes.slice(at + 5, at + 5 + length);
      if (bytes[at] === 68) pieces.push(content);
      else {
        const [written = 0, total = 0] = new TextDecoder().decode(content).split("/").map(Number);
        tell(written, total);
      }
      at += 5 + length;
    }
    rest = bytes.slice(at);
  }
  if (rest.length > 0) throw new Error("the answer ended within a frame");
  return pieces;
}
