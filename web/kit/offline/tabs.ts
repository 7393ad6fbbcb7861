import type { Tabs } from './outbox.ts'

/** The tabs of this browser. Web Locks exist on https pages and localhost only: without them each tab sends. */
export function browserTabs(till: string): Tabs {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`trapeza.${till}`)
  return {
    tell() {
      channel?.postMessage('actions')
    },
    hear(listener) {
      channel?.addEventListener('message', listener)
      return () => channel?.removeEventListener('message', listener)
    },
    async alone(name, signal, work) {
      // Two senders are harmless, the till does each id once; one spares the network.
      const locks = (navigator as { locks?: LockManager }).locks
      if (!locks) return work()
      try {
        await locks.request(name, { signal }, work)
      } catch (error) {
        if (!signal.aborted) throw error
      }
    },
  }
}
