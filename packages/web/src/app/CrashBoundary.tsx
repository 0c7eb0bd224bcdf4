import { Component } from 'react'
import type { ReactNode } from 'react'
import { ErrorState } from '../ui/states/PageStates.tsx'

interface CrashBoundaryProps {
  /** A new value shows the children again: the address of the page. */
  readonly resetKey?: string
  readonly children: ReactNode
}

interface CrashBoundaryState {
  readonly failed: boolean
  readonly resetKey: string | undefined
}

/** Catches what a page did not: the rest of the desk goes on, and the person is told what to do. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashBoundaryState> {
  override state: CrashBoundaryState = { failed: false, resetKey: this.props.resetKey }

  static getDerivedStateFromError(): Partial<CrashBoundaryState> {
    return { failed: true }
  }

  static getDerivedStateFromProps(props: CrashBoundaryProps, state: CrashBoundaryState): Partial<CrashBoundaryState> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <ErrorState
        title="这一页出错了"
        hint="点“重试”重新打开本页；已填写的内容保存在本机。系统刚升级过也会这样。仍然不行，请把所在页面和时间告诉系统管理员。"
        onRetry={() => window.location.reload()}
      />
    )
  }
}
