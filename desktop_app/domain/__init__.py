"""The vocabulary of the program; standard library only."""
