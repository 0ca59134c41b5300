"""The readers of questions: a module or several for each format of quizzes."""
