import { Input, Modal } from 'antd'
import type { InputRef } from 'antd'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useGo } from '../../lib/navigation.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { KeyHint } from '../../ui/layout/KeyHint.tsx'
import { EmptyState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { findEntries } from './search-entries.ts'
import type { SearchEntry } from './search-entries.ts'
import styles from './search.module.css'
import { useSearchEntries } from './use-search-entries.ts'

/** A pause in typing after which the server is asked. */
const pauseMs = 180

/** Ctrl/⌘ K: one box for everything the role may see; arrows choose, Enter goes. */
export function SearchDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} closable={false} width={560} destroyOnHidden title={null}>
      {open && <SearchBox onClose={onClose} />}
    </Modal>
  )
}

function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const go = useGo()
  const listId = useId()
  const input = useRef<InputRef>(null)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [chosen, setChosen] = useState(0)
  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(typed), pauseMs)
    return () => window.clearTimeout(timer)
  }, [typed])
  const { listed, found, loading } = useSearchEntries(true, asked)
  const hits = useMemo(() => findEntries([...listed, ...found], asked), [listed, found, asked])
  const current = Math.min(chosen, Math.max(0, hits.length - 1))

  const open = (entry: SearchEntry | undefined): void => {
    if (entry === undefined) return
    onClose()
    go(entry.path)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends the input of Chinese characters chooses characters, not a hit.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setChosen(Math.min(current + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setChosen(Math.max(current - 1, 0))
    else if (event.key === 'Enter') open(hits[current])
    else return
    event.preventDefault()
  }

  return (
    <div className={styles.box}>
      <Input
        ref={input}
        size="large"
        value={typed}
        maxLength={40}
        prefix={<Symbol name="search" />}
        placeholder="事件、来报、预案、单位、人员电话、地方"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-activedescendant={hits.length > 0 ? `${listId}-${current}` : undefined}
        aria-label="查找"
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.hits} id={listId} role="listbox" aria-label="找到的">
        {asked.trim() === '' ? (
          <p className={styles.note}>输入名称、编号、地名，或地名拼音首字母（如 xjx）。</p>
        ) : hits.length === 0 && loading ? (
          <LoadingState lines={3} />
        ) : hits.length === 0 ? (
          <EmptyState symbol="search" title="没有找到" hint="换一个词再试；只能找到你的角色可以看的内容。" />
        ) : (
          hits.map((entry, index) => (
            <div key={`${entry.group} ${entry.key}`}>
              {entry.group !== hits[index - 1]?.group && <h3 className={styles.group}>{entry.group}</h3>}
              <div
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === current}
                className={joinClasses(styles.hit, index === current && styles.current)}
                onMouseMove={() => setChosen(index)}
                onClick={() => open(entry)}
              >
                <span>{entry.title}</span>
                <small>{entry.note}</small>
              </div>
            </div>
          ))
        )}
      </div>
      <div className={styles.foot}>
        <KeyHint keys={['↑', '↓']} action="选择" />
        <KeyHint keys={['Enter']} action="打开" />
        <KeyHint keys={['Esc']} action="关闭" />
      </div>
    </div>
  )
}
