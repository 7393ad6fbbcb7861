// Level 3 of the cloud's ledger: which example an operation equals, which test compares, and what differs.
import { deviationNotes, noteStart } from '../spec/cloud/sample-deviations.ts'
import { type CloudPath, operations } from '../src/api/cloud/generated/operations.ts'
import { readDefinitions } from '../src/api/cloud/testing/sample.ts'
import type { ParityExample } from '../src/api/http/parity-page.ts'

/** They hold an operation against the sample of the published reference, the other two against recordings. */
const samples = /^test\/wire\/published-[\w-]+\.test\.ts$/
const recordings = ['test/wire/cloud-examples.test.ts', 'test/wire/cloud-published-kinds.test.ts']

export const comparesExamples = (test: string): boolean => samples.test(test) || recordings.includes(test)

/** Its operations are put together from kinds and verbs: it holds all of the back office. */
const documentSamples = 'test/wire/published-documents.test.ts'

/** Operations of which an answer was recorded, and those whose sample was copied from the page of the reference. */
const recorded: readonly string[] = [
  '/api/1/nomenclature',
  '/api/2/menu',
  '/api/2/menu/by_id',
  '/api/1/deliveries/order_types',
  '/api/1/reserve/available_restaurant_sections',
] satisfies CloudPath[]
const copied: readonly string[] = [
  '/api/1/deliveries/create',
  '/api/1/deliveries/by_id',
  '/api/1/delivery_restrictions',
  '/api/1/delivery_restrictions/allowed',
  '/api/1/cities',
  '/api/1/streets/by_city',
  '/api/1/discounts',
  '/api/1/payment_types',
  '/api/1/stop_lists',
  '/api/1/organizations',
  '/api/1/terminal_groups',
] satisfies CloudPath[]

export function exampleOf(path: string): ParityExample {
  if (recorded.includes(path)) return 'recorded'
  return copied.includes(path) ? 'page' : 'document'
}

/** Tests of samples that hold the operation: those that have it in their list. */
export function samplesOf(files: readonly { file: string; text: string }[], path: string): string[] {
  const holding = files.filter(({ file, text }) => {
    if (!samples.test(file)) return false
    if (file === documentSamples) return operations[path as CloudPath].family === 'back-office'
    const [, list = ''] = /\nholdAgainstSamples\(\s*\[([^\]]*)\]/.exec(text) ?? []
    return list.includes(`'${path}'`)
  })
  return holding.map(({ file }) => file)
}

const definitions = readDefinitions('answer')

/** Definitions that the answer of an operation reaches. */
function reachedBy(path: CloudPath): Set<string> {
  const reached = new Set([`${operations[path].name}Answer`])
  for (const name of reached)
    for (const [, ref = ''] of JSON.stringify(definitions[name] ?? {}).matchAll(/"#\/definitions\/(\w+)"/g))
      reached.add(ref)
  return reached
}

/** Notes of an operation with those about its sample, which are written anew. */
export const notesOf = (path: string, level: number, notes: readonly string[] = []): string[] => [
  ...notes.filter((note) => !note.startsWith(noteStart)),
  ...(level >= 3 ? deviationNotes(path as CloudPath, reachedBy(path as CloudPath)) : []),
]
