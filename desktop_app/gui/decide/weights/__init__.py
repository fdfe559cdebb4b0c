"""Weights: who thinks what matters how much, and what is ranked by."""
