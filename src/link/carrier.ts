import type { WebSocket } from 'ws'

/** What frames travel on. It may lose, double or reorder them; it must say when it is closed, to who asks later too. */
export type Carrier = {
  send(text: string): void
  close(): void
  onText(listener: (text: string) => void): void
  onClose(listener: () => void): void
}

/** Frames wait in a socket's buffer up to this size; beyond it the connection is given up and resumes. */
const bufferedBytesMax = 64 * 1024 * 1024
const farewellMs = 1_000

/** Listens at once: the peer's first frame may come in one packet with its consent, before anybody asked for it. */
export function webSocketCarrier(socket: WebSocket): Carrier {
  const inbox = new Inbox()
  socket.on('message', (data) => inbox.receive(String(data)))
  return {
    send(text) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > bufferedBytesMax) socket.terminate()
      else socket.send(text)
    },
    close() {
      socket.close()
      // A peer that does not answer the farewell is not waited for.
      setTimeout(() => socket.terminate(), farewellMs).unref()
    },
    onText: (listener) => inbox.open(listener),
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) setImmediate(listener)
      else socket.on('close', listener)
    },
  }
}

/** Keeps what comes until somebody listens. */
class Inbox {
  #listener: ((text: string) => void) | null = null
  readonly #waiting: string[] = []

  receive(text: string): void {
    if (this.#listener) this.#listener(text)
    else this.#waiting.push(text)
  }

  open(listener: (text: string) => void): void {
    this.#listener = listener
    for (const text of this.#waiting.splice(0)) listener(text)
  }
}

/** Two ends in one process. */
export function inProcessCarriers(): [Carrier, Carrier] {
  const ends = [new InProcessEnd(), new InProcessEnd()] as const
  ends[0].other = ends[1]
  ends[1].other = ends[0]
  return [ends[0], ends[1]]
}

class InProcessEnd implements Carrier {
  other: InProcessEnd | null = null
  readonly #inbox = new Inbox()
  #close: (() => void)[] = []
  #isClosed = false

  send(text: string): void {
    const { other } = this
    if (!this.#isClosed) setImmediate(() => other?.receive(text))
  }

  receive(text: string): void {
    if (!this.#isClosed) this.#inbox.receive(text)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const listener of this.#close) listener()
    const { other } = this
    // What was said before arrives first, as on a socket: a refusal is the last word of its connection.
    setImmediate(() => other?.close())
  }

  onText(listener: (text: string) => void): void {
    this.#inbox.open(listener)
  }

  onClose(listener: () => void): void {
    if (this.#isClosed) setImmediate(listener)
    else this.#close.push(listener)
  }
}
