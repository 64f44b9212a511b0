// The keys that play a picture and move its time.

/** @import { Timeline } from "./timeline.js" */

/**
 * What each key does; with Shift the steps are long ones.
 * @type {(timeline: Timeline, shift: boolean) => Record<string, () => void>}
 */
export const timeKeys = (timeline, shift) => ({
  " ": () => timeline.toggle(),
  ArrowLeft: () => timeline.step(shift ? -10 : -1),
  ArrowRight: () => timeline.step(shift ? 10 : 1),
  Home: () => timeline.seek(0),
  End: () => timeline.seek(timeline.count - 1),
})
