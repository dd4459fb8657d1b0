"""What is said to the user when something cannot be done."""


class UserError(Exception):
    """Something that the user asked for cannot be done.

    message: one sentence in the user's words; hint: what would help, or nothing.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()
