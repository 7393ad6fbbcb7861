import type { TechCardDraft, TechCardItemDraft } from '../../../../app/server/tech-cards/check-tech-card.ts'
import type { StoreSpecification } from '../../../../domain/reference/books.ts'
import { parseBillionths } from '../../../../domain/stock/amounts.ts'
import { everywhere, isNowhere, nowhere } from '../../../../domain/stock/store-specification.ts'
import { PrecisionError } from '../../../../kernel/exact.ts'
import { malformed } from '../../errors.ts'
import type {
  AssemblyChartDraft,
  AssemblyChartItemDraft,
  StoreSpecification as WireStores,
} from '../../generated/types.ts'

const amountMax = 1_000_000_000n * 1_000_000_000n
const itemsMax = 1000
/** Of each text but that of the technology (server-api §12). */
const textMax = 2000
const technologyMax = 100_000

function amountOf(text: string | null | undefined, field: string): bigint {
  try {
    const amount = parseBillionths(text ?? '0')
    if (amount <= amountMax && amount >= -amountMax) return amount
  } catch (error) {
    if (!(error instanceof PrecisionError)) throw error
    throw malformed(`Wrong value of '${field}': at most 9 decimals are expected, not '${text}'`)
  }
  throw malformed(`Wrong value of '${field}': at most 1000000000 is expected, not '${text}'`)
}

function textOf(text: string | null | undefined, field: string, max = textMax): string {
  if ((text ?? '').length > max) throw malformed(`'${field}' must not be longer than ${max} characters`)
  return text ?? ''
}

const storesOf = ({ departments, inverse }: WireStores): StoreSpecification => ({
  organizationIds: [...new Set(departments)],
  isInverse: inverse,
})

function itemOf(item: AssemblyChartItemDraft, index: number): TechCardItemDraft {
  const amount = (name: keyof AssemblyChartItemDraft & `${'amount' | 'package'}${string}`): bigint =>
    amountOf(item[name] as string | null | undefined, `items[${index}].${name}`)
  return {
    id: item.id ?? null,
    sortWeight: item.sortWeight ?? index + 1,
    productId: item.productId,
    sizeId: item.productSizeSpecification ?? null,
    stores: item.storeSpecification ? storesOf(item.storeSpecification) : null,
    gross: amount('amountIn'),
    net: item.amountMiddle == null ? amount('amountIn') : amount('amountMiddle'),
    yield: item.amountOut == null ? amount('amountIn') : amount('amountOut'),
    trials: [
      { gross: amount('amountIn1'), yield: amount('amountOut1') },
      { gross: amount('amountIn2'), yield: amount('amountOut2') },
      { gross: amount('amountIn3'), yield: amount('amountOut3') },
    ],
    packages: amount('packageCount'),
    containerId: item.packageTypeId ?? null,
  }
}

/** Reads a card that is to be written; its end is not anybody's to say (server-api §12). */
export function readChart(wire: AssemblyChartDraft): TechCardDraft {
  if (wire.items.length > itemsMax) throw malformed(`'items' must not have more than ${itemsMax} lines`)
  const writeOff = wire.productWriteoffStrategy ?? 'ASSEMBLE'
  const said = wire.effectiveDirectWriteoffStoreSpecification
  const wholeAt = said ? storesOf(said) : nowhere
  return {
    productId: wire.assembledProductId,
    validFrom: wire.dateFrom,
    batch: amountOf(wire.assembledAmount, 'assembledAmount'),
    writeOff,
    // Who says that it is written off as it is and not where, means everywhere.
    wholeAt: writeOff === 'DIRECT' && isNowhere(wholeAt) ? everywhere : wholeAt,
    sizes: wire.productSizeAssemblyStrategy ?? 'COMMON',
    items: wire.items.map(itemOf),
    texts: {
      technology: textOf(wire.technologyDescription, 'technologyDescription', technologyMax),
      description: textOf(wire.description, 'description'),
      appearance: textOf(wire.appearance, 'appearance'),
      organoleptic: textOf(wire.organoleptic, 'organoleptic'),
      yield: textOf(wire.outputComment, 'outputComment'),
    },
  }
}
