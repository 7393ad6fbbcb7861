import type { Text } from '../../../app/admin/problems.ts'
import type { RejectedGroup } from '../../../domain/delivery/restrictions.ts'
import { printDecimal } from '../../../kernel/exact.ts'

const clockOf = (minutes: number | null): string => {
  if (minutes === null) return '…'
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
}

const hints: readonly [begins: string, ru: string, en: string][] = [
  ['The terminal group is asleep', 'касса не на связи', 'the till is off'],
  ['The terminal group is not connected', 'касса не подключена', 'the till is not connected'],
  ['Products are not sold at this point', 'здесь не продают', 'not sold here'],
  ['Products are in the stop list', 'в стоп-листе', 'in the stop list'],
]

/** Why a terminal group cannot bring it, for an operator to say on the phone (cloud-api §5.3). */
export function whyRejected({ rejectCode, rejectHint, data, zone }: RejectedGroup, scale: number): Text {
  switch (rejectCode) {
    case 'OutOfTerminalZone':
      return { ru: `адрес вне зоны ${zone ?? ''}`.trim(), en: `outside of zone ${zone ?? ''}`.trim() }
    case 'DayOfWeekIsUnacceptable':
      return { ru: 'в этот день не возят', en: 'no delivery on this day' }
    case 'DeliveryTimeIsUnacceptable': {
      const [from, to] = [clockOf(data?.from ?? null), clockOf(data?.to ?? null)]
      return { ru: `возят с ${from} до ${to}`, en: `delivers from ${from} to ${to}` }
    }
    case 'SumIsLessThenMinimum': {
      const least = printDecimal(data?.minSum ?? 0n, scale)
      return { ru: `минимальная сумма ${least}`, en: `the minimum sum is ${least}` }
    }
    case 'Undefined': {
      const [begins = '', ru, en] = hints.find(([text]) => rejectHint.startsWith(text)) ?? []
      const rest = rejectHint.slice(begins.length)
      return ru && en ? { ru: `${ru}${rest}`, en: `${en}${rest}` } : { ru: rejectHint, en: rejectHint }
    }
  }
}
