"""Errors in the user's words."""


class UserError(Exception):
    """What the user asked for cannot be done; ``message`` says why, in one sentence, and ``hint`` what would help."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(f"{message} {hint}".rstrip())
        self.message = message
        self.hint = hint


class BridgeError(UserError):
    """What the server, or the way to it, refused.

    ``code`` is one of the protocol's, or ``LOST``, ``NO_SERVER`` and ``TIMEOUT`` of this side. ``retryable``: the same
    may go well later.
    """

    def __init__(self, code: str, message: str, hint: str = "", retryable: bool = False):
        super().__init__(message, hint)
        self.code = code
        self.retryable = retryable


class ProtocolError(BridgeError):
    """What came, or was to be sent, is not what the protocol allows."""

    def __init__(self, message: str, code: str = "BAD_FRAME", hint: str = ""):
        super().__init__(code, message, hint)
