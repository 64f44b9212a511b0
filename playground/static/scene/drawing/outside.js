// Points that lie outside the frame are counted at the edge behind which they are.

import { pixelsOf } from "./moment.js"
import { word } from "./words.js"
import { lettering } from "../plane/lettering.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { View } from "../plane/view.js" */
/** @import { Layer, Points } from "../wire/header.js" */
/** @import { Moment } from "./painted.js" */

/**
 * How many points of a layer lie behind each edge of the present panel.
 * @type {(layer: Points, frame: number, view: View) => Record<"left" | "right" | "top" | "bottom", number>}
 */
export function behindEdges(layer, frame, view) {
  const counts = { left: 0, right: 0, top: 0, bottom: 0 }
  const xy = pixelsOf(layer.xy, { frame, view }) ?? []
  const { left, top, width, height } = view.box
  for (let i = 0; i < xy.length; i += 2) {
    const across = Math.max(left - xy[i], xy[i] - left - width)
    const along = Math.max(top - xy[i + 1], xy[i + 1] - top - height)
    if (!(Math.max(across, along) > 0)) continue // inside, or nowhere
    if (across > along) counts[xy[i] < left ? "left" : "right"]++
    else counts[xy[i + 1] < top ? "top" : "bottom"]++
  }
  return counts
}

/**
 * Write the counts at the edges of the present panel; returns them in words, one a layer.
 * @type {(context: Paper, layers: Layer[], moment: Pick<Moment, "frame" | "view" | "theme">) => string[]}
 */
export function drawOutside(context, layers, { frame, view, theme }) {
  const counted = layers.filter((layer) => layer.kind === "points").filter(({ outside }) => outside)
  const { left, top, width, height } = view.box
  const em = theme.size
  const [middle, centre] = [left + width / 2, top + height / 2]
  context.save()
  context.font = `600 ${lettering(em, 0.85)}px ${theme.font}`
  context.textBaseline = "middle"
  const said = counted.map((layer, n) => {
    const counts = behindEdges(layer, frame, view)
    /** @type {(count: number, align: CanvasTextAlign, text: string, x: number, y: number) => void} */
    const write = (count, align, text, x, y) => {
      if (!count) return
      context.textAlign = align
      word(context, text, x, y, theme)
    }
    const [down, gap] = [n * 1.2 * em, 0.4 * em]
    write(counts.left, "left", `◂ ${counts.left}`, left + gap, centre + down)
    write(counts.right, "right", `${counts.right} ▸`, left + width - gap, centre + down)
    write(counts.top, "center", `▴ ${counts.top}`, middle, top + 0.8 * em + down)
    write(counts.bottom, "center", `▾ ${counts.bottom}`, middle, top + height - 0.8 * em - down)
    const all = Object.values(counts).reduce((sum, count) => sum + count)
    return all ? `${all} ${layer.name} outside the frame` : ""
  })
  context.restore()
  return said.filter(Boolean)
}
