import 'react'

declare module 'react' {
  // The width of a paper is handed to its styles.
  interface CSSProperties {
    '--columns'?: number
  }
}
