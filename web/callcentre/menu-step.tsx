import { useMemo, useState } from 'react'
import { Button, Empty, Stepper } from '../kit/controls.tsx'
import {
  addToBasket,
  type DishChoice,
  indexModifiers,
  type ModifierIndex,
  modifiersOf,
  needsChoice,
  priceOfOne,
  startChoice,
} from '../kit/dish-choice.ts'
import type { MenuProduct } from '../kit/menu-types.ts'
import { useNamed } from '../kit/names.ts'
import { useFormatOf } from './desk-context.ts'
import { DishDialog } from './dish-dialog.tsx'
import { isStopped } from './draft.ts'
import { goTo } from './route.ts'
import type { StepProps } from './step-props.ts'
import { sumOfLines } from './sums.ts'
import { useText } from './texts.ts'
import type { MenuHere, Stop } from './types.ts'

type MenuStepProps = StepProps & { here: MenuHere | null }

/** What the chosen till sells, and what is chosen of it. */
export function MenuStep({ draft, onDraft, here, check }: MenuStepProps) {
  const t = useText()
  if (!draft.target) return <Empty title={t('cc.target-missing')} />
  if (!here) return <Empty title={t('kit.loading')} />
  return <MenuOf draft={draft} onDraft={onDraft} check={check} here={here} />
}

function MenuOf({ draft, onDraft, here }: StepProps & { here: MenuHere }) {
  const t = useText()
  const named = useNamed()
  const { menu, stopList } = here
  const modifiers = useMemo(() => indexModifiers(menu), [menu])
  const groups = menu.groups.filter(({ id }) => menu.products.some(({ groupId }) => groupId === id))
  const [chosen, setChosen] = useState<string | null>(null)
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState<DishChoice | null>(null)
  const groupId = chosen ?? groups[0]?.id ?? null
  const wanted = query.trim().toLowerCase()
  const products = menu.products.filter((product) =>
    wanted === ''
      ? product.groupId === groupId
      : `${product.name} ${named(product)} ${product.code}`.toLowerCase().includes(wanted),
  )
  const take = (choice: DishChoice): void => {
    setOpen(null)
    onDraft((before) => ({ ...before, lines: addToBasket(before.lines, choice) }))
  }
  return (
    <div className="cc-menu">
      <nav className="cc-groups scroll" aria-label={t('cc.step.dishes')}>
        {groups.map((group) => (
          <button
            key={group.id}
            type="button"
            className="cc-menu-group"
            aria-pressed={wanted === '' && group.id === groupId}
            onClick={() => {
              setChosen(group.id)
              setQuery('')
            }}
          >
            {named(group)}
          </button>
        ))}
      </nav>
      <div className="cc-dishes">
        <input
          className="input"
          type="text"
          autoComplete="off"
          aria-label={t('cc.menu-find')}
          placeholder={t('cc.menu-find')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {products.length === 0 && <Empty title={t('cc.menu-none')} />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <ul className="cc-tiles scroll" tabIndex={0}>
          {products.map((product) => (
            <li key={product.id}>
              <Tile
                product={product}
                stops={stopList}
                onPress={() =>
                  needsChoice(product) ? setOpen(startChoice(product)) : take(startChoice(product))
                }
              />
            </li>
          ))}
        </ul>
      </div>
      <Basket draft={draft} onDraft={onDraft} modifiers={modifiers} />
      {open && (
        <DishDialog
          start={open}
          stops={stopList}
          modifiers={modifiers}
          organizationId={draft.target?.organizationId ?? null}
          onTake={take}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

type TileProps = { product: MenuProduct; stops: readonly Stop[]; onPress: () => void }

function Tile({ product, stops, onPress }: TileProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormatOf()
  const isOut = isStopped(stops, product.id, null)
  const rest = stops.find(({ productId, sizeId }) => productId === product.id && sizeId === null)
  const prices = product.sizes.map(({ price }) => price)
  return (
    <button type="button" className="cc-tile" disabled={isOut} data-product={product.code} onClick={onPress}>
      <span>{named(product)}</span>
      <span className="cc-tile-foot">
        <strong>
          {prices.length > 0
            ? t('cc.from', { price: format.money(Math.min(...prices)) })
            : format.money(product.price ?? 0)}
        </strong>
        {rest && (
          <span className={isOut ? 'chip chip-late' : 'chip chip-soon'}>
            {isOut ? t('cc.stopped') : t('cc.left', { amount: format.amount(rest.balance) })}
          </span>
        )}
      </span>
    </button>
  )
}

type BasketProps = Omit<StepProps, 'check'> & { modifiers: ModifierIndex }

function Basket({ draft, onDraft, modifiers }: BasketProps) {
  const t = useText()
  const format = useFormatOf(draft.target?.organizationId ?? null)
  const { lines, missing } = draft
  const setAmount = (index: number, amount: number): void =>
    onDraft((before) => ({
      ...before,
      lines: before.lines.flatMap((line, i) =>
        i !== index ? [line] : amount > 0 ? [{ ...line, amount }] : [],
      ),
    }))
  return (
    <section className="cc-basket" aria-label={t('cc.basket')}>
      <h2 className="card-title">{t('cc.basket')}</h2>
      {missing.length > 0 && (
        <p className="failure" role="status">
          {t('cc.again-missing', { names: missing.join(', ') })}
        </p>
      )}
      {lines.length === 0 && <p className="quiet">{t('cc.basket-none')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="cc-lines scroll" tabIndex={0}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place until the order is sent.
          <li key={index} className="cc-line">
            <BasketLine line={line} modifiers={modifiers} onAmount={(amount) => setAmount(index, amount)} />
          </li>
        ))}
      </ul>
      <Button
        look="primary"
        isLarge
        isWide
        missing={lines.length === 0 ? t('cc.dishes-missing') : null}
        onClick={() => goTo('order', 'send')}
        data-action="to-send"
      >
        {`${t('cc.next')} · ${format.money(sumOfLines(lines, modifiers))}`}
      </Button>
    </section>
  )
}

type BasketLineProps = { line: DishChoice; modifiers: ModifierIndex; onAmount: (amount: number) => void }

function BasketLine({ line, modifiers, onAmount }: BasketLineProps) {
  const named = useNamed()
  const format = useFormatOf()
  const extras = modifiersOf(line).flatMap(({ productId, amount }) => {
    const modifier = modifiers.get(productId)
    if (!modifier) return []
    return [amount > 1 ? `${named(modifier)} × ${amount}` : named(modifier)]
  })
  const notes = [line.size && named(line.size), ...extras, line.comment].filter(Boolean)
  return (
    <>
      <strong>{named(line.product)}</strong>
      {notes.length > 0 && <span className="quiet">{notes.join(', ')}</span>}
      <span className="cc-line-foot">
        <Stepper
          label={named(line.product)}
          value={line.amount}
          min={0}
          max={99}
          text={format.amount(line.amount)}
          onChange={onAmount}
        />
        <strong>{format.money(line.amount * priceOfOne(line, modifiers))}</strong>
      </span>
    </>
  )
}
