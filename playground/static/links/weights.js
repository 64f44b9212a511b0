// The numbers of one frame: weights, and their colours.

import { ramp } from "../component/colour.js"

const NOTHING = 65535
const LIFT = 0.6 // the colour position is weight ** LIFT, so that faint links are seen

export class Weights {
  constructor(frame, shape) {
    this.data = frame.data
    ;[this.columns, this.rows, this.sources, this.targets] = shape
  }

  offset([column, row]) {
    return (column * this.rows + row) * this.sources * this.targets
  }

  /** The weight from source i to target j, or NaN where there is no link at all. */
  at(matrix, i, j) {
    const code = this.data[this.offset(matrix) + i * this.targets + j]
    return code === NOTHING ? NaN : code / 65534
  }

  /** A canvas with a pixel for each link. */
  image(matrix, words) {
    const canvas = document.createElement("canvas")
    Object.assign(canvas, { width: this.targets, height: this.sources })
    const context = canvas.getContext("2d")
    const picture = context.createImageData(this.targets, this.sources)
    const pixels = new Uint32Array(picture.data.buffer)
    const start = this.offset(matrix)
    for (let i = 0; i < pixels.length; i++) {
      const code = this.data[start + i]
      pixels[i] = code === NOTHING ? 0 : words[code >> 8]
    }
    context.putImageData(picture, 0, 0)
    return canvas
  }
}

let known = { key: "" }

/** Colours from nothing to all, by the upper eight bits of a code, and as CSS by a weight. */
export function colours(theme) {
  if (known.key === theme.key) return known
  const scale = ramp([theme.background, theme.categorical[1]])
  const words = Uint32Array.from({ length: 256 }, (_, high) =>
    scale.words[Math.round((high / 255) ** LIFT * 255)])
  const css = (weight) => scale.css[Math.round(weight ** LIFT * 255)]
  known = { key: theme.key, words, css }
  return known
}

/** A weight for reading: three digits after the point. */
export const told = (weight) => (Number.isNaN(weight) ? "–" : weight.toFixed(3))
