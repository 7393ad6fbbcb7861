/** A dish, or one size of it, that is to be stopped; `balance` is what the list says of it now. */
export type StopTarget = { productId: string; sizeId: string | null; name: string; balance: number | null }
