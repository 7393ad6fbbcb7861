import type { MenuProduct } from '../../kit/menu-types.ts'

/** By the beginning of its code or a part of its name in either language. */
export function isFound({ name, nameEn, code }: MenuProduct, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return code.startsWith(wanted) || [name, nameEn].some((text) => text?.toLowerCase().includes(wanted))
}
