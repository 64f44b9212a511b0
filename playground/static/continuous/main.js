// A range input that acts while it is dragged.
//
// What the thumb shows is decided here while a person moves it, and by Python when Python says so:
// `version` counts what was set from outside (a preset), and only a new version moves the thumb.
// Echoes of older positions, which arrive while the drag goes on, therefore never pull it back.

import { component } from "../component/placed.js"

/** @import { Place, SetState } from "../component/placed.js" */

const PAUSE = 33 // ms between two messages: about thirty a second
const REST = 250 // ms without movement after which the address follows

/**
 * What Python says of a slider; see playground/controls/continuous.py.
 * @typedef {{ label: string, help: string, low: number, high: number, step: number, value: number,
 *   initial: number, decimals: number, version: number, parameter: string }} Said
 */

class Slider {
  /** @type {Said | null} */
  #said = null
  /** @type {SetState} */
  #tell = () => {}
  #version = -1
  #sentAt = 0
  /** @type {number | undefined} */
  #timer
  /** @type {number | undefined} */
  #rest

  /** @param {Place} root */
  constructor(root) {
    this.input = /** @type {HTMLInputElement} */ (root.querySelector("input"))
    this.label = /** @type {HTMLElement} */ (root.querySelector(".label"))
    this.output = /** @type {HTMLElement} */ (root.querySelector("output"))
    this.input.oninput = () => this.#moved()
    this.input.onchange = () => {
      clearTimeout(this.#rest)
      this.#rest = setTimeout(() => this.#send(true), REST)
    }
    window.addEventListener("popstate", this.#follow)
  }

  /** @type {(said: Said, setState: SetState) => void} */
  update(said, setState) {
    this.#said = said
    this.#tell = setState
    this.label.textContent = said.label
    if (this.label.parentElement) this.label.parentElement.title = said.help
    Object.assign(this.input, { min: said.low, max: said.high, step: said.step })
    this.input.setAttribute("aria-label", said.label)
    this.input.setAttribute("aria-description", said.help)
    if (said.version !== this.#version) {
      this.#version = said.version
      this.input.value = `${said.value}`
    }
    this.#show()
  }

  /** The browser draws it, whatever size a pixel has. */
  changed() {}

  #show() {
    if (!this.#said) return
    const value = Number(this.input.value)
    const { low, high, decimals } = this.#said
    const text = value.toFixed(decimals).replace("-", "−")
    this.output.textContent = text
    this.input.setAttribute("aria-valuetext", text)
    this.input.style.setProperty("--filled", `${(100 * (value - low)) / (high - low)}%`)
  }

  #moved() {
    this.#show()
    clearTimeout(this.#rest)
    const wait = PAUSE - (performance.now() - this.#sentAt)
    if (wait <= 0) this.#send(false)
    else this.#timer ??= setTimeout(() => this.#send(false), wait)
  }

  /** @param {boolean} rested */
  #send(rested) {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.input.isConnected) return // its page was left
    this.#sentAt = performance.now()
    this.#tell("moved", { value: Number(this.input.value), version: this.#version, rested })
  }

  // Back and forward: the address has changed already, the thumb follows it.
  #follow = () => {
    if (!this.#said) return
    const text = new URLSearchParams(window.location.search).get(this.#said.parameter)
    const value = text === null ? this.#said.initial : Number(text)
    if (!Number.isFinite(value)) return
    this.input.value = `${value}`
    this.#show()
    this.#send(false)
  }

  remove() {
    window.removeEventListener("popstate", this.#follow)
    clearTimeout(this.#timer)
    clearTimeout(this.#rest)
  }
}

export default component((element) => new Slider(element))
