"""WordprocessingML of a paper, built element by element: every value enters as text, so nothing in it can become markup."""
