"""The sheets of the exported workbook, one file each."""
