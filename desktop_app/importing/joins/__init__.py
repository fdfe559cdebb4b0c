"""Tables of one workbook that belong together by an id: errors, surveys, rosters, codes."""
