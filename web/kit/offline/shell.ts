/** The page's service worker: it opens the page when the node that served it is out of reach. */
let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

export const newVersion = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isThere: (): boolean => waiting !== null,
  /** Lets the new version take over; the page then loads anew. Unsent work lies in the browser and stays. */
  take(): void {
    waiting?.postMessage('take-over')
  },
}

/** So often a page that stays open asks whether there is a newer one. */
const askMs = 30 * 60_000

/** Installs it. Browsers allow that on https pages and on this computer only; elsewhere the page needs its node. */
export function keepShell(): void {
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
  if (!workers || import.meta.env.DEV) return
  let isReplacing = workers.controller !== null
  workers.addEventListener('controllerchange', () => {
    // The first worker of a page takes nothing away from it.
    if (isReplacing) location.reload()
    isReplacing = true
  })
  workers.register('./service-worker.js', { updateViaCache: 'none' }).then(
    // A browser that blocks workers may say yes and give none.
    (registration: ServiceWorkerRegistration | undefined) => {
      if (!registration) return
      watch(registration)
      setInterval(() => {
        registration.update().catch(() => {
          // Out of reach; asked again later.
        })
      }, askMs)
    },
    () => {
      // A browser that forbids it shows the page all the same.
    },
  )
  // The browser may throw away what it keeps for us when its disk is full, unless it agrees not to.
  void (navigator as { storage?: StorageManager }).storage?.persist?.().catch(() => false)
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    waiting = navigator.serviceWorker.controller ? registration.waiting : null
    for (const listener of listeners) listener()
  }
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  look()
}
