import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Agenda } from '../app/sandbox/agenda.ts'
import { TerminalEmulator } from '../app/sandbox/terminal-emulator.ts'
import type { Uuid } from '../kernel/ids.ts'

/** Bank terminals of a sandbox, one for each till; what their bank remembers lies beside the database. */
export class TerminalEmulators {
  readonly #dir: string
  readonly #now: () => number
  readonly #terminals = new Map<Uuid, TerminalEmulator>()
  #agenda: Agenda | null = null

  constructor(dataDir: string, now: () => number) {
    this.#dir = join(dataDir, 'terminal-emulator')
    this.#now = now
  }

  /** Until then nothing takes time. */
  workBy(agenda: Agenda): void {
    this.#agenda = agenda
  }

  of(terminalGroupId: Uuid): TerminalEmulator {
    const known = this.#terminals.get(terminalGroupId)
    if (known) return known
    const terminal = new TerminalEmulator(this.#memory(terminalGroupId), (ms, deed) => {
      const topic = `terminal of ${terminalGroupId}`
      if (this.#agenda) return this.#agenda.add(this.#now() + ms, topic, async () => deed())
      deed()
      return () => {}
    })
    this.#terminals.set(terminalGroupId, terminal)
    return terminal
  }

  clear(): void {
    for (const terminal of this.#terminals.values()) terminal.clear()
  }

  #memory(terminalGroupId: Uuid) {
    const file = join(this.#dir, `${terminalGroupId}.json`)
    return {
      read: () => readIfThere(file),
      write: (text: string) => {
        mkdirSync(this.#dir, { recursive: true, mode: 0o700 })
        writeFileSync(file, text, { mode: 0o600 })
      },
    }
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
