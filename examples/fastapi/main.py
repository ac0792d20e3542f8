"""Notes behind the same sign-in as Ownlist: tokens are verified here, and each person has their own rows."""

import os
import re
from typing import List
from uuid import uuid4

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Field, Session, SQLModel, create_engine, select

from issuer_keys import IssuerKeys, KeysUnavailable

ISSUER = os.environ.get("AUTH_ISSUER", "http://localhost:3000")
AUDIENCE = os.environ.get("AUTH_AUDIENCE", "ownlist-api")
DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite:///notes.db")

keys = IssuerKeys(f"{ISSUER}/api/auth/jwks")
bearer = HTTPBearer(auto_error=False)


def verified_claims(token: str) -> dict:
    kid = jwt.get_unverified_header(token).get("kid")
    key = keys.find(kid) if isinstance(kid, str) else None
    if key is None:
        raise jwt.InvalidKeyError("The issuer has no such key")
    return jwt.decode(
        token,
        key.key,
        algorithms=["EdDSA"],
        issuer=ISSUER,
        audience=AUDIENCE,
        options={"require": ["iss", "aud", "sub", "iat", "exp"]},
        leeway=5,
    )


def current_user(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> str:
    """
    The token's `sub`, which is the only user id. Answers 401 for any invalid token, 503 while no token can be verified, and
    403 for an app's token, because none of its scopes is about notes.
    """
    if credentials is None:
        raise HTTPException(401, "Send a token.", {"WWW-Authenticate": "Bearer"})
    try:
        claims = verified_claims(credentials.credentials)
    except KeysUnavailable as error:
        raise HTTPException(503, "Tokens cannot be checked just now.", {"Retry-After": "5"}) from error
    except jwt.PyJWTError:
        claims = {}
    user_id = claims.get("sub")
    # Older versions of PyJWT accept a `sub` of any type.
    if not isinstance(user_id, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", user_id):
        raise HTTPException(401, "The token is not valid.", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
    if "scope" in claims:
        raise HTTPException(403, "No program may do this.", {"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
    return user_id


class NewNote(SQLModel):
    text: str = Field(min_length=1, max_length=500)


class Note(NewNote, table=True):
    # The owner comes first, so nobody can name a row without its owner.
    user_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)


class PublicNote(NewNote):
    id: str


engine = create_engine(
    DATABASE_URL, connect_args={"check_same_thread": False} if DATABASE_URL.startswith("sqlite") else {}
)
SQLModel.metadata.create_all(engine)
app = FastAPI()


def database():
    with Session(engine) as session:
        yield session


@app.post("/notes", status_code=201, response_model=PublicNote)
def create_note(new: NewNote, user_id: str = Depends(current_user), session: Session = Depends(database)):
    note = Note(user_id=user_id, id=str(uuid4()), text=new.text)
    session.add(note)
    session.commit()
    session.refresh(note)
    return note


@app.get("/notes", response_model=List[PublicNote])
def list_notes(user_id: str = Depends(current_user), session: Session = Depends(database)):
    return session.exec(select(Note).where(Note.user_id == user_id)).all()


@app.delete("/notes/{id}", status_code=204)
def delete_note(id: str, user_id: str = Depends(current_user), session: Session = Depends(database)) -> None:
    note = session.get(Note, (user_id, id))
    # Another person's note and a note that does not exist get the same answer.
    if note is None:
        raise HTTPException(404, "There is no such note.")
    session.delete(note)
    session.commit()
