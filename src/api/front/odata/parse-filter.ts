import { type Token, tokensOf } from './lexer.ts'
import { ODataProblem } from './problem.ts'
import type { CompareOperator, Expression } from './syntax.ts'

const compareOperators: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le'])
/** Brackets and negations; a filter of a person has three. */
const deepest = 50

/**
 * Reads `$filter`. From the loosest: or, and, not, comparisons; brackets first. `not a eq b` is `not (a eq b)`, as people
 * mean it. Throws {@link ODataProblem}.
 */
export const parseFilter = (text: string): Expression => new Parser('$filter', text).whole()

class Parser {
  readonly #option: string
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(option: string, text: string) {
    this.#option = option
    this.#tokens = tokensOf(option, text)
  }

  whole(): Expression {
    const expression = this.#either()
    const rest = this.#peek()
    if (rest.kind !== 'end') throw this.#problem(rest, `the end was expected and not ${rest.text}`)
    return expression
  }

  #either(): Expression {
    let left = this.#both()
    for (let word = this.#word('or'); word; word = this.#word('or'))
      left = { kind: 'either', at: word.at, left, right: this.#both() }
    return left
  }

  #both(): Expression {
    let left = this.#negated()
    for (let word = this.#word('and'); word; word = this.#word('and'))
      left = { kind: 'both', at: word.at, left, right: this.#negated() }
    return left
  }

  #negated(): Expression {
    const word = this.#word('not')
    if (!word) return this.#compared()
    return this.#deeper(word, () => ({ kind: 'not', at: word.at, of: this.#negated() }))
  }

  #compared(): Expression {
    const left = this.#value()
    const operator = this.#peek()
    if (operator.kind !== 'word') return left
    if (compareOperators.has(operator.text)) {
      this.#next++
      const right = this.#value()
      return { kind: 'compare', operator: operator.text as CompareOperator, at: operator.at, left, right }
    }
    if (this.#word('has')) return { kind: 'has', at: operator.at, left, right: this.#value() }
    if (this.#word('in')) return { kind: 'in', at: operator.at, left, values: this.#list() }
    return left
  }

  #value(): Expression {
    const token = this.#peek()
    if (token.kind === 'literal') {
      this.#next++
      return { kind: 'literal', at: token.at, literal: token.literal, text: token.text }
    }
    if (this.#sign('('))
      return this.#deeper(token, () => {
        const inner = this.#either()
        this.#need(')')
        return inner
      })
    if (token.kind !== 'word')
      throw this.#problem(token, `a value was expected${token.text ? ` and not ${token.text}` : ''}`)
    this.#next++
    if (this.#peek().text === '(' && this.#peek().kind === 'sign')
      return this.#deeper(token, () => ({
        kind: 'call',
        at: token.at,
        name: token.text,
        given: this.#list(),
      }))
    return this.#path(token)
  }

  /** `A/B/C`, or with `/any(x: …)` or `/all(x: …)` at its end. */
  #path(first: Token): Expression {
    const members = [first.text]
    while (this.#sign('/')) {
      const token = this.#peek()
      if (token.kind !== 'word') throw this.#problem(token, 'the name of a member was expected')
      this.#next++
      const isBracket = this.#peek().kind === 'sign' && this.#peek().text === '('
      if (isBracket && (token.text === 'any' || token.text === 'all'))
        return this.#deeper(token, () => this.#each(first.at, members, token.text as 'any' | 'all'))
      members.push(token.text)
    }
    return { kind: 'path', at: first.at, members }
  }

  #each(at: number, members: readonly string[], kind: 'any' | 'all'): Expression {
    this.#need('(')
    if (kind === 'any' && this.#sign(')')) return { kind, at, members, each: null }
    const variable = this.#peek()
    if (variable.kind !== 'word') throw this.#problem(variable, 'the name of a variable was expected')
    this.#next++
    this.#need(':')
    const condition = this.#either()
    this.#need(')')
    return { kind, at, members, each: { variable: variable.text, condition } }
  }

  #list(): Expression[] {
    this.#need('(')
    if (this.#sign(')')) return []
    const values = [this.#either()]
    while (this.#sign(',')) values.push(this.#either())
    this.#need(')')
    return values
  }

  #deeper<Result>(token: Token, work: () => Result): Result {
    if (++this.#depth > deepest) throw this.#problem(token, `nested deeper than ${deepest} levels`)
    const result = work()
    this.#depth--
    return result
  }

  /** The last token is the end, and nothing goes beyond it. */
  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', at: 0, text: '' }
  }

  #word(text: string): Token | null {
    const token = this.#peek()
    if (token.kind !== 'word' || token.text !== text) return null
    this.#next++
    return token
  }

  #sign(text: string): boolean {
    const token = this.#peek()
    if (token.kind !== 'sign' || token.text !== text) return false
    this.#next++
    return true
  }

  #need(text: string): void {
    const token = this.#peek()
    if (!this.#sign(text))
      throw this.#problem(token, `${text} was expected${token.text ? ` and not ${token.text}` : ''}`)
  }

  #problem(token: Token, why: string): ODataProblem {
    return new ODataProblem(this.#option, token.at, why)
  }
}
