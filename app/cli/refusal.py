"""What a command cannot do, worded where it is found out."""

from app.core.problem import Problem


class RefusalError(Exception):
    """One sentence for the person; ``status`` is the exit status (1 failed, 2 wrong usage).

    ``problem`` is what programs are told, where the sentence says more than the problem's own.
    """

    def __init__(self, sentence: str, status: int, problem: Problem | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.problem = problem
