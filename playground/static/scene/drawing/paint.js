// All that a picture's canvas shows: in each panel its layers and axes, then bars and handles.

import { drawAxes } from "../plane/axes.js"
import { drawLayer } from "./layers.js"
import { drawOutside } from "./outside.js"
import { drawBars, roomInTitle } from "../plane/bars.js"
import { drawTitle } from "../plane/panels.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/theme.js" */
/** @import { Legend } from "../legend/legend.js" */
/** @import { View } from "../plane/view.js" */
/** @import { Handles } from "../pointer/handles.js" */
/** @import { Sketch } from "../pointer/sketch.js" */
/** @import { Coloured, Layer, SceneHeader } from "../wire/header.js" */
/** @import { Cache } from "./moment.js" */

/** @type {(layer: Layer, panel: number) => boolean} */
export const inPanel = (layer, panel) => layer.panel === null || layer.panel === panel

/**
 * What painting asks of a picture; `seen` are its visible layers.
 * @typedef {{ view: View, theme: Theme, header: SceneHeader, seen: Layer[], timeline: { frame: number },
 *   drawing: Sketch, handles: Handles, legend: Legend }} Painted
 */
/**
 * And besides: the bars of colours, the width of the whole, what is kept between draws, the pixels
 * of a CSS pixel.
 * @typedef {{ bars: Coloured[], room: number, cache: Cache, ratio: number }} How
 */

/**
 * Paint a picture. Returns in words what lies outside of it.
 * @type {(context: Paper, picture: Painted, how: How) => string[]}
 */
export function paint(context, picture, { bars, room, cache, ratio }) {
  const { view, theme, header, seen, timeline, drawing, handles, legend } = picture
  const moment = { frame: timeline.frame, view, theme, cache, ratio, coloured: false }
  /** @type {string[]} */
  const outside = []
  view.boxes.forEach(({ left, top, width, height }, panel) => {
    view.turn(panel)
    const here = seen.filter((layer) => inPanel(layer, panel))
    moment.coloured = here.some(({ kind }) => kind === "field")
    context.save()
    context.beginPath()
    context.rect(left, top, width, height)
    context.clip()
    for (const layer of here) {
      if (layer.kind === "drawing") drawing.draw(context, view, theme)
      else drawLayer(context, layer, moment)
    }
    outside.push(...drawOutside(context, here, moment))
    context.restore()
    drawAxes(context, header, view, room, theme)
    if (!header.panels.length) return
    const taken = roomInTitle(header, bars, view.boxes, panel, room, theme)
    drawTitle(context, header.panels[panel], view.box, taken, theme)
  })
  view.turn(view.entered)
  if (bars.length) drawBars(context, header, bars, view.boxes, room, theme)
  handles.draw(context, theme, (layer) => legend.shows(layer))
  return outside
}
