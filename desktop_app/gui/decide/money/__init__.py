"""Money in the Decide step: rates, taxes, the contract, and what is at stake in it."""
