import type { ComponentProps } from 'react'
import styles from './forms.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'plain' | 'danger'
  /** Shows that it is working; it cannot be pressed meanwhile. */
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
