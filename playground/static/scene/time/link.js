// Scenes with the same link show the same time: one of them drives, the others follow.

const groups = new Map()

/** Belong to a link, or to none where the name is empty; returns the others' present time. */
export function join(name, member) {
  leave(member)
  if (!name) return null
  const members = groups.get(name) ?? groups.set(name, new Set()).get(name)
  const other = [...members].find((one) => one.count > 0)
  members.add(member)
  member.linkedTo = name
  return other ? other.time : null
}

export function leave(member) {
  const members = groups.get(member.linkedTo)
  members?.delete(member)
  if (members?.size === 0) groups.delete(member.linkedTo)
  member.linkedTo = ""
}

/** The other scenes of the member's link. */
export function others(member) {
  return [...(groups.get(member.linkedTo) ?? [])].filter((one) => one !== member)
}
