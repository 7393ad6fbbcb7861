import type { Language } from '../../kernel/refusals.ts'
import type { Words } from './problems.ts'
import type { ConsoleServices } from './services.ts'

/** `reasons` keep the node from being ready, `warnings` do not. */
export type Health = {
  reasons: { code: string; words: Words }[]
  warnings: { code: string; words: Words }[]
  details: {
    database: { answers: boolean; ms: number }
    followers: { name: string; waiting: number | null; isResting: boolean; trouble: string | null }[]
    tills: { code: string; where: 'here' | 'linked'; isConnected: boolean }[]
    cloudLink: { isConnected: boolean } | null
  }
}

type Watched = Pick<ConsoleServices, 'app' | 'followers' | 'tills' | 'linkedTills' | 'cloudLink'>

const databaseMsMax = 2000
const waitingMax = 5000

/** Can this node do its work now? Never throws: what does not answer is a reason. */
export async function checkHealth(services: Watched): Promise<Health> {
  const startedAt = performance.now()
  const answer = await withinLimit(async () => {
    const { app } = services
    await app.storage.now.tenants.list()
    return {
      lags: await app.storage.now.monitoring.lags(services.followers()),
      linked: await services.linkedTills(),
    }
  })
  const ms = Math.round((performance.now() - startedAt) * 10) / 10
  const waiting = new Map(answer?.lags.map((lag) => [lag.name, lag.waiting]))
  const followers = services.followers().map(({ name, isResting, trouble }) => ({
    name,
    waiting: waiting.get(name) ?? null,
    isResting,
    trouble,
  }))
  const tills = [
    ...[...services.tills()].map(({ code, isConnected }) => ({ code, where: 'here' as const, isConnected })),
    ...(answer?.linked ?? []).map(({ name, isConnected }) => ({
      code: name,
      where: 'linked' as const,
      isConnected,
    })),
  ]
  const cloudLink = services.cloudLink()
  const details = { database: { answers: answer !== null, ms }, followers, tills, cloudLink }
  return { reasons: reasonsOf(details), warnings: warningsOf(details), details }
}

function reasonsOf({ database, followers }: Health['details']): Health['reasons'] {
  if (!database.answers) return [{ code: 'database', words: databaseSilent }]
  return followers.flatMap(({ name, waiting, isResting, trouble }) => {
    if (trouble !== null) return [{ code: 'follower-failed', words: followerFailed(name) }]
    const isBehind = !isResting && waiting !== null && waiting > waitingMax
    return isBehind ? [{ code: 'follower-behind', words: followerBehind(name, waiting) }] : []
  })
}

function warningsOf({ tills, cloudLink }: Health['details']): Health['warnings'] {
  const away = tills.filter(({ isConnected }) => !isConnected)
  return [
    ...away.map(({ code }) => ({ code: 'till-away', words: tillAway(code) })),
    ...(cloudLink?.isConnected === false ? [{ code: 'cloud-away', words: cloudAway }] : []),
  ]
}

const databaseSilent: Words = { en: 'The database does not answer', ru: 'База данных не отвечает' }
const followerFailed = (name: string): Words => ({
  en: `“${name}” failed and tries again`,
  ru: `«${name}»: сбой, повторяется`,
})
const followerBehind = (name: string, waiting: number): Words => ({
  en: `“${name}” is ${waiting} entries behind`,
  ru: `«${name}» отстаёт на ${waiting} записей`,
})
const tillAway = (code: string): Words => ({
  en: `Till ${code} has no contact with its cloud`,
  ru: `Касса ${code} без связи с облаком`,
})
const cloudAway: Words = {
  en: 'The cloud is out of reach; the till works on',
  ru: 'Облако недоступно, касса работает',
}

/** Null when the work fails or takes too long. */
async function withinLimit<T>(work: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), databaseMsMax)
  })
  try {
    return await Promise.race([work().catch(() => null), limit])
  } finally {
    clearTimeout(timer)
  }
}

/** The body of `GET /__/health`; outside a sandbox without details. */
export function healthBody(health: Health, language: Language, hasDetails: boolean): Record<string, unknown> {
  const isReady = health.reasons.length === 0
  const short = { status: isReady ? 'ready' : 'not ready', live: true, ready: isReady }
  if (!hasDetails) return short
  const inWords = (all: Health['reasons']) =>
    all.map(({ code, words }) => ({ code, message: words[language] }))
  return {
    ...short,
    reasons: inWords(health.reasons),
    warnings: inWords(health.warnings),
    ...health.details,
  }
}
