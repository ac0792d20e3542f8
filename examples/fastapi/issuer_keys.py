"""The issuer's public keys, cached. They stay usable if tokens name invented keys, or if the issuer is down."""

import json
import math
import threading
import time
import urllib.request
from typing import Dict, Optional

import jwt

COOLDOWN = 5
REFRESH = 10 * 60
MAX_AGE = 24 * 3600
TIMEOUT = 2
LONGEST_BODY = 64 * 1024


class KeysUnavailable(Exception):
    """No keys are available, so no token can be verified."""


class IssuerKeys:
    """
    Fetches the keys every 10 minutes and for an unknown `kid`, but at most once in 5 seconds, whatever tokens arrive.
    PyJWT's own client fetches for each unknown `kid`, and forgets its keys when a fetch fails. Here they are used for 24 hours.
    All times are in seconds of the monotonic clock.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.held: Dict[str, jwt.PyJWK] = {}
        self.fetched = -math.inf
        self.tried = -math.inf
        self.lock = threading.Lock()

    def find(self, kid: object) -> Optional[jwt.PyJWK]:
        """The key with this id, or None if the issuer has no such key. Raises KeysUnavailable."""
        if kid not in self.held or self.age() > REFRESH:
            self.fetch_if_allowed()
        if self.age() > MAX_AGE:
            raise KeysUnavailable
        return self.held.get(kid)

    def age(self) -> float:
        return time.monotonic() - self.fetched

    def fetch_if_allowed(self) -> None:
        """Runs one fetch at a time. A thread that arrives in the meantime waits for it and uses its result."""
        with self.lock:
            if time.monotonic() - self.tried < COOLDOWN:
                return
            self.tried = time.monotonic()
            try:
                self.held = self.fetch()
            except (OSError, ValueError, AttributeError, jwt.PyJWTError):
                return
            self.fetched = time.monotonic()

    def fetch(self) -> Dict[str, jwt.PyJWK]:
        with urllib.request.urlopen(self.url, timeout=TIMEOUT) as response:
            body = response.read(LONGEST_BODY + 1)
        if len(body) > LONGEST_BODY:
            raise ValueError("The key set is longer than 64 KiB")
        return {key.key_id: key for key in jwt.PyJWKSet.from_dict(json.loads(body)).keys if key.key_id}
