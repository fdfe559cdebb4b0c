"""Workbooks that are locked with a password."""

from __future__ import annotations

import io

import msoffcrypto
from msoffcrypto.exceptions import FileFormatError, InvalidKeyError

from desktop_app.domain.errors import UnreadableFileError
from desktop_app.domain.translating import tr
from desktop_app.importing.readers.failures import corrupt


def decrypted(data: bytes, name: str, password: str) -> bytes:
    """Return the bytes of a locked workbook, unlocked.

    Raises
    ------
    UnreadableFileError
        ``file-protected`` without a password or with a wrong one.
    """
    if not password:
        raise UnreadableFileError(
            tr("'{name}' is protected with a password and can't be read without it.", name=name),
            code="file-protected",
            suggestion=tr("Give the password, or save the workbook without one in Excel."),
        )
    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=password)
        file.decrypt(opened)
    except InvalidKeyError as error:
        raise UnreadableFileError(
            tr("'{name}' is protected, and the password given does not open it.", name=name),
            code="file-protected",
            suggestion=tr("Check the password (capitals count) and try again."),
        ) from error
    except FileFormatError as error:
        raise corrupt(
            name, tr("it is protected in a way that is not known ({error})", error=error)
        ) from error
    except Exception as error:
        raise corrupt(name, tr("its protected content can't be unlocked")) from error
    return opened.getvalue()
