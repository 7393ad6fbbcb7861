import './printing.css'
import type { PaperLine, PaperSpan, Sheet } from '../../kit/printing-types.ts'
import { usePrintText } from './texts.ts'

/** A paper as it comes out of its printer. */
export function Paper({ sheet }: { sheet: Sheet }) {
  return (
    <article className="paper bill" style={{ '--columns': sheet.width }}>
      {sheet.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a paper neither move nor change.
        <Line key={index} line={line} />
      ))}
    </article>
  )
}

function Line({ line }: { line: PaperLine }) {
  const t = usePrintText()
  switch (line.kind) {
    case 'text':
      return (
        <p className="paper-line">
          {line.spans.map((span, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line neither move nor change.
            <span key={index} className={looksOf(span)}>
              {span.text}
            </span>
          ))}
          {line.spans.length === 0 && '\u00a0'}
        </p>
      )
    case 'barcode':
    case 'qrcode':
      return <p className={`paper-code paper-${line.align}`}>{line.text}</p>
    case 'image':
    case 'logo':
      return <p className="paper-code">{t('print.drawing')}</p>
    case 'cut':
      return <hr className="paper-cut" />
    case 'pulse':
    case 'bell':
      return null
  }
}

const looksOf = ({ style }: PaperSpan): string =>
  [
    `paper-${style.font}`,
    style.bold && 'paper-bold',
    style.italic && 'paper-italic',
    style.underline && 'paper-underline',
    style.reverse && 'paper-reverse',
  ]
    .filter(Boolean)
    .join(' ')
