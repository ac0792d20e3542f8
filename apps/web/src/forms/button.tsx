import type { ComponentProps } from 'react'
import styles from './forms.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'plain' | 'danger'
  /** Shows that work is in progress. The button cannot be pressed until it is done. */
  readonly busy?: boolean
}

export function Button({ look = 'plain', busy = false, disabled, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={styles.button}
      data-look={look}
      data-busy={busy}
      disabled={disabled || busy}
    >
      {children}
    </button>
  )
}
