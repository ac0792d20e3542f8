// The parts of React Native and Expo that this sketch uses, with their own declarations. The packages are not installed
// here, because they take half a gigabyte and this folder is only type-checked. Delete this file in your own app.

declare module 'react-native' {
  import type { ComponentType, ReactNode } from 'react'

  export const View: ComponentType<{ readonly style?: object; readonly children?: ReactNode }>
  export const Text: ComponentType<{ readonly style?: object; readonly children?: ReactNode }>
  export const Button: ComponentType<{ readonly title: string; readonly disabled?: boolean; onPress(): void }>
  export const TextInput: ComponentType<{
    readonly value: string
    readonly placeholder?: string
    onChangeText(text: string): void
    onSubmitEditing?(): void
  }>
  export const FlatList: <Item>(props: {
    readonly data: readonly Item[]
    readonly refreshing?: boolean
    keyExtractor(item: Item): string
    renderItem(info: { readonly item: Item }): ReactNode
    onRefresh?(): void
    onEndReached?(): void
  }) => ReactNode
  export const Linking: { openURL(url: string): Promise<unknown> }
}

declare module 'expo-secure-store' {
  export function getItemAsync(key: string): Promise<string | null>
  export function setItemAsync(key: string, value: string): Promise<void>
  export function deleteItemAsync(key: string): Promise<void>
}
