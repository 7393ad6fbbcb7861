/** The column that a member of a fact is kept in: `openedAt` in `opened_at`. */
export const columnName = (member: string): string =>
  member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
