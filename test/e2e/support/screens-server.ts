import { SandboxClock } from '../../../src/main/sandbox-clock.ts'
import {
  demoDatabase,
  startServer,
  type TestServer,
  type TestServerOptions,
} from '../../support/start-server.ts'
import { layCable } from './cable.ts'

const minute = 60_000

export type ScreensServer = TestServer & {
  /** Where the browser goes. */
  screensUrl: string
  /** The cable between screen and till is pulled, and plugged in again. */
  loseScreens(): Promise<void>
  /** The cable stays in its place and carries nothing any more. */
  freezeScreens(): void
  returnScreens(): Promise<void>
}

/** A demo chain at the beginning of an evening, with a cable of its own between the screens and the server. */
export async function startScreensServer(options: TestServerOptions = {}): Promise<ScreensServer> {
  // The demo begins then, too: a shift that is opened later than it sells has no receipts of its own.
  const clock = new SandboxClock()
  clock.jumpTo(evening() + minute)
  const { engine = await demoDatabase(evening()) } = options
  const server = await startServer({ ...options, engine, clock })
  const cable = await layCable(server.baseUrl)
  return {
    ...server,
    screensUrl: cable.url,
    loseScreens: cable.cut,
    freezeScreens: cable.freeze,
    returnScreens: cable.mend,
    async close() {
      await cable.cut()
      await server.close()
    },
  }
}

/** Today at 18:20 in Moscow: the rush hour begins, every kitchen is open. */
function evening(): number {
  const today = new Date()
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate(), 15, 20)
}
