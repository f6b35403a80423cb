"""What trusts have in spreadsheets, brought into a submission, and a submission as one workbook."""
