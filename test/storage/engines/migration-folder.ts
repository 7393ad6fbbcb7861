import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type MigrationSource = { name: string; sql: string; kind?: string }

/** Writes a folder of migrations for a test and gives its path. */
export function writeMigrations(dir: string, migrations: readonly MigrationSource[]): string {
  for (const { name, sql, kind = 'compatible' } of migrations) {
    mkdirSync(join(dir, name), { recursive: true })
    writeFileSync(join(dir, name, 'notes.md'), `${kind}\n\nWhy: a test.\n`)
    writeFileSync(join(dir, name, 'up.sql'), sql)
  }
  return dir
}
