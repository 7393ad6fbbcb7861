import { malformed } from '../errors.ts'
import type { Shape, Shapes } from '../generated/operations.ts'
import { type ReadOptions, readValue } from './read-value.ts'

/**
 * Parameters of the query and of a form together: both are named the same (server-api §11). Unknown ones are ignored; of
 * one that is given twice the first counts, unless it is a list (server-api §26.3).
 */
export function readParameters(
  shapes: Shapes,
  sources: readonly URLSearchParams[],
  options: ReadOptions,
): Record<string, unknown> {
  const read: [string, unknown][] = []
  for (const [name, shape] of Object.entries(shapes)) {
    const values = sources.flatMap((source) => source.getAll(name))
    const value =
      shape.is === 'list' ? listOf(name, shape, values, options) : oneOf(name, shape, values, options)
    if (value !== undefined) read.push([name, value])
  }
  return Object.fromEntries(read)
}

/** An empty value means null where the list may hold it, and nothing elsewhere (server-api §11). */
function listOf(
  name: string,
  shape: Shape & { is: 'list' },
  values: readonly string[],
  options: ReadOptions,
): unknown[] | undefined {
  if (values.length === 0) {
    if (shape.optional) return undefined
    throw malformed(`Argument for @NotNull parameter '${name}' must not be null`)
  }
  return values.flatMap((value) => {
    if (value === '' && shape.of.is !== 'text') return shape.of.nullable ? [null] : []
    return [readValue(value, shape.of, name, options)]
  })
}

function oneOf(name: string, shape: Shape, values: readonly string[], options: ReadOptions): unknown {
  const value = values.find((one) => one !== '' || shape.is === 'text')
  if (value === undefined && 'default' in shape && shape.default !== undefined) return shape.default
  return readValue(value, shape, name, options)
}
