import { useState } from 'react'
import { Button, OptionList, Stepper, TextField } from '../kit/controls.tsx'
import { Dialog } from '../kit/dialog.tsx'
import {
  amountOf,
  type DishChoice,
  type ModifierIndex,
  priceOfOne,
  roomFor,
  unfilledGroups,
  withModifier,
  withOnly,
} from '../kit/dish-choice.ts'
import type { ModifierGroup } from '../kit/menu-types.ts'
import { useNamed } from '../kit/names.ts'
import { NumberPad } from '../kit/pads.tsx'
import { useFormatOf } from './desk-context.ts'
import { isStopped } from './draft.ts'
import { useText } from './texts.ts'
import type { Stop } from './types.ts'

type DishDialogProps = {
  start: DishChoice
  stops: readonly Stop[]
  modifiers: ModifierIndex
  organizationId: string | null
  onTake: (choice: DishChoice) => void
  onClose: () => void
}

/** One dish: size, modifiers within their limits, amount, a note for the kitchen. */
export function DishDialog({ start, stops, modifiers, organizationId, onTake, onClose }: DishDialogProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormatOf(organizationId)
  const [choice, setChoice] = useState(start)
  const [weight, setWeight] = useState('')
  const { product } = choice
  const amount = product.isWeighed ? Number(weight) : choice.amount
  const [unfilled] = unfilledGroups(choice)
  const isOut = (sizeId: string): boolean => isStopped(stops, product.id, sizeId)
  const why = unfilled
    ? t('cc.unfilled', { name: named(unfilled) })
    : choice.size && isOut(choice.size.id)
      ? t('cc.stopped')
      : amount > 0
        ? null
        : t('cc.weight', { unit: product.unit })
  return (
    <Dialog
      title={named(product)}
      size="wide"
      onClose={onClose}
      foot={
        <>
          {!product.isWeighed && (
            <Stepper
              label={t('cc.amount')}
              value={choice.amount}
              min={1}
              max={99}
              onChange={(next) => setChoice({ ...choice, amount: next })}
            />
          )}
          <span className="cc-gap" />
          {why && <span className="quiet">{why}</span>}
          <Button
            look="primary"
            isLarge
            missing={why}
            onClick={() => onTake({ ...choice, amount })}
            data-action="take-dish"
          >
            {t('cc.dish-take', { sum: format.money(priceOfOne(choice, modifiers) * amount) })}
          </Button>
        </>
      }
    >
      <div className="cc-dish">
        {product.sizes.length > 0 && <Sizes {...{ choice, stops, organizationId }} onChange={setChoice} />}
        {product.isWeighed && (
          <div className="field">
            <span className="field-label">{t('cc.weight', { unit: product.unit })}</span>
            <output className="cc-dial-number">{weight || '0'}</output>
            <NumberPad value={weight} decimals={3} onChange={setWeight} />
          </div>
        )}
        {groupsOf(choice, t('cc.extras')).map((group) => (
          <Group
            key={group.id}
            {...{ group, choice, modifiers, organizationId, stops }}
            onChange={setChoice}
          />
        ))}
        <TextField
          label={t('cc.dish-comment')}
          value={choice.comment}
          onChange={(comment) => setChoice({ ...choice, comment })}
        />
      </div>
    </Dialog>
  )
}

type SizesProps = {
  choice: DishChoice
  stops: readonly Stop[]
  organizationId: string | null
  onChange: (choice: DishChoice) => void
}

function Sizes({ choice, stops, organizationId, onChange }: SizesProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormatOf(organizationId)
  const { product } = choice
  const isOut = (sizeId: string): boolean => isStopped(stops, product.id, sizeId)
  return (
    <div className="field">
      <span className="field-label">{t('cc.size')}</span>
      <OptionList
        label={t('cc.size')}
        value={choice.size?.id ?? null}
        options={product.sizes.map((size) => ({
          id: size.id,
          label: named(size),
          note: isOut(size.id) ? t('cc.stopped') : format.money(size.price),
          isOff: isOut(size.id),
        }))}
        onChange={(id) => onChange({ ...choice, size: product.sizes.find((size) => size.id === id) ?? null })}
      />
    </div>
  )
}

/** Single modifiers are a group without a name of its own. */
function groupsOf({ product }: DishChoice, extras: string): ModifierGroup[] {
  if (product.modifiers.length === 0) return product.groups
  const max = product.modifiers.reduce((sum, child) => sum + child.max, 0)
  const single = { id: '', name: extras, nameEn: extras, min: 0, max, free: 0, hasOwnLimits: true }
  return [...product.groups, { ...single, children: product.modifiers }]
}

type GroupProps = {
  group: ModifierGroup
  choice: DishChoice
  modifiers: ModifierIndex
  organizationId: string | null
  stops: readonly Stop[]
  onChange: (choice: DishChoice) => void
}

function Group({ group, choice, modifiers, organizationId, stops, onChange }: GroupProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormatOf(organizationId)
  const children = group.children.flatMap((child) => {
    const modifier = modifiers.get(child.productId)
    if (!modifier || isStopped(stops, child.productId, null)) return []
    const price = (choice.size && modifier.priceBySize[choice.size.id]) ?? modifier.price
    return [{ child, label: named(modifier), note: price > 0 ? `+ ${format.money(price)}` : null }]
  })
  const title = group.min > 0 ? `${named(group)} · ${t('cc.required')}` : named(group)
  const groupId = group.id || null
  return (
    <div className="field">
      <span className="field-label">{title}</span>
      {group.min === 1 && group.max === 1 ? (
        <OptionList
          label={named(group)}
          value={
            children.find(({ child }) => amountOf(choice, groupId, child.productId) > 0)?.child.productId ??
            null
          }
          options={children.map(({ child, label, note }) => ({ id: child.productId, label, note }))}
          onChange={(productId) => onChange(withOnly(choice, group, productId))}
        />
      ) : (
        <ul className="cc-modifiers">
          {children.map(({ child, label, note }) => (
            <li key={child.productId} className="cc-modifier">
              <span>
                {label} {note && <span className="quiet">{note}</span>}
              </span>
              <Stepper
                label={label}
                value={amountOf(choice, groupId, child.productId)}
                min={group.hasOwnLimits ? child.min : 0}
                max={groupId === null ? child.max : roomFor(choice, group, child.productId)}
                onChange={(amount) => onChange(withModifier(choice, groupId, child.productId, amount))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
