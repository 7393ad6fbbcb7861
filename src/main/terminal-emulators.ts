import { join } from 'node:path'
import type { Agenda } from '../app/sandbox/agenda.ts'
import { TerminalEmulator } from '../app/sandbox/terminal-emulator.ts'
import type { Uuid } from '../kernel/ids.ts'
import { memoryFile } from './memory-file.ts'

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
    const terminal = new TerminalEmulator(
      memoryFile(join(this.#dir, `${terminalGroupId}.json`)),
      (ms, deed) => {
        const topic = `terminal of ${terminalGroupId}`
        if (this.#agenda) return this.#agenda.add(this.#now() + ms, topic, async () => deed())
        deed()
        return () => {}
      },
    )
    this.#terminals.set(terminalGroupId, terminal)
    return terminal
  }

  clear(): void {
    for (const terminal of this.#terminals.values()) terminal.clear()
  }
}
