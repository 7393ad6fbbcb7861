/** What the server tells every page of the office (`/admin/api`). */
export type Text = { ru: string; en: string }
export type FieldProblem = { field: string; text: Text }
export type Role = 'viewer' | 'operator' | 'owner'
/** Whose page it is; `now` is the server's clock. */
export type Who = { login: string; role: Role; chain: string; now: string; licensing: 'ample' | 'strict' }
