"""Every error Onrecord raises.

OnrecordError
├── UserError            a mistake in what was asked: says what could have been asked instead (exit code 2)
├── DocumentError        one document cannot be read: becomes a ``failures`` entry, the others go on (exit code 3)
├── ModelError           the model files are missing or do not fit this version
├── LedgerError          the ledger file cannot be opened, read or written
└── InvalidValue         a value breaks an invariant of its type (also a ValueError)
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors raised on purpose; its text is meant to be read by the user."""


class UserError(OnrecordError):
    """The request cannot be carried out as it stands: unknown option value, missing file, bad date."""


class DocumentError(OnrecordError):
    """One document cannot be read. The pipeline records it as a failure and goes on with the next."""


class ModelError(OnrecordError):
    """The trained model is absent, broken, or was made for another version of the code."""


class LedgerError(OnrecordError):
    """The ledger cannot be used: not a ledger file, a newer format, locked, or the disk refused."""


class InvalidValue(OnrecordError, ValueError):
    """A value breaks an invariant of its type. A ValueError too, so that decoders report where it stood."""
