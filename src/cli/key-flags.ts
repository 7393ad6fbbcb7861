import type { KeyDraft } from '../app/admin/check-key.ts'
import { everything, readWebhookFilter } from '../app/admin/webhook-filter.ts'
import type { WebhookDraft } from '../app/admin/webhooks.ts'
import type { ApiKeySettings } from '../app/ports.ts'
import type { Catalog } from '../domain/reference/catalog.ts'
import { CommandRefused } from './add-till.ts'
import { readDays, readExpiry } from './dates.ts'

/** What the command line says of a key; absent: as it is, or as a new key has it. */
export type KeyFlags = {
  name?: string
  organizations?: string
  terminalGroups?: string
  allow?: string
  deny?: string
  sourceKey?: string
  menus?: string
  priceCategories?: string
  email?: string
  days?: string
  expires?: string
  on?: boolean
  off?: boolean
  webhook?: string
  webhookToken?: string
  webhookFilter?: string
  webhookProfile?: string
  /** Say how it logs in to iiko.biz too. */
  biz?: boolean
}

const yearDays = '365'

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** `none`: nothing. */
const orNull = (text: string): string | null => (text === 'none' ? null : text)
const chosen = (text: string, all: () => string[]): string[] => {
  if (text === 'all') return all()
  return text === 'none' ? [] : listOf(text).map((one) => one.toLowerCase())
}

/** A key of the whole chain for a year. */
export function newKeyDraft(catalog: Catalog, name: string, now: number): KeyDraft {
  return {
    name,
    isActive: true,
    expiresAt: readDays(yearDays, now),
    settings: {
      organizationIds: idsOf(catalog, 'organization'),
      terminalGroupIds: null,
      allowedRights: null,
      deniedRights: [],
      sourceKey: null,
      externalMenuNumbers: menuNumbers(catalog),
      priceCategoryIds: idsOf(catalog, 'priceCategory'),
      email: null,
    },
  }
}

/** The draft with what the flags say. */
export function withFlags(draft: KeyDraft, flags: KeyFlags, catalog: Catalog, now: number): KeyDraft {
  const { name, days, expires } = flags
  if (flags.on && flags.off) throw new CommandRefused('--on and --off together make no sense')
  const changed = { ...draft }
  if (name !== undefined) changed.name = name
  if (flags.on || flags.off) changed.isActive = flags.on === true
  if (expires !== undefined) changed.expiresAt = readExpiry(expires)
  else if (days !== undefined) changed.expiresAt = readDays(days, now)
  return { ...changed, settings: settingsWith(draft.settings, flags, catalog) }
}

function settingsWith(settings: ApiKeySettings, flags: KeyFlags, catalog: Catalog): ApiKeySettings {
  const { organizations, terminalGroups, allow, deny, sourceKey, menus, priceCategories, email } = flags
  const changed = { ...settings }
  if (organizations !== undefined)
    changed.organizationIds = chosen(organizations, () => idsOf(catalog, 'organization'))
  if (terminalGroups !== undefined)
    changed.terminalGroupIds = terminalGroups === 'all' ? null : chosen(terminalGroups, () => [])
  if (allow !== undefined) changed.allowedRights = allow === 'all' ? null : chosen(allow, () => [])
  if (deny !== undefined) changed.deniedRights = chosen(deny, () => ['*'])
  if (sourceKey !== undefined) changed.sourceKey = orNull(sourceKey)
  if (menus !== undefined)
    changed.externalMenuNumbers = menus === 'all' ? menuNumbers(catalog) : chosen(menus, () => []).map(Number)
  if (priceCategories !== undefined)
    changed.priceCategoryIds = chosen(priceCategories, () => idsOf(catalog, 'priceCategory'))
  if (email !== undefined) changed.email = orNull(email)
  return changed
}

/** What the flags say of webhooks over what is set; null when they say nothing. */
export function webhookWith(present: WebhookDraft | null, flags: KeyFlags): WebhookDraft | null {
  const { webhook, webhookToken, webhookFilter, webhookProfile } = flags
  if ([webhook, webhookToken, webhookFilter, webhookProfile].every((one) => one === undefined)) return null
  const draft: WebhookDraft = present ?? { uri: null, authToken: null, filter: everything, profile: 'iiko' }
  return {
    uri: webhook === undefined ? draft.uri : orNull(webhook),
    authToken: webhookToken === undefined ? draft.authToken : orNull(webhookToken),
    filter: webhookFilter === undefined ? draft.filter : filterOf(webhookFilter),
    profile: webhookProfile === undefined ? draft.profile : profileOf(webhookProfile),
  }
}

function profileOf(text: string): WebhookDraft['profile'] {
  if (text === 'iiko' || text === 'durable') return text
  throw new CommandRefused(`--webhook-profile ${text}: iiko or durable is expected`)
}

function filterOf(text: string): WebhookDraft['filter'] {
  if (text === 'all') return everything
  try {
    return readWebhookFilter(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CommandRefused(`--webhook-filter: "all" or JSON is expected (${error.message})`)
    throw error
  }
}

const idsOf = (catalog: Catalog, book: 'organization' | 'priceCategory'): string[] =>
  catalog.all(book).flatMap(({ id, isDeleted }) => (isDeleted ? [] : [id]))

const menuNumbers = (catalog: Catalog): number[] =>
  catalog.all('externalMenu').flatMap(({ body, isDeleted }) => (isDeleted ? [] : [body.number]))
