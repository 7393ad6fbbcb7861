/** The life of a plugin on one till (front-api §10.7). */
export type PluginState =
  | 'discovered'
  | 'verified'
  | 'starting'
  | 'running'
  /** It runs, but a handler of it is paused or it is slow. */
  | 'degraded'
  | 'stopping'
  | 'stopped'
  | 'crashed'
  /** Until it is started again. */
  | 'waiting'
  /** Hopeless, without a licence, or of another version. */
  | 'disabled'

const next: Readonly<Record<PluginState, readonly PluginState[]>> = {
  discovered: ['verified', 'disabled'],
  verified: ['starting', 'disabled', 'stopped'],
  starting: ['running', 'stopping', 'stopped', 'crashed'],
  running: ['degraded', 'stopping', 'stopped', 'crashed'],
  degraded: ['running', 'stopping', 'stopped', 'crashed'],
  stopping: ['stopped'],
  stopped: ['starting'],
  crashed: ['waiting', 'disabled', 'stopped'],
  waiting: ['starting', 'stopped', 'disabled'],
  disabled: [],
}

export const mayBecome = (from: PluginState, to: PluginState): boolean => next[from].includes(to)
/** It has a process that can be asked. */
export const isAlive = (state: PluginState): boolean =>
  state === 'running' || state === 'degraded' || state === 'starting'
