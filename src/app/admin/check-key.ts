import type { Catalog } from '../../domain/reference/catalog.ts'
import { hasRight } from '../cloud/rights.ts'
import type { ApiKey, ApiKeySettings } from '../ports.ts'
import type { FieldProblem, Text } from './problems.ts'

/** What a person chooses about a key. */
export type KeyDraft = Pick<ApiKey, 'name' | 'isActive' | 'expiresAt' | 'settings'>

const dayMs = 86_400_000
/** The vendor gives keys at most two years (cloud-api §1.1). */
const lifeMsMax = 731 * dayMs
const nameMax = 100
const sourceKeyMax = 100
const emailPattern = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,}$/

type Check = { catalog: Catalog; knownRights: readonly string[]; now: number }

/** Everything that is wrong with a key, field by field. */
export function checkKey(draft: KeyDraft, check: Check): FieldProblem[] {
  return [...headProblems(draft, check.now), ...settingsProblems(draft.settings, check)]
}

function headProblems({ name, expiresAt }: KeyDraft, now: number): FieldProblem[] {
  const found: FieldProblem[] = []
  const add = (field: string, text: Text) => found.push({ field, text })
  if (name.trim() === '') add('name', { ru: 'назовите ключ', en: 'give the key a name' })
  if (name.length > nameMax)
    add('name', { ru: `не длиннее ${nameMax} знаков`, en: `at most ${nameMax} characters` })
  if (expiresAt !== null && expiresAt > now + lifeMsMax)
    add('expiresAt', { ru: 'не дальше чем через два года', en: 'at most two years from now' })
  return found
}

function settingsProblems(
  settings: ApiKeySettings,
  { catalog, knownRights }: Omit<Check, 'now'>,
): FieldProblem[] {
  const found: FieldProblem[] = []
  const { organizationIds, terminalGroupIds, sourceKey, email } = settings
  const each = <T>(field: string, values: readonly T[], isGood: (value: T) => boolean, text: Text): void =>
    values.forEach((value, i) => {
      if (!isGood(value)) found.push({ field: `${field}[${i}]`, text })
    })
  if (organizationIds.length === 0)
    found.push({
      field: 'organizationIds',
      text: { ru: 'выберите хотя бы один ресторан', en: 'choose at least one restaurant' },
    })
  each('organizationIds', organizationIds, (id) => catalog.living('organization', id) !== undefined, {
    ru: 'такого ресторана нет',
    en: 'there is no such restaurant',
  })
  each(
    'terminalGroupIds',
    terminalGroupIds ?? [],
    (id) => organizationIds.includes(catalog.living('terminalGroup', id)?.organizationId ?? ''),
    {
      ru: 'такой группы терминалов нет в выбранных ресторанах',
      en: 'the chosen restaurants have no such terminal group',
    },
  )
  const menus = new Set(catalog.all('externalMenu').map(({ body }) => body.number))
  each('externalMenuNumbers', settings.externalMenuNumbers, (number) => menus.has(number), {
    ru: 'такого внешнего меню нет',
    en: 'there is no such external menu',
  })
  each('priceCategoryIds', settings.priceCategoryIds, (id) => !!catalog.living('priceCategory', id), {
    ru: 'такой категории цен нет',
    en: 'there is no such price category',
  })
  const isKnown = (pattern: string): boolean =>
    knownRights.some((right) => hasRight({ allowedRights: [pattern], deniedRights: [] }, right))
  const noRight = { ru: 'такого метода API нет', en: 'the API has no such operation' }
  each('allowedRights', settings.allowedRights ?? [], isKnown, noRight)
  each('deniedRights', settings.deniedRights, isKnown, noRight)
  if (sourceKey !== null && (sourceKey.trim() === '' || sourceKey.length > sourceKeyMax))
    found.push({
      field: 'sourceKey',
      text: { ru: `от 1 до ${sourceKeyMax} знаков`, en: `from 1 to ${sourceKeyMax} characters` },
    })
  if (email !== null && !emailPattern.test(email))
    found.push({
      field: 'email',
      text: { ru: 'это не похоже на адрес почты', en: 'this does not look like an e-mail address' },
    })
  return found
}
