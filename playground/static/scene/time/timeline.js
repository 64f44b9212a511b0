// Time: which frame is shown, and the controls that play, pause, step and repeat.

import { Announcer } from "../voice/announcer.js"
import { element, button, icon, SHAPES } from "../../component/dom.js"
import { Groups } from "../../component/groups.js"
import { Strip } from "./strip.js"
import { written } from "./written.js"

/** @import { Theme } from "../../component/look.js" */
/** @import { Timed } from "../wire/header.js" */

const SPEEDS = [0.25, 0.5, 1, 2, 4]
const WRITTEN = /** @type {Record<number, string>} */ ({ 0.25: "¼", 0.5: "½" })
const GROWING = 5 // characters of the counter while nobody knows how far the time will go: "1,000"
const SELDOM = 800 // milliseconds between two reports of the time while it plays
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches

/**
 * Frames per second at speed 1: the whole in about eight seconds, as far as the eye can follow.
 * @param {number} count
 */
const pace = (count) => Math.min(Math.max(count / 8, 2), 60)

/** @type {Groups<Timeline>} */
const linked = new Groups() // those of one link show the same time

export class Timeline {
  frame = 0
  /** @type {number[]} */
  times = []
  playing = false
  moves = false // whether there is another time, or will be one
  driving = false // of linked scenes that play, one drives
  live = false
  name = ""
  pace = 1 // frames per second at speed 1
  total = 0 // frames that the whole will have
  reporting = false // whether the page's numbers belong to a frame
  announcer = new Announcer()
  #placed = false // whether the first frame to show has been chosen
  #following = false // a live recording, seen on its newest frame
  #due = 0 // frames, a fraction, that are due since the last one drawn
  #widest = 1 // characters of the longest time: the counter keeps room for it
  #told = 0 // when the time was last reported

  /**
   * `changed()` is called when another frame or state is to be drawn, `settled(frame or null)`
   * when the person has chosen a time, and now and then while it plays if the page's numbers
   * belong to a frame.
   * @param {{ changed(): void, settled(frame: number | null): void }} told
   */
  constructor({ changed, settled }) {
    this.changed = changed
    this.settled = settled
    this.strip = new Strip(this)
    this.playButton = button("play", "Play", () => this.toggle(), { class: "play" })
    this.loopButton = button("loop", "Loop", () => {
      this.loopButton.setAttribute("aria-pressed", `${!this.looping}`)
    }, { "aria-pressed": "false" })
    this.speed = element("select", { "aria-label": "Speed" }, ...SPEEDS.map((speed) =>
      element("option", { value: speed, selected: speed === 1 },
        `${WRITTEN[speed] ?? speed}×`)))
    this.counter = element("div", { class: "counter", "aria-hidden": "true" })
    this.newest = element("button", { type: "button", class: "newest", hidden: true })
    this.newest.addEventListener("click", () => this.seek(this.count - 1))
    const transport = element("div", { class: "transport" },
      button("back", "Step back", () => this.step(-1)), this.playButton,
      button("forward", "Step forward", () => this.step(1)))
    const pace = element("div", { class: "pace" }, this.speed, this.loopButton)
    this.element = element("div", { class: "time" }, element("div", { class: "timeline" },
      transport, this.counter, this.strip.element, this.newest, pace, this.announcer.element))
  }

  get count() {
    return this.times.length
  }

  get time() {
    return this.times[this.frame]
  }

  get looping() {
    return this.loopButton.getAttribute("aria-pressed") === "true"
  }

