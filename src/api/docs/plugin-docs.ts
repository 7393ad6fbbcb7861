/** What is known of the SDK for plugins; `npm run generate` reads it from the SDK and writes it beside. */
export type PluginDocs = {
  /** Markdown. */
  guide: string
  operations: DocumentedOperation[]
  hooks: DocumentedHook[]
  streams: DocumentedStream[]
  exceptions: DocumentedException[]
  /** What is written by hand in the SDK. */
  declarations: DocumentedDeclaration[]
  /** Entities that operations give. */
  types: DocumentedDeclaration[]
  /** What employees may, by the codes of the original and by ours. */
  rights: DocumentedRight[]
  examples: DocumentedExample[]
}

type State = {
  state: 'built' | 'pending'
  /** Why it is not built. */
  reason: string | null
}
export type DocumentedOperation = State & {
  name: string
  /** Chapter of front-api. */
  group: string
  /** Version of the original that brought it. */
  since: string | null
  /** Permission of the manifest; null: none. */
  needs: string | null
  words: string | null
  /** TypeScript; null: it is not built. */
  args: string | null
  result: string | null
  /** It may be recorded in an edit session. */
  action: { creates: string | null } | null
}
type DocumentedHook = State & { name: string; kind: string; policy: string; budgetMs: number; words: string }
export type DocumentedStream = State & { name: string }
export type DocumentedException = {
  name: string
  /** Classes above it, the nearest first. */
  parents: string[]
  words: string | null
  /** What the till says; `{name}` stands for a member of `data`. */
  text: { ru: string; en: string } | null
}
export type DocumentedRight = { code: string; right: string; text: { ru: string; en: string } }
export type DocumentedDeclaration = { name: string; file: string; words: string | null; text: string }
/** `page` is Markdown, `manifest` the text of plugin.json. */
export type DocumentedExample = { name: string; page: string; manifest: string }

export const pluginDocsFile = new URL('./generated/plugin-docs.json', import.meta.url)
