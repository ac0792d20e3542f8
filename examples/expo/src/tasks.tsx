import { api } from '@ownlist/client/react'
import { type ReactNode, useState } from 'react'
import { Button, FlatList, Text, TextInput, View } from 'react-native'

/** The open tasks, newest first, and a line to add another one. */
export function Tasks(): ReactNode {
  const [title, setTitle] = useState('')
  const list = api.task.list.useInfiniteQuery({ status: 'open' }, { getNextPageParam: (page) => page.nextCursor })
  const utils = api.useUtils()
  const onSuccess = () => utils.task.list.invalidate()
  const create = api.task.create.useMutation({ onSuccess })
  const update = api.task.update.useMutation({ onSuccess })
  const add = () => create.mutate({ title }, { onSuccess: () => setTitle('') })
  return (
    <View>
      <TextInput value={title} placeholder="New task" onChangeText={setTitle} onSubmitEditing={add} />
      {list.error && <Text>{list.error.message}</Text>}
      <FlatList
        data={list.data?.pages.flatMap((page) => page.items) ?? []}
        refreshing={list.isFetching}
        keyExtractor={({ id }) => id}
        renderItem={({ item: { id, title, version } }) => (
          <View>
            <Text>{title}</Text>
            <Button
              title="Done"
              onPress={() => update.mutate({ id, version, completedAt: new Date().toISOString() })}
            />
          </View>
        )}
        onRefresh={() => void list.refetch()}
        onEndReached={() => void (list.hasNextPage && list.fetchNextPage())}
      />
    </View>
  )
}
