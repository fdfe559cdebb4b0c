"""The workbook that stakeholders receive."""
