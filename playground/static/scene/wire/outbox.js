// What a picture tells Python: at once, or soon and then the newest only.

const OFTEN = 40 // milliseconds between two messages while something is dragged

export class Outbox {
  #waiting = new Map() // name -> { value, timer }

  /** `setState(name, value)` is Streamlit's, another one with every update. */
  address(setState) {
    this.setState = setState
  }

  send(name, value) {
    clearTimeout(this.#waiting.get(name)?.timer)
    this.#waiting.delete(name)
    this.setState(name, value)
  }

  /** Send the newest value soon, at most once in a while. */
  sendSoon(name, value) {
    const waiting = this.#waiting.get(name)
    if (waiting) {
      waiting.value = value
      return
    }
    const entry = { value }
    entry.timer = setTimeout(() => this.send(name, entry.value), OFTEN)
    this.#waiting.set(name, entry)
  }

  close() {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer)
  }
}
