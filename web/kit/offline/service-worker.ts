/**
 * Opens a screen without its node: page, scripts, styles and fonts from what was kept when they were last there, pictures
 * of dishes as they come by. What the till says is never answered from here: the page keeps that itself and says how old
 * it is. The build puts the list of a page's files in front of this file (`vite.config.ts`).
 */
import { isPicture, isShellFile, pageOf } from './shell-files.ts'

declare const shell: { version: string; files: readonly string[] }

type Worker = EventTarget & {
  registration: { scope: string }
  clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
}
type Extended = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Extended & { request: Request; respondWith(answer: Promise<Response>): void }

const worker = self as unknown as Worker
const { scope } = worker.registration
const kin = `trapeza ${new URL(scope).pathname} `
const present = `${kin}${shell.version}`
const pictures = 'trapeza pictures'
const picturesMax = 400

worker.addEventListener('install', (event) => {
  ;(event as Extended).waitUntil(keep())
})

/** All of a version or nothing: half a version would not start. */
async function keep(): Promise<void> {
  const cache = await caches.open(present)
  await cache.addAll([scope, ...shell.files.map((file) => new URL(file, scope).href)])
}

worker.addEventListener('activate', (event) => {
  ;(event as Extended).waitUntil(forget().then(() => worker.clients.claim()))
})

async function forget(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(kin) && name !== present).map((name) => caches.delete(name)),
  )
}

// Only when a person asked for it: nobody's order is interrupted by a new version.
worker.addEventListener('message', (event) => {
  if ((event as MessageEvent).data === 'take-over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const fetching = event as Fetching
  const { request } = fetching
  if (request.method !== 'GET') return
  if (request.mode === 'navigate' && pageOf(request.url) === pageOf(scope))
    fetching.respondWith(page(request))
  else if (isShellFile(request.url, scope)) fetching.respondWith(kept(request))
  else if (isPicture(request.url, scope)) fetching.respondWith(picture(request))
})

async function page(request: Request): Promise<Response> {
  const cache = await caches.open(present)
  return (await cache.match(scope)) ?? fetch(request)
}

async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(present)
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request)
}

/** The address of a picture holds its version, so a kept one is as good as a new one. */
async function picture(request: Request): Promise<Response> {
  const cache = await caches.open(pictures)
  const known = await cache.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) {
    await cache.put(request, answer.clone())
    const [oldest, ...others] = await cache.keys()
    if (oldest && others.length >= picturesMax) await cache.delete(oldest)
  }
  return answer
}
