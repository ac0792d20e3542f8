"""What the FastAPI contenders share: the server's options, and the verification of the issuer's tokens with PyJWT."""

import os
import time
from typing import Dict, Optional, Tuple

import jwt

DATABASE_URL = os.environ["DATABASE_URL"]

# uvicorn's own parts, or the faster ones in C, which are packages of their own.
FAST = os.environ["UVICORN_PARTS"] == "fast"
SERVER = {
    "host": "127.0.0.1",
    "port": int(os.environ["PORT"]),
    "loop": "uvloop" if FAST else "asyncio",
    "http": "httptools" if FAST else "h11",
    "log_level": "warning",
    "access_log": False,
}

keys = jwt.PyJWKClient(os.environ["JWKS_URL"])


def verified_claims(authorization: Optional[str]) -> Optional[dict]:
    """The claims of a valid token; None for any other."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme != "Bearer":
        return None
    try:
        return jwt.decode(
            token,
            keys.get_signing_key_from_jwt(token).key,
            algorithms=["EdDSA"],
            issuer=os.environ["ISSUER"],
            audience=os.environ["AUDIENCE"],
        )
    except jwt.PyJWTError:
        return None


verified: Dict[str, Tuple[str, float]] = {}


def remembered_user(authorization: Optional[str]) -> Optional[str]:
    """The user of a token. One that was verified is accepted until it expires, without another look at it."""
    known = verified.get(authorization or "")
    if known is not None and time.time() < known[1]:
        return known[0]
    claims = verified_claims(authorization)
    if claims is None or authorization is None:
        return None
    if len(verified) >= 10_000:
        verified.clear()
    verified[authorization] = (claims["sub"], claims["exp"])
    return claims["sub"]
