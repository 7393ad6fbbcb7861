// @ts-check
// What `npm test` is made of, cheap steps first. A step is a command; a suite is a step that counts tests.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './places.mjs'

/** @typedef {{ name: string, command: string[], minutesMax: number, changesNothing?: boolean }} Check */
/** @typedef {{ name: string, minutesMax: number }} Suite */

const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name)

/** @returns {Check[]} */
export function checks() {
  /** @type {Check[]} */
  const list = [
    { name: 'format+lint', command: [bin('biome'), 'check', '.'], minutesMax: 2 },
    { name: 'tidy', command: [bin('tsx'), 'scripts/tidy.ts'], minutesMax: 2 },
    { name: 'types', command: [process.execPath, 'scripts/typecheck.mjs'], minutesMax: 3 },
    { name: 'unused', command: [bin('knip'), '--no-progress'], minutesMax: 3 },
    {
      name: 'rooms',
      command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'src', 'web', 'sdk', 'examples'],
      minutesMax: 3,
    },
    { name: 'promises', command: [bin('oxlint'), '--type-aware', '--deny-warnings', '.'], minutesMax: 3 },
  ]
  const generator = 'scripts/generate.ts'
  if (existsSync(join(root, generator))) {
    list.unshift({ name: 'generated', command: [bin('tsx'), generator], minutesMax: 3, changesNothing: true })
  }
  return list
}

/** Contents of everything that a generator may write, by path. */
export function projectContents() {
  /** @type {Map<string, string>} */
  const contents = new Map()
  for (const folder of ['src', 'spec', 'docs', 'sdk', 'web']) {
    if (!existsSync(join(root, folder))) continue
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      contents.set(relative(root, path), createHash('sha1').update(readFileSync(path)).digest('hex'))
    }
  }
  return contents
}

/** The projects of vitest.config.ts, each with the time it may take. @type {Suite[]} */
export const suites = [
  { name: 'unit', minutesMax: 3 },
  { name: 'storage', minutesMax: 5 },
  { name: 'external', minutesMax: 5 },
  { name: 'wire', minutesMax: 18 },
  { name: 'property', minutesMax: 5 },
  { name: 'simulation', minutesMax: 12 },
  { name: 'halls', minutesMax: 4 },
  { name: 'fuzz', minutesMax: 9 },
  { name: 'fault', minutesMax: 13 },
  { name: 'e2e', minutesMax: 14 },
]
