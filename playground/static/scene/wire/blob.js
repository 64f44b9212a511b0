// From bytes to arrays over time. The layout is told in playground/scene/pack.py and body.py.

import { halfTable } from "./codes.js"
import { Bumps } from "./bumps.js"
import { Computed } from "./computed.js"
import { Filtered } from "./filtered.js"

/** @import { Chunk, Code, Colours, LinksHeader, Numbers, Positions, Recipe, SceneHeader, Spec } from "./header.js" */
/** @import { Sums } from "./bumps.js" */
/** @import { Told } from "./filtered.js" */

const TYPES = { u2: Uint16Array, c1: Uint8Array, f2: Uint16Array, u1: Uint8Array, f4: Float32Array }

/**
 * The header of a blob, its arrays as {kind, shape, timed, frames: [{data, low, high, ...}]}.
 * @type {(bytes: Uint8Array) => SceneHeader | LinksHeader}
 */
export function decode(bytes) {
  const buffer = bytes.slice().buffer // a copy starts at 0, so that typed views are aligned
  const length = new DataView(buffer).getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)))
  const body = 8 + length

  /** @type {(node: unknown) => unknown} */
  const walk = (node) => {
    if (Array.isArray(node)) return node.map(walk)
    if (node === null || typeof node !== "object") return node
    if ("at" in node) return track(/** @type {Spec} */ (node), buffer, body)
    const walked = Object.fromEntries(Object.entries(node).map(([name, item]) => [name, walk(item)]))
    if ("bumps" in node) return new Bumps(/** @type {Sums} */ (/** @type {unknown} */ (walked)))
    if ("filter" in node) return new Filtered(/** @type {Told} */ (/** @type {unknown} */ (walked)))
    return "network" in node ? new Computed(/** @type {Recipe} */ (/** @type {unknown} */ (walked))) : walked
  }
  const read = { .../** @type {object} */ (walk(header)), bytes: new Uint8Array(buffer) }
  return /** @type {SceneHeader | LinksHeader} */ (read)
}

/** @type {(spec: Spec, buffer: ArrayBuffer, body: number) => Track<{ data: Numbers }>} */
function track({ at, type, shape, timed, ...range }, buffer, body) {
  const count = timed ? shape[0] : 1
  const still = timed ? shape.slice(1) : shape
  const size = still.reduce((product, axis) => product * axis, 1)
  const Type = TYPES[type]
  const frames = Array.from({ length: count }, (_, i) => ({
    data: new Type(buffer, body + at + i * size * Type.BYTES_PER_ELEMENT, size),
    ...range,
  }))
  return new Track(type, still, timed, frames)
}

/** @template Frame */
class Track {
  /**
   * @param {Code} type
   * @param {number[]} shape of one frame
   * @param {boolean} timed
   * @param {Frame[]} frames
   */
  constructor(type, shape, timed, frames) {
    this.type = type
    this.shape = shape
    this.timed = timed
    this.frames = frames
  }

  /**
   * The array at a frame, or undefined where there is none.
   * @param {number} frame
   * @returns {Frame | undefined}
   */
  at(frame) {
    return this.timed ? this.frames[frame] : this.frames[0]
  }
}

/** The frames of one recording, growing chunk by chunk. */
export class Recording {
  /** @type {string | null} */
  identity = null
  /** @type {number[]} */
  times = []
  /** @type {Map<string, Track<unknown>>} */
  tracks = new Map()
  /** @type {{ first: number, bytes: Uint8Array }[]} */
  chunks = [] // what, taken in one after the other, brings all of this again

  get count() {
    return this.times.length
  }

  /**
   * Take in a decoded header, whose timed tracks then hold all frames known.
   * Returns the frame from which on the recording must be sent again, or null.
   * @param {Chunk} header
   * @returns {number | null}
   */
  accept(header) {
    const chunk = timedTracks(header)
    if (header.identity !== this.identity || header.first === 0) {
      this.identity = header.identity
      this.times = []
      this.chunks = []
      this.tracks.clear()
    }
    let have = this.count
    for (const name of chunk.keys()) have = Math.min(have, this.tracks.get(name)?.frames.length ?? 0)
    const gap = header.first > have
    if (!gap) {
      const { first, bytes, times } = header
      this.times = this.times.slice(0, first).concat(times)
      this.chunks = this.chunks.filter((chunk) => chunk.first < first).concat({ first, bytes })
    }
    for (const [name, track] of chunk) {
      const known = this.tracks.get(name)?.frames ?? []
      const added = gap ? [] : track.frames
      if (!gap) known.length = Math.min(known.length, header.first)
      track.frames = known
      for (const frame of added) known.push(frame)
      this.tracks.set(name, track)
    }
    return gap ? have : null
  }
}

/**
 * What tells a layer from all others: panels have layers of the same name.
 * @type {(layer: { panel?: number | null, name: string }) => string}
 */
export const keyOf = ({ panel, name }) => ((panel ?? null) === null ? name : `${panel} ${name}`)

/**
 * Whether an array is computed here, from where its handles stand.
 * @type {(node: unknown) => node is Bumps | Computed | Filtered}
 */
export const isComputed = (node) => [Bumps, Computed, Filtered].some((kind) => node instanceof kind)

/** @param {Chunk} header */
function timedTracks(header) {
  /** @type {Map<string, Track<unknown>>} */
  const found = new Map()
  /** @type {(node: unknown, path: string) => void} */
  const walk = (node, path) => {
    if (isComputed(node)) return
    if (node instanceof Track) {
      if (node.timed) found.set(path, node)
    } else if (node !== null && typeof node === "object") {
      for (const [name, item] of Object.entries(node)) walk(item, `${path}/${name}`)
    }
  }
  for (const layer of header.layers) walk(layer, `layer ${keyOf(layer)}`)
  for (const curve of header.curves) walk(curve, `curve ${curve.name}`)
  return found
}

/**
 * The value of a field at the code of one cell; NaN where there is none.
 * @type {(type: Code, array: Colours, index: number) => number}
 */
export function fieldValue(type, { data, low, high, power }, index) {
  const code = data[index]
  if (type === "f2") return low + halfTable()[code] * (high - low)
  return code === 255 ? NaN : low + (code / 254) ** (1 / power) * (high - low)
}

/**
 * Coordinates (x, y, x, y, ...) of a track's frame, NaN for what is not there.
 * @param {Positions} frame
 */
export function coordinates(frame) {
  if (!("low" in frame)) return frame.data
  const { data, low, high } = frame
  const out = new Float32Array(data.length)
  for (let axis = 0; axis < 2; axis++) {
    const step = (high[axis] - low[axis]) / 65534
    for (let i = axis; i < data.length; i += 2) {
      out[i] = data[i] === 65535 ? NaN : low[axis] + data[i] * step
    }
  }
  return out
}
