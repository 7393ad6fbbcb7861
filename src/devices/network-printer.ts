import { connect, type Socket } from 'node:net'
import type { PrinterLine } from '../app/till/printing/printer-line.ts'
import type { PrinterItem } from '../domain/printing/printers-of.ts'
import { Refusal, refuse } from '../kernel/refusals.ts'

const connectMs = 3000
/** A printer that does not answer questions in that time is one that never does. */
const answerMs = 400
const writeMs = 15_000

/** `DLE EOT n`: what the printer answers in real time. 2: why it is offline, 4: its paper. */
const questions = { offline: [0x10, 0x04, 2], paper: [0x10, 0x04, 4] } as const
const coverIsOpen = 0x04
const paperIsOut = 0x60

/**
 * Printers that take ESC/POS over TCP, usually at port 9100. A document is sent over a connection of its own; before it
 * the printer is asked whether it has paper, and behind it once more, for what lies in its memory is on no paper yet.
 */
export class NetworkPrinter implements PrinterLine {
  async print(
    { body: { name, address } }: PrinterItem,
    bytes: Uint8Array,
    onBegin: () => void,
  ): Promise<void> {
    if (!address) throw refuse('printer.no-link', { printer: name })
    const socket = await dial(address, name)
    try {
      await refuseTrouble(socket, name)
      onBegin()
      await write(socket, bytes, name)
      await refuseTrouble(socket, name)
      socket.end()
    } catch (error) {
      socket.destroy()
      if (error instanceof Refusal) throw error
      throw refuse('printer.no-link', { printer: name })
    }
  }
}

function dial({ host, port }: { host: string; port: number }, printer: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const fail = (): void => {
      socket.destroy()
      reject(refuse('printer.no-link', { printer }))
    }
    socket.setTimeout(connectMs, fail)
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.removeListener('error', fail)
      // What breaks later is told by the write that it breaks.
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

async function refuseTrouble(socket: Socket, printer: string): Promise<void> {
  const paper = await ask(socket, questions.paper)
  if (paper !== null && (paper & paperIsOut) === paperIsOut) throw refuse('printer.no-paper', { printer })
  if (paper === null) return
  const offline = await ask(socket, questions.offline)
  if (offline !== null && (offline & coverIsOpen) !== 0) throw refuse('printer.cover-open', { printer })
}

/** The printer's byte; null: it answers no questions. */
function ask(socket: Socket, question: readonly number[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const done = (answer: number | null): void => {
      clearTimeout(timer)
      socket.off('data', hear)
      socket.off('close', lose)
      resolve(answer)
    }
    const hear = (data: Buffer): void => done(data.at(-1) ?? null)
    const lose = (): void => {
      clearTimeout(timer)
      reject(new Error('the line was closed'))
    }
    const timer = setTimeout(() => done(null), answerMs)
    socket.on('data', hear)
    socket.once('close', lose)
    socket.write(Uint8Array.from(question))
  })
}

function write(socket: Socket, bytes: Uint8Array, printer: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // A printer without paper takes no more bytes and says nothing.
    const timer = setTimeout(() => reject(refuse('printer.no-link', { printer })), writeMs)
    socket.write(bytes, (error) => {
      clearTimeout(timer)
      if (error) reject(error)
      else resolve()
    })
  })
}
