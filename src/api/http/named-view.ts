/** Names come in the chain's language and, where it has one, in English. */
export type NamedView = { id: string; name: string; nameEn: string | null }

export const named = (item: { id: string; body: { name: string; nameEn?: string } }): NamedView => ({
  id: item.id,
  name: item.body.name,
  nameEn: item.body.nameEn ?? null,
})
