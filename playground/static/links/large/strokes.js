// One matrix as lines from word to word: the stronger a link, the bolder its line.

import { cut } from "../text.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Drawn } from "./drawn.js" */

const FAINT = 0.02 // weaker links are not drawn among all others

/**
 * The word that is pointed at alone, on either side.
 * @type {(pointed: Drawn["pointed"]) => { from: number | null, to: number | null }}
 */
export const alone = (pointed) => ({
  from: pointed?.target === null ? pointed.source : null,
  to: pointed?.source === null ? pointed.target : null,
})

/**
 * Lines over so much width between words of so much height.
 * @type {(context: Paper, drawn: Drawn, width: number, line: number) => void}
 */
export function drawStrokes(context, { header, weights, matrix, pointed, locks, theme }, width, line) {
  const { from, to } = alone(pointed)
  /** @type {(i: number, j: number) => boolean} */
  const shown = (i, j) => {
    if (from !== null || to !== null) return i === from || j === to
    if (pointed) return i === pointed.source && j === pointed.target
    return (!locks.sources.size || locks.sources.has(i))
      && (!locks.targets.size || locks.targets.has(j))
  }
  const few = Boolean(pointed) || locks.sources.size + locks.targets.size > 0
  context.strokeStyle = theme.categorical[1]
  for (let i = 0; i < header.sources.length; i++) {
    for (let j = 0; j < header.targets.length; j++) {
      const weight = weights.at(matrix, i, j)
      if (!(weight > (few ? 0.002 : FAINT)) || !shown(i, j)) continue
      const [y0, y1] = [(i + 0.5) * line, (j + 0.5) * line]
      context.globalAlpha = Math.min(1, few ? 0.12 + 0.9 * weight ** 0.7 : weight ** 0.8)
      context.lineWidth = 0.6 + 3.2 * weight * theme.unit
      context.beginPath()
      context.moveTo(0, y0)
      context.bezierCurveTo(width * 0.4, y0, width * 0.6, y1, width, y1)
      context.stroke()
    }
  }
  context.globalAlpha = 1
}

/**
 * The words of both sides beside the lines, each with so much room.
 * @type {(context: Paper, drawn: Drawn, width: number, line: number, room: number) => void}
 */
export function writeWords(context, { header, theme }, width, line, room) {
  const gap = 6
  context.font = `${0.85 * theme.size}px ${theme.font}`
  context.textBaseline = "middle"
  context.fillStyle = theme.text
  /** @type {(words: string[], align: CanvasTextAlign, x: number) => void} */
  const write = (words, align, x) => {
    context.textAlign = align
    words.forEach((word, i) =>
      context.fillText(cut(word, context, room - 8), x, (i + 0.5) * line))
  }
  write(header.sources, "right", -gap)
  write(header.targets, "left", width + gap)
}
