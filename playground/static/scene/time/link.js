// Scenes with the same link show the same time: one of them drives, the others follow.

/** @typedef {{ count: number, time: number, linkedTo: string }} Member */

/** @type {Map<string, Set<Member>>} */
const groups = new Map()

/**
 * Belong to a link, or to none where the name is empty; returns the others' present time.
 * @template {Member} One
 * @param {string} name
 * @param {One} member
 * @returns {One["time"] | null}
 */
export function join(name, member) {
  leave(member)
  if (!name) return null
  const members = groups.get(name) ?? new Set()
  groups.set(name, members)
  const other = [...members].find((one) => one.count > 0)
  members.add(member)
  member.linkedTo = name
  return other ? other.time : null
}

/** @param {Member} member */
export function leave(member) {
  const members = groups.get(member.linkedTo)
  members?.delete(member)
  if (members?.size === 0) groups.delete(member.linkedTo)
  member.linkedTo = ""
}

/**
 * The other scenes of the member's link.
 * @template {Member} One
 * @param {One} member
 * @returns {One[]}
 */
export function others(member) {
  const members = /** @type {Set<One> | undefined} */ (groups.get(member.linkedTo))
  return [...(members ?? [])].filter((one) => one !== member)
}
