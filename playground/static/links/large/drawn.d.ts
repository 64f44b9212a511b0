// What a large matrix is drawn from, and what a hand on it does.

import type { Theme } from "../../component/look.js"
import type { LinksHeader, Matrix, Side } from "../../scene/wire/header.js"
import type { Weights } from "../weights.js"

/** A cell, or a word on one side of it. */
export interface Spot { source: number | null, target: number | null }

export type View = "matrix" | "lines"

export interface Drawn {
  header: LinksHeader
  weights: Weights
  matrix: Matrix
  pointed: Spot | null
  locks: Record<Side, Set<number>>
  theme: Theme
  views: Set<View>
  height: number // CSS pixels that there is room for
}

export interface Acts {
  point(spot: Spot | null): void
  lock(side: Side, place: number): void
  say(cell: { source: number, target: number }): void
}
