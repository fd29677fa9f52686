const GZIP = [0x1f, 0x8b];

/** Bytes as they were before vite/packed-machine.ts packed them. While the app is developed they are not packed. */
export async function unpacked(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const start = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (!GZIP.every((byte, index) => start[index] === byte)) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
