import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

const lookMs = 50
/** Whoever stops containers kills after ten seconds. */
const closingMsMax = 8000

/**
 * Has a server that closes wait for answers that are under way, and for nothing else. Node counts a connection as idle
 * behind its first answer only, and looks once: one that a browser opened ahead, or whose answer came a moment later, would
 * be waited for a minute and more. What is still busy after eight seconds is cut.
 */
export function endConnections(server: FastifyInstance): void {
  const http = server.server as Server
  const open = new Set<Socket>()
  http.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.addHook('preClose', async () => {
    const look = (): void => {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
      http.closeIdleConnections()
    }
    const looking = setInterval(look, lookMs).unref()
    const cutting = setTimeout(() => http.closeAllConnections(), closingMsMax).unref()
    http.once('close', () => {
      clearInterval(looking)
      clearTimeout(cutting)
    })
  })
}
