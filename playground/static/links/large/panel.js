// One matrix large: its name, its cells, its lines, and the value that is pointed at.

import { element } from "../../component/dom.js"
import { told } from "../weights.js"
import { explained } from "../text.js"
import { Heat } from "./heat.js"
import { Lines } from "./lines.js"

/** @import { LinksHeader, Side } from "../../scene/wire/header.js" */
/** @import { Acts, Drawn, Spot } from "./drawn.js" */

export class Panel {
  /** @param {Acts} acts */
  constructor(acts) {
    this.heat = new Heat(acts)
    this.lines = new Lines(acts)
    this.title = element("h3", {})
    this.reading = element("output", { class: "reading" })
    this.frame = element("div", { class: "frame" }, this.heat.canvas)
    this.element = element("section", { class: "panel" },
      element("header", {}, this.title, this.reading), this.frame, this.lines.element)
  }

  /** @param {LinksHeader} header */
  update(header) {
    this.lines.update(header)
  }

  /** @type {(drawn: Drawn, letter: string) => void} */
  draw(drawn, letter) {
    const { header, weights, matrix, pointed, views } = drawn
    const [c, r] = matrix
    const name = `${header.nouns[0]} ${header.columns[c]} · ${header.nouns[1]} ${header.rows[r]}`
    this.title.textContent = letter ? `${letter}: ${name}` : name
    this.frame.hidden = !views.has("matrix")
    this.lines.element.hidden = !views.has("lines")
    const { source = null, target = null } = pointed ?? {}
    const whole = source !== null && target !== null
    this.reading.replaceChildren(...(whole ? reading(drawn, source, target) : one(header, source, target)))
    this.heat.canvas.setAttribute("aria-label",
      `${name}: ${header.sources.length} by ${header.targets.length} weights; arrow keys read them`)
    if (views.has("matrix")) this.heat.draw(drawn)
    if (views.has("lines")) this.lines.draw(drawn)
    this.element.dataset.sum = whole ? told(weights.at(matrix, source, target)) : ""
  }

  /** @type {(drawn: Drawn, cell: { source: number, target: number }) => string} */
  sentence(drawn, cell) {
    return Heat.sentence(drawn, cell)
  }
}

/**
 * One word, where it does not say itself what it stands for.
 * @type {(header: LinksHeader, source: Spot["source"], target: Spot["target"]) => Node[]}
 */
function one(header, source, target) {
  const side = source === null ? "targets" : "sources"
  const place = source ?? target
  return place !== null && header.origins[side][place] ? [word(header, side, place)] : []
}

/** @type {(drawn: Drawn, source: number, target: number) => (Node | string)[]} */
function reading({ header, weights, matrix }, source, target) {
  return [word(header, "sources", source), ` ${header.relation[0]} `,
    word(header, "targets", target), " ",
    element("b", {}, told(weights.at(matrix, source, target)))]
}

/** @type {(header: LinksHeader, side: Side, place: number) => HTMLElement} */
function word(header, side, place) {
  const node = element("bdi", { class: side.slice(0, -1) })
  node.textContent = explained(header, side, place, header[side][place])
  return node
}
