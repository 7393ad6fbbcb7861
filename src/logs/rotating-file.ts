import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** When a log file gives way to a new one, and how many files are kept: `x.log`, then `x.log.1` the youngest of the old. */
export type LogLimits = { bytesMax: number; filesMax: number }

const absent = 'ENOENT'

/**
 * A text file that never grows past its limit. It is opened for each writing, so that somebody may move it away, and
 * readable by its owner only.
 */
export class RotatingFile {
  readonly path: string
  readonly #limits: LogLimits

  constructor(path: string, limits: LogLimits) {
    this.path = path
    this.#limits = limits
  }

  /** Cuts off the half of a line that a dying process left, and gives the last `bytes` of the file and its forerunner. */
  async recover(bytes: number): Promise<string> {
    const before = await tailOf(`${this.path}.1`, bytes)
    const tail = await tailOf(this.path, bytes)
    const torn = tail.length - (tail.lastIndexOf(newline) + 1)
    if (torn > 0) await this.#shorten(torn)
    return Buffer.concat([before, tail.subarray(0, tail.length - torn)]).toString('utf8')
  }

  /** Appends lines, each ending with a newline; a line stands whole in one file. */
  async append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return
    let size = await sizeOf(this.path)
    let waiting = ''
    let waitingBytes = 0
    for (const line of lines) {
      const bytes = Buffer.byteLength(line)
      if (size + waitingBytes > 0 && size + waitingBytes + bytes > this.#limits.bytesMax) {
        await this.#write(waiting)
        await this.#rotate()
        size = 0
        waiting = ''
        waitingBytes = 0
      }
      waiting += line
      waitingBytes += bytes
    }
    await this.#write(waiting)
  }

  async #write(text: string): Promise<void> {
    if (text === '') return
    const file = await this.#open()
    try {
      await file.appendFile(text)
    } finally {
      await file.close()
    }
  }

  async #open(): Promise<FileHandle> {
    try {
      return await open(this.path, 'a', 0o600)
    } catch (error) {
      if (!isAbsent(error)) throw error
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 })
      return open(this.path, 'a', 0o600)
    }
  }

  async #rotate(): Promise<void> {
    const { filesMax } = this.#limits
    await rm(filesMax > 1 ? `${this.path}.${filesMax - 1}` : this.path, { force: true })
    for (let age = filesMax - 2; age >= 0; age -= 1) {
      await renameIfThere(age === 0 ? this.path : `${this.path}.${age}`, `${this.path}.${age + 1}`)
    }
  }

  async #shorten(bytes: number): Promise<void> {
    const file = await open(this.path, 'r+')
    try {
      await file.truncate((await file.stat()).size - bytes)
    } finally {
      await file.close()
    }
  }
}

const newline = 10

async function tailOf(path: string, bytes: number): Promise<Buffer> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const length = Math.min(size, bytes)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isAbsent(error)) return Buffer.alloc(0)
    throw error
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isAbsent(error)) return 0
    throw error
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!isAbsent(error)) throw error
  }
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === absent
