"""One small workbook per oddity of real reports, each made by a function of its name."""
