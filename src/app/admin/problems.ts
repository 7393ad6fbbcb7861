import type { Language } from '../../kernel/refusals.ts'

export type Text = Readonly<Record<Language, string>>

/** What is wrong with one field of a form; `field` is its path, such as `settings.organizationIds[2]`. */
export type FieldProblem = { field: string; text: Text }

/** Why an administrator's wish cannot be done, in words for whoever fills the form. */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem'
  readonly kind: 'invalid' | 'not-found' | 'conflict'
  readonly text: Text
  readonly fields: readonly FieldProblem[]

  constructor(kind: AdminProblem['kind'], text: Text, fields: readonly FieldProblem[] = []) {
    super([text.en, ...fields.map(({ field, text: words }) => `${field}: ${words.en}`)].join('\n'))
    this.kind = kind
    this.text = text
    this.fields = fields
  }
}

/** Throws all problems of a form at once, so that nobody mends them one by one. */
export function refuseProblems(fields: readonly FieldProblem[]): void {
  if (fields.length === 0) return
  const text = { ru: 'Проверьте отмеченные поля', en: 'Check the marked fields' }
  throw new AdminProblem('invalid', text, fields)
}

export const notFound = (text: Text): AdminProblem => new AdminProblem('not-found', text)
