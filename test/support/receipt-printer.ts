import { createServer, type Socket } from 'node:net'
import { readEscPos } from '../../src/domain/printing/read-esc-pos.ts'

/** What a printer answers to `DLE EOT`; `mute`: it answers no questions, as many do. */
export type PaperState = 'ready' | 'no-paper' | 'cover-open' | 'mute'

/** A receipt printer that listens on TCP, as those at port 9100 do, and decodes ESC/POS back to text. */
export async function openReceiptPrinter() {
  const papers: string[][] = []
  const sockets = new Set<Socket>()
  const printer = {
    state: 'ready' as PaperState,
    /** Hangs up in the middle of a document. */ hangsUp: false,
  }

  function serve(socket: Socket): void {
    sockets.add(socket)
    const taken: number[] = []
    socket.on('data', (data) => {
      for (let at = 0; at < data.length; at += 1) {
        const isQuestion = data[at] === 0x10 && data[at + 1] === 0x04
        if (isQuestion) {
          answer(socket, data[at + 2] ?? 0)
          at += 2
        } else taken.push(data[at] ?? 0)
      }
      if (printer.hangsUp && taken.length > 0) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      if (taken.length > 0 && !printer.hangsUp) papers.push(readEscPos(Uint8Array.from(taken)))
    })
  }
  function answer(socket: Socket, question: number): void {
    if (printer.state === 'mute') return
    const isOut = question === 4 && printer.state === 'no-paper'
    const isOpen = question === 2 && printer.state === 'cover-open'
    socket.write(Uint8Array.from([0x12 | (isOut ? 0x60 : 0) | (isOpen ? 0x04 : 0)]))
  }

  const server = createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    host: '127.0.0.1',
    port: typeof address === 'object' && address ? address.port : 0,
    papers,
    printer,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
