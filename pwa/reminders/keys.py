"""Our keys: they tell a push service that a message is ours (VAPID, RFC 8292).

Each key is a file of its own, readable by the server's user alone, in a folder outside
the repository; the file `current` names the one that phones subscribe with now. Older
ones stay live, since a subscription works only with the key it was made for, until they
are retired. No key is in the database: who steals one does not have the other.

Imports cryptography: what serves pages imports this inside the function that needs it.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from pwa.reminders.key import (
    ID,
    ROTATE,
    Key,
    KeysError,
    UnknownKeyError,
    id_of,
    public_text,
    read_key,
    unreadable,
)

__all__ = ["Key", "Keys", "KeysError", "UnknownKeyError"]

CURRENT = "current"


class Keys:
    """The folder of keys. Any number of processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, Key] = {}

    def current(self) -> Key:
        """The key for new subscriptions, made now where there is none yet.

        Raises:
            KeysError: the folder or the key cannot be read or made.
        """
        key_id = self.current_id()
        if not key_id:
            with self.locked():
                key_id = self.current_id() or self.adopted() or self.make()
        return self.by_id(key_id)

    def by_id(self, key_id: str) -> Key:
        """One that is live, asked of the folder each time: it may have been retired.

        Raises:
            UnknownKeyError: there is none, or no longer.
            KeysError: its file is damaged, or others may read it.
        """
        if not ID.fullmatch(key_id):
            raise UnknownKeyError("there is no such key")
        file = self.folder / f"{key_id}.pem"
        try:
            about = file.stat()
        except FileNotFoundError:
            self.read.pop(key_id, None)
            raise UnknownKeyError(
                f"{file} is not there: put it back from a copy, or run {ROTATE}"
            ) from None
        except OSError as error:
            raise unreadable(file, error) from error
        if about.st_mode & 0o077:
            raise KeysError(
                f"others may read {file}: run chmod 600 {file}; "
                f"where somebody may have read it, run {ROTATE}, then retire {key_id}"
            )
        if key_id not in self.read:
            made_on = datetime.fromtimestamp(about.st_mtime, UTC).date()
            self.read[key_id] = read_key(file, made_on)
        return self.read[key_id]

    def live(self) -> list[Key]:
        """Every key that is not retired, the oldest first."""
        found = [self.by_id(each) for each in self.ids()]
        return sorted(found, key=lambda each: (each.made_on, each.id))

    def rotate(self) -> Key:
        """Make a new key the current one. The others stay live.

        Needs none of the others, so it also cures a folder whose current key is lost.
        """
        with self.locked():
            key_id = self.make()
        return self.by_id(key_id)

    def retire(self, key_id: str, used_by: int = 0, *, is_forced: bool = False) -> None:
        """Delete a key. Nothing can be sent to a subscription that was made for it.

        Args:
            used_by: How many subscriptions were made for it.
            is_forced: Even though there are some.

        Raises:
            KeysError: it is the current one, or is in use; nothing was deleted.
            UnknownKeyError: there is none with this id.
        """
        with self.locked():
            if key_id not in self.ids():
                raise UnknownKeyError("there is no such key")
            if key_id == self.current_id():
                raise KeysError(f"{key_id} is the current key: first run {ROTATE}")
            if used_by and not is_forced:
                raise KeysError(
                    f"{used_by} subscriptions were made for {key_id}: wait until they "
                    "are renewed with the current key, or add --force to delete them"
                )
            (self.folder / f"{key_id}.pem").unlink()
            self.read.pop(key_id, None)

    def ids(self) -> list[str]:
        try:
            return sorted(
                file.stem
                for file in self.folder.glob("k*.pem")
                if ID.fullmatch(file.stem)
            )
        except OSError as error:
            raise KeysError(f"{self.folder}: {error.strerror}") from error

    def current_id(self) -> str:
        """As the file says; "" where there is none."""
        file = self.folder / CURRENT
        try:
            found = file.read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError as error:
            raise unreadable(file, error) from error
        except ValueError as error:
            raise KeysError(f"{file} names no key: run {ROTATE}") from error
        if not ID.fullmatch(found):
            raise KeysError(f"{file} names no key: run {ROTATE}")
        return found

    def adopted(self) -> str:
        """The one key there is, where whoever made it was stopped before naming it."""
        found = self.ids()
        if len(found) > 1:
            raise KeysError(
                f"{self.folder / CURRENT} is missing: write the id of the key in use "
                f"into it, or run {ROTATE}"
            )
        if found:
            self.write(CURRENT, found[0].encode())
        return found[0] if found else ""

    def make(self) -> str:
        """Write a new key and name it the current one. Under the lock only."""
        private = ec.generate_private_key(ec.SECP256R1())
        key_id = id_of(public_text(private))
        packed = private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        self.write(f"{key_id}.pem", packed)
        self.write(CURRENT, key_id.encode())
        return key_id

    def write(self, name: str, content: bytes) -> None:
        """Whole or not at all, on the disk before it is there under its name."""
        draft = self.folder / f".{name}.{secrets.token_hex(4)}"
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.folder / name)
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise KeysError(f"{self.folder / name}: {error.strerror}") from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time changes the folder; one that is killed lets go."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.folder.stat().st_mode & 0o077:
                self.folder.chmod(0o700)
            handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise KeysError(
                f"{self.folder} cannot be written: {error.strerror}. It holds the keys "
                "of the reminders; CARRYCARD_INSTANCE says where it is"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
