import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Leaves what a long run measured in the folder of EVIDENCE_DIR, with the date; does nothing in an ordinary run. */
export function writeEvidence(name: string, content: object): void {
  const folder = process.env['EVIDENCE_DIR']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const evidence = { date: new Date().toISOString(), node: process.version, ...content }
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(evidence, null, 2)}\n`)
}
