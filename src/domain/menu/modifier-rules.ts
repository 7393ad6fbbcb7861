import type { Uuid } from '../../kernel/ids.ts'

/** What a rule of modifiers was broken with, by iiko's code; `value` says where (server-api §17.7). */
export type CardProblem = { code: string; value: string }

export type ModifierBinding = {
  modifierId: Uuid
  defaultAmount: number
  freeOfChargeAmount: number
  minAmount: number
  maxAmount: number
  hideIfDefaultAmount: boolean
  splittable: boolean
  /** Children of a group have limits of their own. */
  areChildrenRestricted: boolean
  /** Of a group; null: a single modifier. */
  children: ModifierBinding[] | null
}

type Rule = [isBroken: boolean, code: string]

const broken = (rules: readonly Rule[], { modifierId }: ModifierBinding): CardProblem[] =>
  rules.flatMap(([isBroken, code]) => (isBroken ? [{ code, value: modifierId }] : []))

/** Limits that any binding with limits keeps. */
function ofLimits(one: ModifierBinding): CardProblem[] {
  const { minAmount: min, maxAmount: max, defaultAmount, freeOfChargeAmount, children } = one
  return broken(
    [
      [min < 0 || max < min, 'WRONG_MIN_MAX_AMOUNT'],
      [children === null && (defaultAmount < min || defaultAmount > max), 'DEFAULT_AMOUNT_OUT_OF_RANGE'],
      [freeOfChargeAmount > max, 'FREE_OF_CHARGE_AMOUNT_MORE_THAN_MAX'],
    ],
    one,
  )
}

const ofSingle = (one: ModifierBinding): CardProblem[] => [
  ...broken([[one.areChildrenRestricted, 'SINGLE_MODIFIER_HAS_CHILD_RESTRICTION']], one),
  ...ofLimits(one),
]

function ofChild(child: ModifierBinding, group: ModifierBinding): CardProblem[] {
  const { minAmount: min, maxAmount: max, defaultAmount, freeOfChargeAmount: free } = child
  const nested: Rule[] = [
    [(child.children?.length ?? 0) > 0, 'CHILD_MODIFIERS_NOT_ALLOWED'],
    [child.areChildrenRestricted, 'NOT_GROUP_MODIFIER_HAS_CHILD_RESTRICTION'],
  ]
  const limits: Rule[] = group.areChildrenRestricted
    ? [
        [min < 0 || max < min, 'WRONG_MIN_MAX_AMOUNT'],
        [defaultAmount < min || defaultAmount > max, 'HAS_RESTRICTION_AND_DEFAULT_AMOUNT_OUT_OF_RANGE'],
        [free > max, 'HAS_RESTRICTION_AND_FREE_OF_CHARGE_MORE_THAN_MAX'],
        [free > group.freeOfChargeAmount, 'HAS_RESTRICTION_AND_FREE_OF_CHARGE_MORE_THAN_PARENT'],
      ]
    : [
        [min !== 0 || max !== 0, 'NO_RESTRICTION_AND_MIN_MAX_NOT_ZERO'],
        [
          free !== group.freeOfChargeAmount,
          'NO_RESTRICTION_AND_FREE_OF_CHARGE_AMOUNT_NOT_EQUAL_VALUE_IN_PARENT',
        ],
      ]
  return broken([...nested, ...limits], child)
}

function ofGroup(group: ModifierBinding, children: readonly ModifierBinding[]): CardProblem[] {
  const byDefault = children.reduce((sum, { defaultAmount }) => sum + defaultAmount, 0)
  return [
    ...broken(
      [[group.defaultAmount !== byDefault, 'PARENT_AMOUNT_BY_DEFAULT_NOT_EQUAL_SUM_OF_CHILDREN']],
      group,
    ),
    ...ofLimits(group),
    ...children.flatMap((child) => ofChild(child, group)),
  ]
}

/** Which rules of modifiers a product breaks (server-api §11.1); nothing when it breaks none. */
export const modifierProblems = (bindings: readonly ModifierBinding[]): CardProblem[] =>
  bindings.flatMap((one) => (one.children === null ? ofSingle(one) : ofGroup(one, one.children)))
