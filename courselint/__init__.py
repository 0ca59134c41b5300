"""The linter that courses deserve: notebooks, quizzes, labs and the tests that grade them."""

__version__ = "0.1.0"
