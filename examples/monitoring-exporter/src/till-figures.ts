import { Decimal, type Picture } from '@trapeza/plugin'

type Sale = { kind: string; isOpen: boolean; revenue: Decimal }
export type StopListRow = { product: { name: string }; productSize: { name: string } | null; amount: number }

const zero = Decimal.of(0)
const kinds = ['table', 'delivery', 'banquet']

/** What the till sells now, kept up by what is told of each order. */
export class TillFigures {
  readonly #sales = new Map<string, Sale>()
  #stopList: readonly StopListRow[] = []

  /** An order as it is now; one that is closed twice counts once. */
  saw(order: Picture): void {
    const { id, kind, status, resultSum } = order
    const isClosed = status === 'Closed'
    this.#sales.set(id, {
      kind: String(kind),
      isOpen: !isClosed && status !== 'Deleted',
      revenue: isClosed ? Decimal.of(Number(resultSum)) : zero,
    })
  }

  gone(id: string): void {
    this.#sales.delete(id)
  }

  stopped(rows: readonly StopListRow[]): void {
    this.#stopList = rows
  }

  /** The text format of Prometheus, version 0.0.4. */
  text(till: string): string {
    const sales = [...this.#sales.values()]
    const open = (kind: string): number => sales.filter((sale) => sale.isOpen && sale.kind === kind).length
    const revenue = (kind: string): Decimal =>
      sales.filter((sale) => sale.kind === kind).reduce((sum, sale) => sum.plus(sale.revenue), zero)
    return [
      ...family('trapeza_open_orders', 'gauge', 'Orders that are not closed yet.'),
      ...kinds.map((kind) => sample('trapeza_open_orders', { till, kind }, open(kind))),
      ...family('trapeza_revenue', 'gauge', 'Money of the closed orders that the till has at hand.'),
      ...kinds.map((kind) => sample('trapeza_revenue', { till, kind }, revenue(kind))),
      ...family('trapeza_stop_list_remaining', 'gauge', 'What is left of dishes on the stop list.'),
      ...this.#stopList.map(({ product, productSize, amount }) =>
        sample(
          'trapeza_stop_list_remaining',
          { till, product: product.name, size: productSize?.name ?? '' },
          amount,
        ),
      ),
      '',
    ].join('\n')
  }
}

const family = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
]

function sample(name: string, labels: Readonly<Record<string, string>>, value: Decimal | number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}{${pairs.join(',')}} ${value}`
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
