"""FastAPI with asyncpg and a cache of verified tokens. Rows become dictionaries, and no model checks the answer."""

import datetime
import json
from typing import List, Optional

import asyncpg
import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from common import DATABASE_URL, SERVER, remembered_user

app = FastAPI()

COLUMNS = (
    "id, title, notes, priority, due_on, completed_at, list_id, version, created_at, updated_at, deleted_at"
)
OWN = "user_id = $1 and deleted_at is null"
NEWEST_FIRST = "order by created_at desc, id desc limit $2"


class ListQuery(BaseModel):
    limit: int = Field(50, ge=1, le=200)
    search: str = Field("", max_length=200)


class TaskRef(BaseModel):
    id: str


class NewTask(BaseModel):
    id: str
    title: str = Field(min_length=1, max_length=500)
    notes: str = Field("", max_length=10_000)
    priority: str = "none"
    dueOn: Optional[datetime.date] = None


class TaskChanges(BaseModel):
    id: str
    title: str = Field(min_length=1, max_length=500)


async def user_of(authorization: Optional[str] = Header(None)) -> str:
    user_id = remembered_user(authorization)
    if user_id is None:
        raise HTTPException(401)
    return user_id


@app.on_event("startup")
async def connect() -> None:
    app.state.pool = await asyncpg.create_pool(DATABASE_URL, min_size=1, max_size=10)


def instant(value: Optional[datetime.datetime]) -> Optional[str]:
    return None if value is None else value.isoformat(timespec="milliseconds")[:-6] + "Z"


def to_wire(row: asyncpg.Record) -> dict:
    return {
        "id": str(row["id"]),
        "title": row["title"],
        "notes": row["notes"],
        "priority": row["priority"],
        "dueOn": None if row["due_on"] is None else row["due_on"].isoformat(),
        "completedAt": instant(row["completed_at"]),
        "listId": None if row["list_id"] is None else str(row["list_id"]),
        "version": row["version"],
        "createdAt": instant(row["created_at"]),
        "updatedAt": instant(row["updated_at"]),
        "deletedAt": instant(row["deleted_at"]),
    }


def answer(data: object) -> JSONResponse:
    return JSONResponse({"result": {"data": data}})


def answer_row(row: Optional[asyncpg.Record]) -> JSONResponse:
    if row is None:
        raise HTTPException(404)
    return answer(to_wire(row))


@app.get("/trpc/task.list")
async def list_tasks(input: str = "{}", user_id: str = Depends(user_of)):
    query = ListQuery.parse_raw(input)
    if query.search == "":
        rows = await app.state.pool.fetch(
            f"select {COLUMNS} from task where {OWN} {NEWEST_FIRST}", user_id, query.limit + 1
        )
    else:
        rows = await app.state.pool.fetch(
            f"select {COLUMNS} from task where {OWN} and (title ilike $3 or notes ilike $3) {NEWEST_FIRST}",
            user_id,
            query.limit + 1,
            f"%{query.search}%",
        )
    items = [to_wire(row) for row in rows[: query.limit]]
    return answer({"items": items, "nextCursor": items[-1]["id"] if len(rows) > query.limit else None})


@app.get("/trpc/task.get")
async def get_task(input: str, user_id: str = Depends(user_of)):
    ref = TaskRef.parse_raw(input)
    return answer_row(
        await app.state.pool.fetchrow(f"select {COLUMNS} from task where {OWN} and id = $2", user_id, ref.id)
    )


@app.get("/trpc/{calls}")
async def get_batch(calls: str, input: str, user_id: str = Depends(user_of)):
    """A batch of `task.get`, in one statement."""
    ids: List[str] = [TaskRef.parse_obj(each).id for each in json.loads(input).values()]
    rows = await app.state.pool.fetch(
        f"select {COLUMNS} from task where {OWN} and id = any($2::uuid[])", user_id, ids
    )
    by_id = {str(row["id"]): to_wire(row) for row in rows}
    return JSONResponse([{"result": {"data": by_id[id]}} if id in by_id else {"error": 404} for id in ids])


@app.post("/trpc/task.create")
async def create_task(new: NewTask, user_id: str = Depends(user_of)):
    return answer_row(
        await app.state.pool.fetchrow(
            "insert into task (user_id, id, title, notes, priority, due_on, version, created_at, updated_at)"
            f" values ($1, $2, $3, $4, $5, $6, 1, now(), now()) returning {COLUMNS}",
            user_id,
            new.id,
            new.title,
            new.notes,
            new.priority,
            new.dueOn,
        )
    )


@app.post("/trpc/task.update")
async def update_task(changes: TaskChanges, user_id: str = Depends(user_of)):
    return answer_row(
        await app.state.pool.fetchrow(
            "update task set title = $3, version = version + 1, updated_at = now()"
            f" where {OWN} and id = $2 returning {COLUMNS}",
            user_id,
            changes.id,
            changes.title,
        )
    )


@app.post("/trpc/task.delete")
async def delete_task(ref: TaskRef, user_id: str = Depends(user_of)):
    return answer_row(
        await app.state.pool.fetchrow(
            "update task set deleted_at = now(), version = version + 1, updated_at = now()"
            f" where {OWN} and id = $2 returning {COLUMNS}",
            user_id,
            ref.id,
        )
    )


uvicorn.run(app, **SERVER)
