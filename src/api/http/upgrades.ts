import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Takes over a line that wants to be a WebSocket; false: it is not for this one. */
export type UpgradeTaker = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

/** WebSockets of all families on one port: the first who knows the address takes the line, what nobody knows is closed. */
export class Upgrades {
  readonly #takers: UpgradeTaker[] = []

  readonly add = (taker: UpgradeTaker): void => {
    this.#takers.push(taker)
  }

  /** `isTaken`: which addresses this server has; all unless it is said. */
  attach(server: Pick<Server, 'on'>, isTaken: (url: string) => boolean = () => true): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // A client that hangs up at once is no error of ours.
      socket.on('error', () => socket.destroy())
      const isKnown = isTaken(request.url ?? '') && this.#takers.some((take) => take(request, socket, head))
      if (!isKnown) socket.destroy()
    })
  }
}
