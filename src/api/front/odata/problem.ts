/** An OData option that cannot be understood: 400, with the place of the first thing that is wrong. */
export class ODataProblem extends Error {
  readonly option: string
  /** Characters from the start of the option's value, from 0; null: the option as a whole. */
  readonly position: number | null

  constructor(option: string, position: number | null, why: string) {
    super(`${option}${position === null ? '' : ` at position ${position}`}: ${why}`)
    this.option = option
    this.position = position
  }
}
