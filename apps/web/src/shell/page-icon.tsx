import { CircleUser, File, type LucideIcon } from 'lucide-react'

// domain: tasks {

import { ChartColumn, History, Settings, Trash2 } from 'lucide-react'

// domain: tasks }

const icons: Readonly<Record<string, LucideIcon>> = {
  // domain: tasks {
  '/trash': Trash2,
  '/history': History,
  '/statistics': ChartColumn,
  '/settings': Settings,
  // domain: tasks }
  '/account': CircleUser,
}

/** The icon of a page. Pages without their own icon get a sheet of paper. */
export function PageIcon({ path }: { path: string }) {
  const Icon = icons[path] ?? File
  return <Icon size={18} aria-hidden="true" />
}
