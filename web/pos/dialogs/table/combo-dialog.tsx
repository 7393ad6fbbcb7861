import { useState } from 'react'
import { Button, OptionList, Stepper } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import {
  type DishChoice,
  indexModifiers,
  needsChoice,
  newItem,
  type Seat,
  startChoice,
} from '../../../kit/dish-choice.ts'
import type { Menu, MenuCombo, MenuProduct } from '../../../kit/menu-types.ts'
import { useNamed } from '../../../kit/names.ts'
import { newCommandId } from '../../../kit/till-api.ts'
import { useBoard, useForbidden, useFormat, useNameOf, useSend } from '../../../kit/till-context.tsx'
import type { TableOrder } from '../../../kit/till-types.ts'
import { useMenuOf } from '../../model/use-menu.ts'
import { useText } from '../../texts.ts'
import { DishDialog } from '../dish-dialog.tsx'

type ComboDialogProps = { table: TableOrder; combo: MenuCombo; seat: Seat; onClose: () => void }
type Group = MenuCombo['groups'][number]

/** One dish for each group of a combo; the till says what it costs. */
export function ComboDialog({ table, combo, seat, onClose }: ComboDialogProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const nameOf = useNameOf()
  const menu = useMenuOf(table)
  const forbidden = useForbidden()('tables.edit')
  const { send, isBusy } = useSend()
  const [chosen, setChosen] = useState<Readonly<Record<string, DishChoice>>>({})
  const [open, setOpen] = useState<{ groupId: string; choice: DishChoice } | null>(null)
  const [amount, setAmount] = useState(1)
  // Chosen once: however often the button is pressed, it is one combo.
  const [id] = useState(newCommandId)
  if (!menu) return null
  const lacking = combo.groups.find((group) => !chosen[group.id])
  const take = (groupId: string, choice: DishChoice) => setChosen({ ...chosen, [groupId]: choice })
  const pick = (group: Group, product: MenuProduct): void => {
    const choice = inSize(startChoice(product), group)
    if (needsChoice(product) && product.groups.length > 0) setOpen({ groupId: group.id, choice })
    else take(group.id, choice)
  }
  const add = async (): Promise<void> => {
    const items = Object.entries(chosen).map(([groupId, choice]) => ({
      ...newItem({ ...choice, amount, seat }),
      groupId,
    }))
    const combos = [{ id, sourceId: combo.id, name: combo.name, amount, items }]
    const command = { kind: 'tableOrder.addItems' as const, orderId: table.id, items: [], combos }
    if (await send(command, t('table.combo-added'))) onClose()
  }
  return (
    <Dialog
      title={named(combo)}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Stepper label={t('table.amount')} value={amount} min={1} max={20} onChange={setAmount} />
          <span className="card-actions-gap" />
          <Button
            look="primary"
            isLarge
            isBusy={isBusy}
            forbidden={forbidden}
            missing={lacking ? t('table.combo-choose', { name: nameOf(lacking.name) }) : null}
            data-action="add-combo"
            onClick={() => void add()}
          >
            {t('table.combo-add')}
            {combo.price !== null && ` · ${format.money(combo.price * amount)}`}
          </Button>
        </>
      }
    >
      <ComboGroups
        combo={combo}
        products={menu.products}
        chosenOf={(groupId) => chosen[groupId]?.product.id ?? null}
        onPick={pick}
      />
      {open && (
        <DishOfGroup
          start={open.choice}
          group={combo.groups.find((group) => group.id === open.groupId)}
          menu={menu}
          onClose={() => setOpen(null)}
          onTake={(choice) => {
            take(open.groupId, choice)
            setOpen(null)
          }}
        />
      )}
    </Dialog>
  )
}

type DishOfGroupProps = {
  start: DishChoice
  group: Group | undefined
  menu: Menu
  onTake: (choice: DishChoice) => void
  onClose: () => void
}

/** Size, modifiers and halves of the dish that fills a group, within what the combo sells. */
const DishOfGroup = ({ start, group, menu, onTake, onClose }: DishOfGroupProps) => (
  <DishDialog
    start={start}
    modifiers={indexModifiers(menu)}
    halves={halvesOf(start.product, group, menu)}
    onClose={onClose}
    onTake={(choice) => onTake(inSize(choice, group))}
  />
)

/** The other half of a compound dish is of the same scheme, and the combo offers it too. */
function halvesOf(
  { isCompound, schemaId }: MenuProduct,
  group: Group | undefined,
  { products }: { products: readonly MenuProduct[] },
): MenuProduct[] {
  const offered = new Set(group?.products.map(({ productId }) => productId))
  return isCompound
    ? products.filter((product) => product.schemaId === schemaId && offered.has(product.id))
    : []
}

/** A combo may sell a dish in one size only. */
function inSize(choice: DishChoice, group: Group | undefined): DishChoice {
  const own = group?.products.filter(({ productId }) => productId === choice.product.id) ?? []
  if (own.some(({ sizeId }) => sizeId === null || sizeId === choice.size?.id)) return choice
  return { ...choice, size: choice.product.sizes.find(({ id }) => id === own[0]?.sizeId) ?? choice.size }
}

type ComboGroupsProps = {
  combo: MenuCombo
  products: readonly MenuProduct[]
  chosenOf: (groupId: string) => string | null
  onPick: (group: Group, product: MenuProduct) => void
}

const ComboGroups = ({ combo, products, chosenOf, onPick }: ComboGroupsProps) => (
  <div className="modifier-groups">
    {combo.groups.map((group) => (
      <ComboGroup
        key={group.id}
        group={group}
        products={products}
        value={chosenOf(group.id)}
        onPick={(product) => onPick(group, product)}
      />
    ))}
  </div>
)

type ComboGroupProps = {
  group: Group
  products: readonly MenuProduct[]
  value: string | null
  onPick: (product: MenuProduct) => void
}

function ComboGroup({ group, products, value, onPick }: ComboGroupProps) {
  const t = useText()
  const named = useNamed()
  const nameOf = useNameOf()
  const { stopList } = useBoard()
  const ids = new Set(group.products.map(({ productId }) => productId))
  const offered = products.filter(({ id }) => ids.has(id))
  const isStopped = (productId: string): boolean =>
    stopList.some((stop) => stop.productId === productId && stop.sizeId === null && stop.balance <= 0)
  return (
    <div className="field">
      <span className="field-label">{nameOf(group.name)}</span>
      <OptionList
        label={nameOf(group.name)}
        value={value}
        options={offered.map((product) => ({
          id: product.id,
          label: named(product),
          note: isStopped(product.id) ? t('menu.stopped') : null,
          isOff: isStopped(product.id),
        }))}
        onChange={(id) => {
          const product = offered.find((each) => each.id === id)
          if (product) onPick(product)
        }}
      />
    </div>
  )
}
