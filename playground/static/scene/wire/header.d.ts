// What Python sends of a picture, once its bytes are read (see blob.js): the header with arrays in
// the places of their codes. The other half is playground/scene/pack.py and body.py, of links
// playground/links/stack.py.

export type Point = [x: number, y: number]
export type Window = [x0: number, x1: number, y0: number, y1: number]
export type Scale = "sequential" | "diverging" | "ink"

/** How the numbers of an array are written; see playground/scene/body.py. */
export type Code = "u2" | "c1" | "f2" | "u1" | "f4"
export type Numbers = Uint16Array | Uint8Array | Float32Array

// One frame of an array: its numbers, and the range of those that are codes.
export interface Plain { data: Float32Array }
export interface Opacities { data: Uint8Array }
export interface Halves { data: Uint16Array }
export interface Shares { data: Uint16Array, low: number, high: number }
export interface Colours { data: Uint8Array | Uint16Array, low: number, high: number, power: number }
export type Positions = Plain | { data: Uint16Array, low: Point, high: Point }

/** An array over frames, or one that stands still and is the same at each. */
export interface Track<Frame> {
  type: Code
  shape: number[] // of one frame
  timed: boolean
  at(frame: number): Frame | undefined
}

/** A track that was sent, and not computed here. */
export interface Sent<Frame> extends Track<Frame> { frames: Frame[] }

/** How an array stands in a header before its numbers are read. */
export interface Spec {
  at: number // bytes from the end of the header
  type: Code
  shape: number[]
  timed: boolean
}

/** A stage of a small network; see playground/scene/computed/pack_network.py. */
export interface Stage {
  weight: Sent<Halves>
  bias: Sent<Plain>
  activation: "" | "silu" | "sigmoid"
}

/** An array that is computed here; see computed.js. */
export interface Recipe {
  network: Stage[]
  handles: string
  start: Point[]
  each: number[]
  count: number | null
  low?: number
  high?: number
  power?: number
}

/** What every layer may be asked for. */
interface Common {
  name: string
  visible: boolean
  panel: number | null
  color?: number // place among the theme's categorical colours
  xy?: Track<Positions>
  values?: Track<Colours> | Sent<Plain>
  scale?: Scale
  low?: number
  high?: number
  power?: number
  unit?: string
  outside?: boolean
}

/** How values become colours. */
export interface Scaled { scale: Scale, low: number, high: number, power: number, unit: string }

export interface Field extends Common, Scaled {
  kind: "field"
  name: string
  values: Track<Colours>
  extent: Window
  levels: number[]
  opacity: number
  cells: boolean
  digits: number | null // with which every cell has its value written in it
  bar?: boolean // false where no bar beside the plane says what the colours mean
  scale: Scale
  low: number
  high: number
  power: number
  unit: string
}

export interface Points extends Common {
  kind: "points"
  xy: Track<Positions>
  color: number
  size: number
  outside: boolean
  opacity: number | Sent<Opacities>
  values?: Sent<Plain>
  classes?: Sent<Plain> // a negative one has the layer's own colour
}

export interface Mesh extends Common {
  kind: "mesh"
  xy: Track<Positions>
  color: number
  weight: Sent<Opacities> | null
}

/** Lines of different lengths: all their points, and how many each has. */
export interface Rings<Frame> { xy: Sent<Frame>, lengths: number[] }

export interface Polygons extends Common {
  kind: "polygons"
  rings: Rings<Positions>
  color: number
  fill?: Sent<Plain>
}

export interface Paths extends Common {
  kind: "paths"
  xy: Track<Positions>
  color: number
  dashed: boolean
  bars: boolean // whether the width is in units of the first axis
  width: number
}

export interface Arrows extends Common {
  kind: "arrows"
  xy: Track<Positions>
  tip: Track<Positions>
  color: number
}

export interface Labels extends Common {
  kind: "labels"
  xy: Track<Positions>
  texts: string[]
  room: number | null
}

export interface Glyphs extends Common {
  kind: "glyphs"
  xy: Track<Positions>
  texts: string[]
  classes: number[]
  size: number
}

export interface Letters extends Common {
  kind: "letters"
  codes: Sent<Plain> // by rows, the lowest first; NaN is an empty cell
  alphabet: string
  extent: Window
}

export interface Ellipses extends Common {
  kind: "ellipses"
  xy: Track<Positions>
  radii: Sent<Plain>
  color: number
  opacity: number
}

export interface Handles extends Common {
  kind: "handles"
  xy: Sent<Plain>
  color: number
  labels: string[]
  shared: string
  along: "" | "x" | "y" // the axis that they keep to
  titles: string[]
  clicks: boolean // whether one may be chosen without dragging it
  off: boolean[] // which are drawn thin and grey; empty for none
}

export interface Drawing extends Common {
  kind: "drawing"
  color: number
  limit: number
  kept: boolean // whether the strokes are the person's, and not the page's
  strokes: Rings<Plain>
}

export type Layer = Field | Points | Mesh | Polygons | Paths | Arrows | Labels | Glyphs | Letters
  | Ellipses | Handles | Drawing

/** A layer whose values are colours. */
export type Coloured = Layer & Scaled

/** A number over time, drawn in the strip. */
export interface Curve {
  name: string
  values: Sent<Plain>
  color: number
  floor: number | null
  floor_name: string
  log: boolean
  wanted: [low: number, high: number] | null
}

/** What a time axis is told. */
export interface Timed {
  times: number[]
  time_name: string
  total: number | null
  live: boolean
  start: "first" | "last" | number
  link: string
  transport?: boolean // false where a linked picture has the time axis of this one
  pace?: number | null
  autoplay: boolean
  report_time: boolean
  curves: Curve[]
}

/** What a recording grows by. */
export interface Chunk {
  identity: string
  first: number
  times: number[]
  bytes: Uint8Array // of which all of this was read
  layers: { name: string, panel?: number | null }[]
  curves: Curve[]
}

/** What a picture is told besides, of either kind. */
export interface Shown { height: number, share: number, badge: string, meaning: string, alt: string }

export interface Panel { title: string, color: number | null }

export interface SceneHeader extends Timed, Chunk, Shown {
  layers: Layer[]
  panels: Panel[]
  captions: string[]
  spots: Point[] // where each frame can be pointed at, once or several times one after the other
  window: Window
  measured: Window | null // the part of the window in which the axes have numbers
  echo: number // the last of the person's drags and strokes that is taken into account
  switched: { names: string[], echo: number }
  x_label: string
  y_label: string
  equal: boolean
  tall: number // height of a narrow plane without equal units, as part of its width
  report_probe: boolean
  axes: boolean
}

export type Matrix = [column: number, row: number]
export type Side = "sources" | "targets"

export interface LinksHeader extends Timed, Chunk, Shown {
  layers: [{ name: string, values: Sent<Shares> }]
  sources: string[]
  targets: string[]
  origins: Record<Side, string[]> // what words stand for that do not say it themselves
  columns: string[]
  rows: string[]
  breaks: number[]
  nouns: [column: string, row: string]
  views: ("matrix" | "lines")[]
  relation: [verb: string, weight: string]
  matrices: Matrix[]
  crossed: Matrix[]
  locked: Record<Side, number[]>
  version: number // counts what was pinned from outside
  table: boolean
}
