// Single pictures in WebP, one after the other, become an animation. The container is told in
// https://developers.google.com/speed/webp/docs/riff_container

const ALPHA = 0x10
const ANIMATION = 0x02

/** @param {string} text */
const latin = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/**
 * A number in so many bytes, the lowest first.
 * @type {(value: number, bytes: number) => Uint8Array}
 */
const number = (value, bytes) => Uint8Array.from({ length: bytes }, (_, i) => (value >> (8 * i)) & 255)

/** @type {(name: string, content: Uint8Array) => Uint8Array<ArrayBuffer>} */
function chunk(name, content) {
  return joined([latin(name), number(content.length, 4), content, new Uint8Array(content.length % 2)])
}

/**
 * The chunks that hold the pixels of a single picture, as they stand in its file.
 * @param {Uint8Array} file
 */
function pixels(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  /** @type {Uint8Array[]} */
  const found = []
  for (let at = 12; at < file.length;) {
    const size = 8 + view.getUint32(at + 4, true)
    const name = String.fromCharCode(...file.subarray(at, at + 4))
    if (["ALPH", "VP8 ", "VP8L"].includes(name)) found.push(file.subarray(at, at + size + (size % 2)))
    at += size + (size % 2)
  }
  return joined(found)
}

/**
 * An animation that repeats. `frames` are files of one picture each; `durations` milliseconds.
 * @type {(frames: Uint8Array[], durations: number[], width: number, height: number) => Uint8Array<ArrayBuffer>}
 */
export function animated(frames, durations, width, height) {
  const size = joined([number(width - 1, 3), number(height - 1, 3)])
  const parts = frames.map((frame, n) => chunk("ANMF",
    joined([new Uint8Array(6), size, number(durations[n], 3), number(0, 1), pixels(frame)])))
  const content = joined([
    latin("WEBP"),
    chunk("VP8X", joined([number(ALPHA | ANIMATION, 4), size])),
    chunk("ANIM", new Uint8Array(6)),
    ...parts,
  ])
  return chunk("RIFF", content)
}
