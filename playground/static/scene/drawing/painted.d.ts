// What a picture's canvas is painted from.

import type { Theme } from "../../component/look.js"
import type { Legend } from "../legend/legend.js"
import type { View } from "../plane/view.js"
import type { Handles } from "../pointer/handles.js"
import type { Sketch } from "../pointer/sketch.js"
import type { Coloured, Layer, SceneHeader } from "../wire/header.js"

/** What painting asks of a picture. */
export interface Painted {
  view: View
  theme: Theme
  header: SceneHeader
  seen: Layer[] // the visible layers
  timeline: { frame: number }
  drawing: Sketch
  handles: Handles
  legend: Legend
}

/** What is kept between draws. */
export type Cache = Map<string, { reasons: unknown[], value: unknown }>

/** What painting asks besides. */
export interface How {
  bars: Coloured[] // the bars of colours
  room: number // the width of the whole
  cache: Cache
  ratio: number // pixels of a CSS pixel
}

/** What drawing a layer asks besides the layer. */
export interface Moment {
  frame: number
  view: View
  theme: Theme
  cache: Cache
  ratio: number // pixels of a CSS pixel
  coloured: boolean // a field lies behind, which may have the very colour of a mark
}
