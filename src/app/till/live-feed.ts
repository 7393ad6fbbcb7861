import type { App, SequencedEntry } from '../ports.ts'
import type { Till } from './till-command.ts'

export type FeedListener = (entries: readonly SequencedEntry[]) => void
export type LiveFeed = {
  /** Hears entries that appear from now on; call the answer to stop. */
  subscribe(listener: FeedListener): () => void
  /** Resolves when nothing that becomes visible from then on can be missed: the moment to read the board. */
  ready(): Promise<void>
  /** Entries may have appeared. */
  kick(): void
}

const batch = 500

/**
 * Tells the open screens of a till what the journal says, a moment after it says so. It keeps no cursor: a screen that
 * was away reads the board anew.
 */
export function openLiveFeed(app: App, till: Till, report: (error: unknown) => void): LiveFeed {
  const listeners = new Set<FeedListener>()
  let position: bigint | null = null
  let opening: Promise<bigint> | null = null
  let isReading = false
  let again = false

  function open(): Promise<bigint> {
    opening ??= app.storage.now.links.lastPosition().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  async function read(): Promise<void> {
    position ??= await open()
    for (;;) {
      const filter = {
        tenantId: till.tenantId,
        terminalGroupId: till.terminalGroupId,
        origin: 'any' as const,
        kinds: null,
      }
      const entries = await app.storage.now.links.entriesFor(filter, position, batch)
      const last = entries[entries.length - 1]
      if (!last) return
      position = last.position
      for (const listener of listeners) listener(entries)
    }
  }

  function kick(): void {
    again = true
    if (isReading || listeners.size === 0) return
    isReading = true
    const run = async (): Promise<void> => {
      while (again) {
        again = false
        await read()
      }
    }
    run()
      .catch(report)
      .finally(() => {
        isReading = false
      })
  }

  return {
    subscribe(listener) {
      if (listeners.size === 0) {
        position = null
        opening = null
      }
      listeners.add(listener)
      kick()
      return () => listeners.delete(listener)
    },
    async ready() {
      await open()
    },
    kick,
  }
}
