/** The only source of randomness; a seeded one replays a day (design.md §5). */
export type Random = {
  /** A random uuid in lower case. Ids that are made in order sort in order (uuid version 7). */
  uuid(): string
  /** An integer of `[0, below)`. */
  int(below: number): number
  /** Bytes fit for keys and secrets. */
  bytes(length: number): Uint8Array
}
