// The large matrices as a PNG: cells and lines with their words, at twice the size of the screen.

import { density } from "../component/dom.js"
import { download } from "../scene/export.js"
import { cut } from "./text.js"

const GAP = 16

export function save(board) {
  const names = board.chosen.map((pair) => pair.join("."))
  return download(board, () => compose(board), names)
}

function compose({ panels, header, theme, views, badge }) {
  const ratio = density()
  const em = theme.size
  const parts = panels.filter((panel) => !panel.element.hidden).flatMap((panel) => [
    ...(views.has("matrix") ? [{ title: panel.title.textContent, canvas: panel.heat.canvas }] : []),
    ...(views.has("lines") ? [{ title: panel.title.textContent, canvas: panel.lines.canvas, words: header }] : []),
  ])
  const side = 7 * em // room for words beside lines
  for (const part of parts) {
    part.width = part.canvas.width / ratio + (part.words ? 2 * side : 0)
    part.height = part.canvas.height / ratio
  }
  const out = document.createElement("canvas")
  out.width = ratio * parts.reduce((sum, part) => sum + part.width + GAP, GAP)
  out.height = ratio * (Math.max(...parts.map((part) => part.height)) + 2 * em + 2 * GAP)
  const context = out.getContext("2d")
  context.scale(ratio, ratio)
  context.fillStyle = theme.background
  context.fillRect(0, 0, out.width, out.height)
  context.textBaseline = "middle"
  let left = GAP
  for (const { title, canvas, words, width, height } of parts) {
    context.fillStyle = theme.text
    context.textAlign = "left"
    context.font = `600 ${em}px ${theme.font}`
    context.fillText([title, badge.textContent].filter(Boolean).join(" · "), left, GAP + 0.5 * em)
    const top = GAP + 2 * em
    const from = words ? left + side : left
    context.drawImage(canvas, from, top, canvas.width / ratio, height)
    context.font = `${0.85 * em}px ${theme.font}`
    const write = (list, align, x) => {
      context.textAlign = align
      const line = height / Math.max(words.sources.length, words.targets.length)
      list.forEach((word, i) => context.fillText(cut(word, context, side - 8), x, top + (i + 0.5) * line))
    }
    if (words) {
      write(words.sources, "right", from - 6)
      write(words.targets, "left", from + canvas.width / ratio + 6)
    }
    left += width + GAP
  }
  return out
}
