// How many things of some widths stand in one line.

/**
 * The number of the first things that fit into the room; if not all do, `more` needs room too.
 * @type {(widths: number[], room: number, more: number) => number}
 */
export function fitting(widths, room, more) {
  const all = widths.reduce((sum, width) => sum + width, 0)
  if (all <= room) return widths.length
  let [count, used] = [0, more]
  while (used + widths[count] <= room) used += widths[count++]
  return count
}
