"""What cannot be done, in the user's words."""


class BridgeError(Exception):
    """What the server, or the way to it, refused.

    ``code`` is one of the protocol's, or ``LOST``, ``NO_SERVER`` and ``TIMEOUT`` of this side; ``message`` and ``hint``
    are for people.
    """

    def __init__(self, code: str, message: str, hint: str = "", retryable: bool = False):
        super().__init__(f"{message} {hint}".strip())
        self.code = code
        self.message = message
        self.hint = hint
        self.retryable = retryable


class ProtocolError(BridgeError):
    """What came, or was to be sent, is not what the protocol allows."""

    def __init__(self, message: str, code: str = "BAD_FRAME", hint: str = ""):
        super().__init__(code, message, hint)


class UserError(Exception):
    """What the user asked for cannot be done, and no server was asked; ``message`` and ``hint`` are for people."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint
