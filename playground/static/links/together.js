// Boards with the same link show the same matrices.

const groups = new Map()

export function join(name, board) {
  leave(board)
  if (!name) return
  const members = groups.get(name) ?? groups.set(name, new Set()).get(name)
  members.add(board)
  board.linkedTo = name
}

export function leave(board) {
  const members = groups.get(board.linkedTo)
  members?.delete(board)
  if (members?.size === 0) groups.delete(board.linkedTo)
  board.linkedTo = ""
}

export function others(board) {
  return [...(groups.get(board.linkedTo) ?? [])].filter((one) => one !== board)
}
