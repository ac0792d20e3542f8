"""FastAPI with PyJWT and SQLModel: a session per request, and models that check what goes in and out."""

import datetime
import json
from typing import List, Optional
from uuid import UUID

import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel
from sqlalchemy import Column, Date, DateTime, or_
from sqlmodel import Field, Session, SQLModel, create_engine, select

from common import DATABASE_URL, SERVER, verified_claims

engine = create_engine(DATABASE_URL, pool_size=10, max_overflow=0)
app = FastAPI()


class Task(SQLModel, table=True):
    user_id: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    title: str
    notes: str
    priority: str
    due_on: Optional[datetime.date] = Field(sa_column=Column(Date))
    completed_at: Optional[datetime.datetime] = Field(sa_column=Column(DateTime(timezone=True)))
    list_id: Optional[UUID]
    version: int
    created_at: datetime.datetime = Field(sa_column=Column(DateTime(timezone=True)))
    updated_at: datetime.datetime = Field(sa_column=Column(DateTime(timezone=True)))
    deleted_at: Optional[datetime.datetime] = Field(sa_column=Column(DateTime(timezone=True)))


def instant(value: datetime.datetime) -> str:
    return value.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds")[:-6] + "Z"


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


class PublicTask(BaseModel):
    id: UUID
    title: str
    notes: str
    priority: str
    due_on: Optional[datetime.date]
    completed_at: Optional[datetime.datetime]
    list_id: Optional[UUID]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    deleted_at: Optional[datetime.datetime]

    class Config:
        orm_mode = True
        alias_generator = camel
        allow_population_by_field_name = True
        json_encoders = {datetime.datetime: instant}


class TaskPage(BaseModel):
    items: List[PublicTask]
    nextCursor: Optional[str]


class PageData(BaseModel):
    data: TaskPage

    class Config:
        json_encoders = {datetime.datetime: instant}


class PageAnswer(BaseModel):
    result: PageData

    class Config:
        json_encoders = {datetime.datetime: instant}


class TaskData(BaseModel):
    data: PublicTask


class TaskAnswer(BaseModel):
    result: TaskData

    class Config:
        json_encoders = {datetime.datetime: instant}


class ListQuery(BaseModel):
    limit: int = Field(50, ge=1, le=200)
    search: str = Field("", max_length=200)


class TaskRef(BaseModel):
    id: UUID


class NewTask(BaseModel):
    id: UUID
    title: str = Field(min_length=1, max_length=500)
    notes: str = Field("", max_length=10_000)
    priority: str = "none"
    dueOn: Optional[datetime.date] = None


class TaskChanges(BaseModel):
    id: UUID
    title: str = Field(min_length=1, max_length=500)


def user_of(authorization: Optional[str] = Header(None)) -> str:
    claims = verified_claims(authorization)
    if claims is None:
        raise HTTPException(401)
    return claims["sub"]


def database():
    with Session(engine) as session:
        yield session


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def own_task(session: Session, user_id: str, id: UUID) -> Task:
    task = session.get(Task, (user_id, id))
    if task is None or task.deleted_at is not None:
        raise HTTPException(404)
    return task


def saved(session: Session, task: Task) -> dict:
    session.add(task)
    session.commit()
    session.refresh(task)
    return {"result": {"data": task}}


@app.get("/trpc/task.list", response_model=PageAnswer)
def list_tasks(input: str = "{}", user_id: str = Depends(user_of), session: Session = Depends(database)):
    query = ListQuery.parse_raw(input)
    statement = select(Task).where(Task.user_id == user_id, Task.deleted_at == None)  # noqa: E711
    if query.search != "":
        pattern = f"%{query.search}%"
        statement = statement.where(or_(Task.title.ilike(pattern), Task.notes.ilike(pattern)))
    newest_first = (Task.created_at.desc(), Task.id.desc())
    rows = session.exec(statement.order_by(*newest_first).limit(query.limit + 1)).all()
    items = rows[: query.limit]
    return {"result": {"data": {"items": items, "nextCursor": str(items[-1].id) if len(rows) > query.limit else None}}}


@app.get("/trpc/task.get", response_model=TaskAnswer)
def get_task(input: str, user_id: str = Depends(user_of), session: Session = Depends(database)):
    return {"result": {"data": own_task(session, user_id, TaskRef.parse_raw(input).id)}}


@app.get("/trpc/{calls}", response_model=List[TaskAnswer])
def get_batch(calls: str, input: str, user_id: str = Depends(user_of), session: Session = Depends(database)):
    """A batch of `task.get`, in one statement."""
    ids = [TaskRef.parse_obj(each).id for each in json.loads(input).values()]
    wanted = select(Task).where(Task.user_id == user_id, Task.id.in_(ids), Task.deleted_at == None)  # noqa: E711
    by_id = {row.id: row for row in session.exec(wanted)}
    return [{"result": {"data": by_id[id]}} for id in ids if id in by_id]


@app.post("/trpc/task.create", response_model=TaskAnswer)
def create_task(new: NewTask, user_id: str = Depends(user_of), session: Session = Depends(database)):
    at = now()
    fields = {"id": new.id, "title": new.title, "notes": new.notes, "priority": new.priority, "due_on": new.dueOn}
    return saved(session, Task(user_id=user_id, version=1, created_at=at, updated_at=at, **fields))


@app.post("/trpc/task.update", response_model=TaskAnswer)
def update_task(changes: TaskChanges, user_id: str = Depends(user_of), session: Session = Depends(database)):
    task = own_task(session, user_id, changes.id)
    task.title, task.version, task.updated_at = changes.title, task.version + 1, now()
    return saved(session, task)


@app.post("/trpc/task.delete", response_model=TaskAnswer)
def delete_task(ref: TaskRef, user_id: str = Depends(user_of), session: Session = Depends(database)):
    task = own_task(session, user_id, ref.id)
    task.deleted_at, task.version, task.updated_at = now(), task.version + 1, now()
    return saved(session, task)


uvicorn.run(app, **SERVER)
