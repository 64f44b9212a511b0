// What a picture tells Python: at once, or soon and then the newest only.

/** @import { SetState } from "../../component/placed.js" */

const OFTEN = 40 // milliseconds between two messages while something is dragged
const PATIENT = 2000 // milliseconds after which an answer is lost, then twice as long

export class Outbox {
  /** @type {SetState} */
  #tell = () => {}
  /** @type {Map<string, { value: unknown, timer: number }>} */
  #waiting = new Map() // by name
  #asked = "" // the last request for missing frames
  #again = 0
  #patience = PATIENT

  /**
   * `setState(name, value)` is Streamlit's, another one with every update.
   * @param {SetState} setState
   */
  address(setState) {
    this.#tell = setState
  }

  /** @type {(name: string, value: unknown) => void} */
  send(name, value) {
    clearTimeout(this.#waiting.get(name)?.timer)
    this.#waiting.delete(name)
    this.#tell(name, value)
  }

  /**
   * Send the newest value soon, at most once in a while.
   * @type {(name: string, value: unknown) => void}
   */
  sendSoon(name, value) {
    const waiting = this.#waiting.get(name)
    if (waiting) {
      waiting.value = value
      return
    }
    const entry = { value, timer: setTimeout(() => this.send(name, entry.value), OFTEN) }
    this.#waiting.set(name, entry)
  }

  /**
   * Ask for a recording's frames from the one after those that are here; not at once again, for the
   * answer may be under way. With null all are here.
   * @type {(identity: string, have: number | null) => void}
   */
  ask(identity, have) {
    const request = `${identity} ${have} ${Math.floor(performance.now() / 1000)}`
    if (request === this.#asked) return
    this.#asked = request
    clearTimeout(this.#again)
    if (have === null) {
      this.#patience = PATIENT
      return
    }
    this.send("missing", { identity, have, serial: Date.now() })
    this.#again = setTimeout(() => this.ask(identity, have), this.#patience)
    this.#patience *= 2
  }

  close() {
    this.#tell = () => {}
    clearTimeout(this.#again)
    for (const { timer } of this.#waiting.values()) clearTimeout(timer)
  }
}
