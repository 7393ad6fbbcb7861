import { readFile } from 'node:fs/promises'
import { isAbsolute, join, normalize } from 'node:path'

/** `plugin.json`: our counterpart of Manifest.xml (front-api §1.2, §10.2). */
export type Manifest = {
  /** Folder, log file and name in messages. */
  name: string
  displayName: { ru: string; en: string }
  version: string
  /** An ES module in the plugin's folder whose default export is the plugin. */
  main: string
  /** Range of SDK versions, such as ^9.0.0. */
  api: string
  moduleId: number
  /** Only the main terminal of a group runs it. Here every till is its group's main terminal. */
  singleInstance: boolean
  /** `auto`: after at least ten seconds of running (§1.5). */
  restartOnCrash: 'auto' | boolean
  permissions: ReadonlySet<string>
  /** Megabytes of the heap. */
  memoryMb: number
  /** Hooks of plugins with a lower number come first. */
  priority: number
}

export type ManifestReading = { manifest: Manifest } | { problems: string[] }

/** The version of the SDK contract that this host speaks. */
export const apiVersion = '9.0.0'
const memoryMb = { usual: 128, min: 32, max: 2048 }

/** Reads the manifest of a folder; says in words all that is wrong with it. */
export async function readManifest(dir: string): Promise<ManifestReading> {
  let text: string
  try {
    text = await readFile(join(dir, 'plugin.json'), 'utf8')
  } catch (error) {
    return { problems: [`plugin.json cannot be read: ${(error as Error).message}`] }
  }
  try {
    return checkManifest(JSON.parse(text))
  } catch (error) {
    return { problems: [`plugin.json is no JSON: ${(error as Error).message}`] }
  }
}

/** Checks what a manifest says; unknown members are tolerated. */
export function checkManifest(value: unknown): ManifestReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problems: ['plugin.json must be an object'] }
  const read = new ManifestReader(value as Record<string, unknown>)
  const name = read.text('name', /^[a-z0-9][a-z0-9._-]{0,63}$/i, 'letters, digits, dots, dashes, at most 64')
  const manifest: Manifest = {
    name,
    displayName: read.displayName(name),
    version: read.text('version', /^\d+\.\d+\.\d+([-+].*)?$/, 'a version such as 1.4.0'),
    main: read.main(),
    api: read.api(),
    moduleId: read.moduleId(),
    singleInstance: read.flag('singleInstance', false),
    restartOnCrash: read.restart(),
    permissions: read.permissions(),
    memoryMb: read.whole('memoryMb', memoryMb.usual, memoryMb.min, memoryMb.max),
    priority: read.whole('priority', 100, 0, 1000),
  }
  return read.problems.length > 0 ? { problems: read.problems } : { manifest }
}

class ManifestReader {
  readonly problems: string[] = []
  readonly #members: Record<string, unknown>

  constructor(members: Record<string, unknown>) {
    this.#members = members
  }

  #wrong(member: string, words: string): void {
    const value = this.#members[member]
    this.problems.push(value === undefined ? `${member} is missing: ${words}` : `${member} must be ${words}`)
  }

  text(member: string, pattern: RegExp, words: string): string {
    const value = this.#members[member]
    if (typeof value === 'string' && pattern.test(value)) return value
    this.#wrong(member, words)
    return ''
  }

  displayName(name: string): Manifest['displayName'] {
    const value = this.#members['displayName']
    if (value === undefined) return { ru: name, en: name }
    if (typeof value === 'string') return { ru: value, en: value }
    const { ru, en } = (value ?? {}) as Record<string, unknown>
    if (typeof ru === 'string' && typeof en === 'string') return { ru, en }
    this.#wrong('displayName', 'a text, or texts in ru and en')
    return { ru: name, en: name }
  }

  /** Inside the folder: no path leads out of it. */
  main(): string {
    const value = this.#members['main']
    const isGood =
      typeof value === 'string' &&
      /\.m?js$/.test(value) &&
      !isAbsolute(value) &&
      !normalize(value).startsWith('..')
    if (isGood) return value
    this.#wrong('main', 'the file of an ES module (.js or .mjs) in the folder of the plugin')
    return ''
  }

  api(): string {
    const value = this.text('api', /^[\^~]?\d+(\.\d+){0,2}$/, 'a range of SDK versions such as ^9.0.0')
    if (value !== '' && !isSupported(value))
      this.problems.push(`api ${value} is not supported: this host speaks ${apiVersion}`)
    return value
  }

  /** Zeros in front are accepted (§1.2). */
  moduleId(): number {
    const value = this.#members['moduleId']
    const id = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
    if (typeof id === 'number' && Number.isInteger(id) && id > 0 && id < 2 ** 31) return id
    this.#wrong('moduleId', 'the number of a licence module, such as 21016318')
    return 0
  }

  flag(member: string, usual: boolean): boolean {
    const value = this.#members[member]
    if (value === undefined) return usual
    if (typeof value === 'boolean') return value
    this.#wrong(member, 'true or false')
    return usual
  }

  restart(): Manifest['restartOnCrash'] {
    const value = this.#members['restartOnCrash'] ?? 'auto'
    if (value === 'auto' || typeof value === 'boolean') return value
    this.#wrong('restartOnCrash', '"auto", true or false')
    return 'auto'
  }

  permissions(): ReadonlySet<string> {
    const value = this.#members['permissions'] ?? []
    const isGood = Array.isArray(value) && value.every((one) => /^[a-z-]+(:[a-z-]+)?$/.test(String(one)))
    if (isGood) return new Set(value.map(String))
    this.#wrong('permissions', 'a list of permissions such as "orders:write"')
    return new Set()
  }

  whole(member: string, usual: number, min: number, max: number): number {
    const value = this.#members[member]
    if (value === undefined) return usual
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
    this.#wrong(member, `a whole number from ${min} to ${max}`)
    return usual
  }
}

/** `^9.0.0`, `~9.0`, `9`: the same major version, and nothing that is newer than this host. */
function isSupported(range: string): boolean {
  const parts = range
    .replace(/^[\^~]/, '')
    .split('.')
    .map(Number)
  const own = apiVersion.split('.').map(Number)
  if (parts[0] !== own[0]) return false
  for (const place of [1, 2]) {
    const [wanted = 0, present = 0] = [parts[place], own[place]]
    if (wanted !== present) return wanted < present
  }
  return true
}
