// What a lecturer has while presenting: a halo round the pointer, a blank screen, and controls that
// slide in. All of it lies over the page, in the browser alone.

import { element, styled } from "../component/dom.js"

/** @import { Place } from "../component/placed.js" */

const REST = 2500 // milliseconds without movement after which the halo fades

export class Lecture {
  #halo = element("div", { class: "halo", "aria-hidden": "true" })
  #blank = element("dialog", { class: "blank", "aria-label": "Blank screen; any key brings the picture back" })
  #host = element("div", { "data-lecture": true })
  #rest = 0

  constructor() {
    const [sheets] = styled(this.#host, new URL("lecture.css", import.meta.url))
    this.#host.attachShadow({ mode: "open" }).append(...sheets, this.#halo, this.#blank)
    addEventListener("pointermove", this.#follow, { capture: true, passive: true })
    this.#blank.addEventListener("click", () => this.#blank.close())
    document.body.append(this.#host)
    // Whoever has read on below the picture presents the picture all the same.
    document.querySelector(".stMain")?.scrollTo({ top: 0, behavior: "instant" })
  }

  /**
   * Take over the theme's colours from an element, or the shadow in it, that has them.
   * @param {Place} theme
   */
  wear(theme) {
    const name = "--st-primary-color"
    const style = getComputedStyle(theme instanceof ShadowRoot ? theme.host : theme)
    this.#host.style.setProperty(name, style.getPropertyValue(name))
  }

  get blank() {
    return this.#blank.open
  }

  toggleBlank() {
    if (this.#blank.open) this.#blank.close()
    else this.#blank.showModal()
  }

  /** What slides, and how, the page's style says. */
  toggleControls() {
    const { dataset } = document.documentElement
    if (dataset.controls) delete dataset.controls
    else dataset.controls = "in"
  }

  end() {
    removeEventListener("pointermove", this.#follow, { capture: true })
    clearTimeout(this.#rest)
    delete document.documentElement.dataset.controls
    this.#host.remove()
  }

  #follow = (/** @type {PointerEvent} */ { clientX, clientY, pointerType }) => {
    if (pointerType === "touch") return
    this.#halo.style.translate = `${clientX}px ${clientY}px`
    this.#halo.classList.add("seen")
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => this.#halo.classList.remove("seen"), REST)
  }
}
