// What the browser itself makes of the pictures on the page, each file when its word is pressed.

import { atDensity, element, styled } from "../component/dom.js"
import { momentOf, save } from "../scene/export.js"
import { deliver, setupOf } from "../component/file.js"
import { pictures } from "../scene/keys.js"
import { animation, planned } from "./animation.js"
import { chartFile, charts } from "./charts.js"
import { LARGEST, player, weight } from "./player.js"
import { Sheet } from "./svg.js"

/** @import { Chart } from "./charts.js" */
/** @import { Place } from "../component/placed.js" */
/** @import { Board } from "../links/board.js" */
/** @import { Picture } from "../scene/picture.js" */

const FINE = 4 // parts of a CSS pixel that a point in an SVG may lie at
const FAILED = "The file could not be made. Reload the page and try again."
/** @param {number} bytes */
const size = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`

export class Menu {
  /** @param {Place} parent */
  constructor(parent) {
    this.root = element("div", { class: "files" })
    this.said = element("p", { role: "status" })
    const [sheets, read] = styled(this.root, import.meta.resolve("./take_home.css"))
    parent.append(...sheets, this.root, this.said)
    read.then(() => this.root.classList.add("styled"))
  }

  update() {
    this.changed()
  }

  /** Offer what there is now. */
  changed() {
    const all = [...pictures].filter(({ root, header }) => header && root.checkVisibility())
    const drawn = charts()
    this.root.replaceChildren(...all.flatMap((picture, n) => [
      ...(all.length > 1 ? [element("h4", {}, `Picture ${n + 1}`)] : []),
      ...this.#files(picture),
    ]), ...(all.length ? [this.#player(all)] : []), ...drawn.map((chart, n) => this.#chart(chart, n + 1)))
    this.said.textContent = all.length + drawn.length ? "" : "There is no picture on the page yet."
  }

  /** @param {Picture | Board} picture */
  #files(picture) {
    const { frames, durations } = planned(picture)
    const seconds = durations.reduce((sum, each) => sum + each, 0) / 1000
    const moves = picture.timeline.count > 1 && (picture.header?.layers.length ?? 0) > 0
    return [
      this.#file("Picture as PNG", "twice as large as on the screen", () => save(picture)),
      this.#file("Picture as SVG", "lines and words stay lines and words", () => drawn(picture)),
      ...(moves ? [this.#file("Animation as WebP", `${frames.length} frames, ${seconds.toFixed(0)} s`,
        () => this.#animate(picture))] : []),
    ]
  }

  /** @type {(chart: Chart, number: number) => HTMLButtonElement} */
  #chart(chart, number) {
    return this.#file("Chart as SVG", chart.name, () =>
      deliver(new Blob([chartFile(chart)], { type: "image/svg+xml" }), ["chart", number], "svg"))
  }

  /** @param {(Picture | Board)[]} all */
  #player(all) {
    const bytes = weight(all)
    return this.#file("Player as one HTML file", `${size(bytes)} of frames, needs no network`, async () => {
      if (bytes > LARGEST) {
        return `This is too large for one file: ${size(bytes)} of frames, at most ${size(LARGEST)}. `
          + "Save the recording, or train fewer steps."
      }
      const title = document.title.split(" · ")[0]
      const text = await player(all, title, setupOf().slice(1).join(", "))
      deliver(new Blob([text], { type: "text/html" }), ["player", ...momentOf(all[0])], "html")
      return ""
    })
  }

  /** @param {Picture | Board} picture */
  async #animate(picture) {
    const bytes = await animation(picture, (share) => {
      this.said.textContent = `Drawing the frames: ${Math.round(100 * share)} %`
    })
    if (!bytes) return "This browser writes no WebP. Firefox, Chrome and Edge do."
    deliver(new Blob([bytes], { type: "image/webp" }), ["animation"], "webp")
    return ""
  }

  /**
   * A word to press. What it does may answer with a sentence.
   * @type {(name: string, about: string, make: () => Promise<string | void> | void) => HTMLButtonElement}
   */
  #file(name, about, make) {
    const node = element("button", { type: "button" }, element("span", {}, name),
      element("small", {}, about))
    node.addEventListener("click", async () => {
      node.disabled = true
      let said = FAILED
      try {
        said = (await make()) ?? ""
      } finally {
        this.said.textContent = said
        node.disabled = false
      }
    })
    return node
  }

  remove() {
    this.root.remove()
    this.said.remove()
  }
}

/** @param {Picture | Board} picture */
function drawn(picture) {
  const sheet = atDensity(FINE, () => picture.composed(() => new Sheet()))
  const text = sheet.document(picture.header?.alt ?? "", 1 / FINE)
  deliver(new Blob([text], { type: "image/svg+xml" }), picture.called, "svg")
}
