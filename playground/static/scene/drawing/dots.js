// Points as discs with a halo, copied from images that are drawn once.

import { isScaled, scaleIndex } from "../plane/scale.js"
import { keep, pixelsOf } from "./moment.js"
import { stamp } from "./stamp.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Points } from "../wire/header.js" */
/** @import { Moment } from "./painted.js" */

// A dot may lie at half a pixel, so that it moves smoothly: there is an image for each case.
/** @type {[number, number][]} */
const PHASES = [[0, 0], [0.5, 0], [0, 0.5], [0.5, 0.5]]
// How far a halo in the page's colour reaches, in CSS pixels: on paper it parts a dot from its
// neighbours, on a field, which may have the very colour of the dot, it parts dots from the field.
const RIM = 0.75
export const RING = 1.25

/** @typedef {[style: string, wider: number, share: number]} Disc how much larger than the dot, and how opaque */

/**
 * A cloud of points, each coloured by its value, by its class, or all by their concept.
 * @type {(context: Paper, layer: Points, moment: Moment, colour: string) => void}
 */
export function points(context, layer, moment, colour) {
  const { frame, view, theme, cache, ratio, coloured } = moment
  const xy = pixelsOf(layer.xy, moment)
  if (!xy) return
  const size = layer.size * Math.sqrt(theme.unit) // larger text, but not fewer points to tell
  const { opacity } = layer
  const each = typeof opacity === "number" ? null : opacity.frames[0].data
  const values = layer.values?.at(frame)?.data
  const classes = layer.classes?.at(frame)?.data
  /** @param {Disc[]} discs */
  const sprites = (...discs) => keep(cache, `dots ${layer.name} ${size} ${discs}`, [ratio, theme], () =>
    PHASES.map((phase) => dot(discs, size, ratio, phase)))
  /** @type {Disc} */
  const rim = [theme.background, RIM, 0.6]
  /** @param {string} fill */
  const whole = (fill) => sprites(...(coloured ? [] : [rim]), [fill, 0, 1])
  const reach = size + 2
  context.setTransform(1, 0, 0, 1, 0, 0) // whole device pixels are copied much faster
  if (typeof opacity === "number") context.globalAlpha = opacity
  /** @param {(n: number) => HTMLCanvasElement[] | null} imagesOf */
  const copy = (imagesOf) => {
    for (let i = 0; i < xy.length; i += 2) {
      const x = xy[i]
      const y = xy[i + 1]
      if (!view.contains(x, y, reach)) continue
      const images = imagesOf(i / 2)
      if (!images) continue
      if (each) context.globalAlpha = each[i / 2] / 255
      const side = images[0].width
      const u = Math.round(2 * (x * ratio - side / 2))
      const v = Math.round(2 * (y * ratio - side / 2))
      context.drawImage(images[(u & 1) + 2 * (v & 1)], u >> 1, v >> 1)
    }
  }
  if (coloured) {
    const ring = sprites([theme.background, RING, 1])
    copy(() => ring) // of all dots first: a crowd keeps its colour
  }
  if (!values) {
    const images = whole(colour)
    const { classes: colours } = theme
    copy((n) => {
      const its = classes?.[n] ?? -1
      return its >= 0 ? whole(colours[its % colours.length]) : images
    })
    return
  }
  if (!isScaled(layer)) return
  const { css } = theme[layer.scale]
  copy((n) => {
    const index = scaleIndex(layer, values[n])
    return index < 0 ? null : whole(css[index & ~3]) // 64 colours are enough
  })
}

/**
 * Discs around one centre, the largest first.
 * @type {(discs: Disc[], size: number, ratio: number, phase: [number, number]) => HTMLCanvasElement}
 */
function dot(discs, size, ratio, [dx, dy]) {
  const side = 2 * Math.ceil((size + RING + 0.75) * ratio)
  return stamp(side, side, (context) => {
    for (const [style, wider, share] of discs) {
      context.fillStyle = style
      context.globalAlpha = share
      context.beginPath()
      context.arc(side / 2 + dx, side / 2 + dy, (size + wider) * ratio, 0, 2 * Math.PI)
      context.fill()
    }
  })
}
