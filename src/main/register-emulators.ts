import { join } from 'node:path'
import { RegisterEmulator } from '../app/sandbox/register-emulator.ts'
import type { Uuid } from '../kernel/ids.ts'
import { memoryFile } from './memory-file.ts'

/** Fiscal registers of a sandbox, one for each till; what they remember lies beside the database. */
export class RegisterEmulators {
  readonly #dir: string
  readonly #now: () => number
  readonly #registers = new Map<Uuid, RegisterEmulator>()

  constructor(dataDir: string, now: () => number) {
    this.#dir = join(dataDir, 'register-emulator')
    this.#now = now
  }

  of(terminalGroupId: Uuid): RegisterEmulator {
    const known = this.#registers.get(terminalGroupId)
    if (known) return known
    const register = new RegisterEmulator(memoryFile(join(this.#dir, `${terminalGroupId}.json`)), this.#now)
    this.#registers.set(terminalGroupId, register)
    return register
  }

  clear(): void {
    for (const register of this.#registers.values()) register.clear()
  }
}
