// Pictures of one page that go together: those that bear the same name.

/** @template {object} Member */
export class Groups {
  /** @type {Map<string, Set<Member>>} */
  #groups = new Map()
  /** @type {WeakMap<Member, string>} */
  #names = new WeakMap()

  /**
   * Belong to a group, or to none where the name is empty.
   * @type {(name: string, member: Member) => void}
   */
  join(name, member) {
    this.leave(member)
    if (!name) return
    this.#groups.set(name, (this.#groups.get(name) ?? new Set()).add(member))
    this.#names.set(member, name)
  }

  /** @param {Member} member */
  leave(member) {
    const name = this.#names.get(member) ?? ""
    const group = this.#groups.get(name)
    group?.delete(member)
    if (group?.size === 0) this.#groups.delete(name)
    this.#names.delete(member)
  }

  /**
   * Those that go with a member.
   * @param {Member} member
   * @returns {Member[]}
   */
  others(member) {
    const group = this.#groups.get(this.#names.get(member) ?? "") ?? []
    return [...group].filter((one) => one !== member)
  }
}
