/** What the members of a resource are, so that a filter is understood before any row is looked at. */
export type Simple = 'text' | 'number' | 'flag' | 'guid' | 'time' | 'span'
/** Values of a .NET enumeration by name; `typeName` without its namespace. */
export type Enumeration = { typeName: string; values: Readonly<Record<string, number>> }
export type Field = Simple | { enumeration: Enumeration } | { object: Shape } | { list: Shape }
export type Shape = { readonly [member: string]: Field }
