// Boards with the same link show the same matrices.

/** @import { Board } from "./board.js" */

/** @type {Map<string, Set<Board>>} */
const groups = new Map()

/** @type {(name: string, board: Board) => void} */
export function join(name, board) {
  leave(board)
  if (!name) return
  const members = groups.get(name) ?? new Set()
  groups.set(name, members.add(board))
  board.linkedTo = name
}

/** @param {Board} board */
export function leave(board) {
  const members = groups.get(board.linkedTo)
  members?.delete(board)
  if (members?.size === 0) groups.delete(board.linkedTo)
  board.linkedTo = ""
}

/** @param {Board} board */
export function others(board) {
  return [...(groups.get(board.linkedTo) ?? [])].filter((one) => one !== board)
}
