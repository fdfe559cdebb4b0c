"""The makers of all oddities."""

from tests.helpers.oddities import files, layouts, logs, noise, periods, surroundings, values
from tests.helpers.oddities.making import MAKERS

__all__ = ["MAKERS", "files", "layouts", "logs", "noise", "periods", "surroundings", "values"]
