"""What a command cannot do, worded where it is found out."""


class RefusalError(Exception):
    """One sentence for the person; ``status`` is the exit status (1 failed, 2 wrong usage)."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
