/**
 * What a superseded main till did alone is kept and counts for nobody (ADR 32): no books are made of it, nobody is told of
 * it, and a command that it answered has no answer. `row`: the alias of a row with tenant, origin and seq.
 */
export const notSetAside = (row: string): string => `not exists (select from till_set_aside a
  where a.tenant_id = ${row}.tenant_id and a.origin = ${row}.origin
    and ${row}.seq > a.after_seq and ${row}.seq <= a.up_to_seq)`
