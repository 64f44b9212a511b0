// From bytes to arrays over time. The layout is told in playground/scene/pack.py and body.py.

import { halfTable } from "./halves.js"
import { Computed } from "./computed.js"
import { Filtered } from "./filtered.js"

const TYPES = { u2: Uint16Array, c1: Uint8Array, f2: Uint16Array, u1: Uint8Array, f4: Float32Array }

/** The header of a blob, its arrays as {kind, shape, timed, frames: [{data, low, high, ...}]}. */
export function decode(bytes) {
  const buffer = bytes.slice().buffer // a copy starts at 0, so that typed views are aligned
  const length = new DataView(buffer).getUint32(4, true)
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)))
  const body = 8 + length

  const walk = (node) => {
    if (Array.isArray(node)) return node.map(walk)
    if (node === null || typeof node !== "object") return node
    if ("at" in node) return track(node, buffer, body)
    const walked = Object.fromEntries(Object.entries(node).map(([name, item]) => [name, walk(item)]))
    if ("filter" in node) return new Filtered(walked)
    return "network" in node ? new Computed(walked) : walked
  }
  return { ...walk(header), bytes: new Uint8Array(buffer) }
}

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

class Track {
  constructor(type, shape, timed, frames) {
    Object.assign(this, { type, shape, timed, frames })
  }

  /** The array at a frame, or undefined where there is none. */
  at(frame) {
    return this.timed ? this.frames[frame] : this.frames[0]
  }
}

/** The frames of one recording, growing chunk by chunk. */
export class Recording {
  identity = null
  times = []
  tracks = new Map()
  chunks = [] // { first, bytes }: what, taken in one after the other, brings all of this again

  get count() {
    return this.times.length
  }

  /** Take in a decoded header, whose timed tracks then hold all frames known.
   *  Returns the frame from which on the recording must be sent again, or null. */
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

/** What tells a layer from all others: panels have layers of the same name. */
export const keyOf = ({ panel, name }) => (panel === null ? name : `${panel} ${name}`)

function timedTracks(header) {
  const found = new Map()
  const walk = (node, path) => {
    if (node instanceof Computed || node instanceof Filtered) return
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

/** The value of a field at the code of one cell; NaN where there is none. */
export function fieldValue(type, { data, low, high, power }, index) {
  const code = data[index]
  if (type === "f2") return low + halfTable()[code] * (high - low)
  return code === 255 ? NaN : low + (code / 254) ** (1 / power) * (high - low)
}

/** Coordinates (x, y, x, y, ...) of a track's frame, NaN for what is not there. */
export function coordinates(frame) {
  const { data, low, high } = frame
  if (data instanceof Float32Array) return data
  const out = new Float32Array(data.length)
  for (let axis = 0; axis < 2; axis++) {
    const step = (high[axis] - low[axis]) / 65534
    for (let i = axis; i < data.length; i += 2) {
      out[i] = data[i] === 65535 ? NaN : low[axis] + data[i] * step
    }
  }
  return out
}
