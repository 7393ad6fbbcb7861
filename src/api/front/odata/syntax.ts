import type { Literal } from './lexer.ts'

export type CompareOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'

/** What a filter says; `at` is the place of its first character, or of the operator. */
export type Expression = { at: number } & (
  | { kind: 'literal'; literal: Literal; text: string }
  | { kind: 'path'; members: readonly string[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'both' | 'either'; left: Expression; right: Expression }
  | { kind: 'compare'; operator: CompareOperator; left: Expression; right: Expression }
  | { kind: 'has'; left: Expression; right: Expression }
  | { kind: 'in'; left: Expression; values: readonly Expression[] }
  | { kind: 'call'; name: string; given: readonly Expression[] }
  | {
      kind: 'any' | 'all'
      members: readonly string[]
      /** Null: `any()` asks whether the list has anything. */
      each: { variable: string; condition: Expression } | null
    }
)
