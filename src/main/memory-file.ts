import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DeviceMemory } from '../app/sandbox/device-memory.ts'

/** A device's memory in a file: a process that is killed while it writes leaves what was there before. */
export const memoryFile = (file: string): DeviceMemory => ({
  read() {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return null
    }
  },
  write(text) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, text, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  },
})