  /**
   * Take in new frames. `fresh`: they belong to another recording than the former ones; `whole`:
   * none is still to be sent again, so that the newest one here is the newest there is.
   * @type {(header: Omit<Timed, "times">, times: number[], fresh: boolean, whole?: boolean) => void}
   */
  update(header, times, fresh, whole = true) {
    if (fresh) this.#placed = false
    this.times = times
    this.name = header.time_name
    this.pace = header.pace ?? pace(times.length)
    this.live = header.live
    this.reporting = header.report_time
    this.total = Math.max(header.total ?? 0, this.count)
    this.moves = this.count > 1 || this.live || this.total > 1
    this.element.hidden = !this.moves || header.transport === false
    linked.join(header.link, this)
    const shared = linked.others(this).find(({ count }) => count > 0)
    const last = Math.max(this.count - 1, 0)
    if (!this.#placed && this.count > 0) {
      this.#placed = true
      const { start } = header
      this.frame = typeof start === "number" ? Math.min(Math.max(start, 0), last)
        : { first: 0, last }[start]
      if (shared) this.frame = this.#nearest(shared.time)
      this.#following = this.live && this.frame === last
      if (header.autoplay && !calm() && this.count > 1) this.play()
    } else if (this.#following) {
      this.frame = last
    }
    this.frame = Math.min(this.frame, last)
    const ends = last > 0 ? [Math.min(...times), Math.max(...times)] : times
    const growing = this.live || this.total > this.count
    this.#widest = Math.max(fresh ? 1 : this.#widest, growing ? GROWING : 1,
      ...ends.map((time) => written(time, times).join("").length))
    this.#following = this.#following && (this.live || !whole)
    this.strip.update(header, this.total)
  }

  /** @param {number} time */
  #nearest(time) {
    let best = 0
    this.times.forEach((one, i) => {
      if (Math.abs(one - time) < Math.abs(this.times[best] - time)) best = i
    })
    return best
  }

  toggle() {
    if (this.playing) this.pause()
    else this.play()
  }

  play() {
    if (this.count < 2) return
    if (this.frame === this.count - 1) this.#show(0)
    this.#due = 0
    this.#following = false
    for (const one of [this, ...linked.others(this)]) one.mirror(true, one === this)
  }

  pause() {
    if (!this.playing) return
    for (const one of [this, ...linked.others(this)]) one.mirror(false, false)
    this.#settle()
  }

  /**
   * Show the state that this scene or one linked to it has taken.
   * @type {(playing: boolean, driving: boolean) => void}
   */
  mirror(playing, driving) {
    this.playing = playing
    this.driving = driving
    this.changed()
  }

  /** @param {number} by */
  step(by) {
    this.seek(this.frame + by)
  }

  /**
   * What each key does; with Shift the steps are long ones.
   * @type {(event: KeyboardEvent) => Record<string, () => void>}
   */
  keys({ shiftKey, repeat }) {
    return {
      " ": () => repeat || this.toggle(), // held down, it does not flicker
      ArrowLeft: () => this.step(shiftKey ? -10 : -1),
      ArrowRight: () => this.step(shiftKey ? 10 : 1),
      Home: () => this.seek(0),
      End: () => this.seek(this.count - 1),
    }
  }

  /**
   * Go to a frame and stay. While scrubbing, the choice is not yet made.
   * @type {(frame: number, how?: { scrubbing?: boolean }) => void}
   */
  seek(frame, { scrubbing = false } = {}) {
    if (this.count === 0) return
    for (const one of [this, ...linked.others(this)]) one.mirror(false, false)
    this.#show(Math.min(Math.max(frame, 0), this.count - 1))
    if (!scrubbing) this.#settle()
  }

  /** @param {number} frame */
  #show(frame) {
    this.frame = frame
    this.#following = this.live && frame === this.count - 1
    for (const one of linked.others(this)) one.follow(this.time)
    this.changed()
  }

  /**
   * Show the time of a linked scene.
   * @param {number} time
   */
  follow(time) {
    this.frame = this.#nearest(time)
    this.#following = this.live && this.frame === this.count - 1
    this.changed()
  }

  #settle() {
    for (const one of [this, ...linked.others(this)]) {
      one.settled(one.#following ? null : one.frame)
      one.announce()
    }
  }

  /** On its way: let the numbers of the page follow. */
  #report() {
    const now = performance.now()
    if (now - this.#told < SELDOM) return
    this.#told = now
    for (const one of [this, ...linked.others(this)]) {
      if (one.reporting) one.settled(one.frame)
    }
  }

  announce() {
    this.announcer.say(() => this.words())
  }

  sentence() {
    if (this.count === 0) return `no ${this.name} yet`
    return `${this.reading().join(" ").replace(/ [0,]* /, " ")}, ${this.frame + 1} of ${this.count}`
  }

  /**
   * The present time and the curves' numbers there.
   * @returns {string}
   */
  words() {
    return [this.sentence(), ...this.strip.readings()].join(", ")
  }

  /**
   * Advance by the seconds since the last picture, when this scene drives.
   * @param {number} seconds
   */
  tick(seconds) {
    if (!this.driving || !this.count) return
    this.#due += Math.min(seconds, 0.25) * this.pace * Number(this.speed.value)
    const whole = Math.floor(this.#due + 1e-3)
    if (whole < 1) return
    this.#due -= whole
    const last = this.count - 1
    const next = this.frame + whole
    if (next <= last || this.looping) {
      this.#show(next % this.count)
      this.#report()
    } else {
      this.#show(last)
      this.pause()
    }
  }

  /** @param {Theme} theme */
  draw(theme) {
    const shape = this.playing ? "pause" : "play"
    if (this.playButton.dataset.shape !== shape) {
      this.playButton.replaceChildren(icon(SHAPES[shape]))
      this.playButton.dataset.shape = shape
      const label = this.playing ? "Pause" : "Play"
      this.playButton.setAttribute("aria-label", label)
      this.playButton.title = label
    }
    this.newest.hidden = !this.live
    this.newest.classList.toggle("on", this.#following)
    this.newest.textContent = this.#following ? "live" : "go live"
    const [name, zeros, digits] = this.reading()
    const number = element("span", { class: "number" },
      element("span", { class: "zeros" }, zeros), digits)
    number.style.minWidth = `${this.#widest}ch`
    this.counter.replaceChildren(element("span", { class: "unit" }, name), number)
    this.strip.draw(theme)
  }

  /**
   * The counter in three parts: its name, leading zeros, the digits that count.
   * @returns {[name: string, zeros: string, digits: string]}
   */
  reading() {
    if (this.count === 0) return [this.name, "", "–"]
    return [this.name, ...written(this.time, this.times)]
  }

  remove() {
    if (this.driving) this.pause()
    this.announcer.remove()
    linked.leave(this)
  }
}
