import { describe, expect, test } from 'vitest'
import { decodeXml, readXml } from './read-xml.ts'

const refusalOf = (text: string): string => {
  try {
    readXml(text)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('was read')
}

test('elements with their children and texts, by their local names', () => {
  expect(
    readXml('<?xml version="1.0"?><n:a x="1"><b>1 &lt; 2<!-- no --><![CDATA[ & ]]></b><c/></n:a>'),
  ).toEqual({
    name: 'a',
    attributes: new Map([['x', '1']]),
    text: '',
    isNil: false,
    children: [
      { name: 'b', attributes: new Map(), text: '1 < 2 & ', isNil: false, children: [] },
      { name: 'c', attributes: new Map(), text: '', isNil: false, children: [] },
    ],
  })
})

test('a nil is none', () => {
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  expect(readXml(`<a ${xsi}><b xsi:nil="true"/></a>`).children[0]?.isNil).toBe(true)
})

describe('refuses', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>`
  test.each([
    ['a bomb of entities', bomb, 'a document type is not allowed'],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'a document type is not allowed'],
    ['an entity that nobody declared', '<a>&b;</a>', 'undefined entity'],
    ['an element that is not closed', '<a>\n<b></a>', 'line 2'],
    ['an attribute that is said twice', '<a b="1" b="2"/>', 'duplicate attribute'],
    ['two roots', '<a/><b/>', 'documents may contain only one root'],
    ['text without an element', 'a', 'text data outside of root node'],
    ['nothing', '', 'document must contain a root element'],
    ['what is nested too deep', `${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, 'nested deeper than 64'],
    ['control characters', '<a>\u0001</a>', 'disallowed character'],
  ])('%s', (_, text, words) => {
    expect(refusalOf(text)).toContain(words)
  })
})

describe('encodings', () => {
  const cyrillic = 'Борщ'
  const windows = Buffer.from([0xc1, 0xee, 0xf0, 0xf9])
  const xml = (prolog: string, bytes: Buffer) =>
    Buffer.concat([Buffer.from(`${prolog}<a>`), bytes, Buffer.from('</a>')])
  test.each([
    ['UTF-8 without a word', xml('', Buffer.from(cyrillic)), 'application/xml'],
    [
      'UTF-8 with a mark',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), xml('', Buffer.from(cyrillic))]),
      '',
    ],
    ['of the prolog', xml('<?xml version="1.0" encoding="windows-1251"?>', windows), 'text/xml'],
    ['of the header', xml('', windows), 'text/xml; charset="Windows-1251"'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff<a>${cyrillic}</a>`, 'utf16le'), ''],
  ])('%s', (_, bytes, contentType) => {
    expect(readXml(decodeXml(bytes, contentType)).text).toBe(cyrillic)
  })
  test('bytes of another encoding and unknown ones are refused', () => {
    expect(() => decodeXml(xml('', windows), '')).toThrow('not valid in the encoding utf-8')
    expect(() => decodeXml(xml('', windows), 'text/xml; charset=klingon')).toThrow('klingon')
  })
})
