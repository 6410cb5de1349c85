/** Reads answers' bodies so that no target can fill the memory: each is bounded, and few large ones are held at once. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** Largest answer (bytes, before and after decompression) that is read. */
export const BODY_CAP = 16 * 1024 * 1024;
/** A body beyond this (bytes) is read on only when there is room. */
const SMALL = 1024 * 1024;
/** Large bodies held at the same time. */
const MOST_LARGE = 2;

type Decode = (input: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const DECODERS: Record<string, Decode> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Places that are waited for in turn. */
class Room {
  #free = MOST_LARGE;
  readonly #waiting: (() => void)[] = [];

  enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise(go => void this.#waiting.push(go));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

/** One for all: the memory is one as well. */
const room = new Room();

/**
 * The whole body, decoded when it says how.
 * @throws Error with a code of `node:zlib` or `undici` when it is broken off, not what it says, or too large
 */
export async function readBody(stream: AsyncIterable<Buffer>, encoding: string | undefined): Promise<Buffer> {
  const decode = DECODERS[encoding?.trim().toLowerCase() ?? ''];
  const chunks: Buffer[] = [];
  let size = 0;
  let large = false;
  const enlarge = async (): Promise<void> => {
    if (!large) await room.enter();
    large = true;
  };
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > SMALL) await enlarge();
    }
    const bytes = Buffer.concat(chunks);
    if (!decode || size === 0) return bytes;
    // However small, it may unpack to anything.
    await enlarge();
    return await decode(bytes, { maxOutputLength: BODY_CAP });
  } finally {
    if (large) room.leave();
  }
}
